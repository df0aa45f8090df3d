package org.yuemao.importing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.upload.UploadI18N;
import java.util.List;

/** The words of the field that takes a file. */
final class UploadTexts {
    private UploadTexts() {}

    static UploadI18N of(Component component, int megabytes) {
        UploadI18N texts = new UploadI18N();
        texts.setAddFiles(new UploadI18N.AddFiles()
                .setOne(component.getTranslation("importing.upload.choose"))
                .setMany(component.getTranslation("importing.upload.choose")));
        texts.setDropFiles(new UploadI18N.DropFiles()
                .setOne(component.getTranslation("importing.upload.drop"))
                .setMany(component.getTranslation("importing.upload.drop")));
        texts.setError(new UploadI18N.Error()
                .setTooManyFiles(component.getTranslation("importing.upload.one"))
                .setFileIsTooBig(component.getTranslation("importing.file.large", megabytes))
                .setIncorrectFileType(component.getTranslation("importing.upload.type")));
        texts.setUploading(new UploadI18N.Uploading()
                .setStatus(new UploadI18N.Uploading.Status()
                        .setConnecting(component.getTranslation("importing.upload.connecting"))
                        .setStalled(component.getTranslation("importing.upload.stalled"))
                        .setProcessing(component.getTranslation("importing.upload.processing"))
                        .setHeld(component.getTranslation("importing.upload.held")))
                .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                        .setPrefix(component.getTranslation("importing.upload.left"))
                        .setUnknown(component.getTranslation("importing.upload.left.unknown")))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable(component.getTranslation("importing.upload.unavailable"))
                        .setUnexpectedServerError(component.getTranslation("importing.upload.failed"))
                        .setForbidden(component.getTranslation("importing.upload.forbidden"))));
        texts.setUnits(new UploadI18N.Units().setSize(List.of("B", "kB", "MB", "GB")));
        return texts;
    }
}

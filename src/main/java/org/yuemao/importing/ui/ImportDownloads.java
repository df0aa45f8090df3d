package org.yuemao.importing.ui;

import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.Locale;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.importing.ImportFiles;
import org.yuemao.importing.ImportJob;

/** What can be downloaded while importing, written while it goes out. */
final class ImportDownloads {
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private ImportDownloads() {}

    static DownloadHandler template(ImportFiles files, RecordRows rows, String name, Locale locale) {
        return event -> {
            event.setFileName(name);
            event.setContentType(WORKBOOK);
            files.template(rows, locale, event.getOutputStream());
        };
    }

    static DownloadHandler wrongRows(ImportFiles files, ImportJob job, String name, Locale locale) {
        return event -> {
            event.setFileName(name);
            event.setContentType(WORKBOOK);
            files.wrongRows(job, locale, event.getOutputStream());
        };
    }
}

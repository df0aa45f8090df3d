package org.yuemao.report;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.base.Wording;
import org.yuemao.report.pdf.PdfReport;
import org.yuemao.report.workbook.ReportWorkbook;

/** Writes what a report says in the form that was ordered. */
@Component
class ReportFiles {
    private final Wording wording;

    ReportFiles(Wording wording) {
        this.wording = wording;
    }

    /** Writes the file and leaves the stream open; the number of its pages, where it has pages. */
    @Nullable
    Integer write(ReportContent content, OutputStream out, ReportProgress progress) throws IOException {
        return switch (content.order().format()) {
            case PDF -> PdfReport.write(content, wording, out, progress);
            case XLSX -> {
                ReportWorkbook.write(content, wording, out, progress);
                yield null;
            }
        };
    }
}

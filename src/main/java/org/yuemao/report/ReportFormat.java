package org.yuemao.report;

/** In which form a report is made. */
public enum ReportFormat {
    /** To be read and printed. */
    PDF("pdf", "application/pdf"),
    /** A workbook with the figures and native charts over them. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String ending;
    private final String contentType;

    ReportFormat(String ending, String contentType) {
        this.ending = ending;
        this.contentType = contentType;
    }

    /** How the name of such a file ends, without the dot. */
    public String ending() {
        return ending;
    }

    public String contentType() {
        return contentType;
    }
}

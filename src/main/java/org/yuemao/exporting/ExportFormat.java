package org.yuemao.exporting;

/** In which form a list is exported. */
public enum ExportFormat {
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("csv", "text/csv;charset=UTF-8");

    private final String ending;
    private final String contentType;

    ExportFormat(String ending, String contentType) {
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

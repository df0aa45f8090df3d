package org.yuemao.importing;

/** Sheets in which a person does not see all that is read, or sees it otherwise than its cells say. */
public final class SheetsWithSecrets {
    private SheetsWithSecrets() {}

    /**
     * Four participations in rows 2 to 5; rows 3 and 5 are hidden, the city is merged over rows 2 to 4, the signed deals over
     * rows 2 and 3.
     */
    public static byte[] participations() {
        return RawWorkbook.of(row(1, "", "统一社会信用代码", "中文名称", "城市", "成交额（元）")
                        + row(2, "", "91440300100000011W", "甲公司", "深圳", "9000")
                        + row(3, " hidden=\"1\"", "914403001000000124", "乙公司", "", "")
                        + row(4, "", "91440300100000013C", "丙公司", "", "300")
                        + row(5, " hidden=\"true\"", "91440300100000014K", "丁公司", "广州", ""))
                .changed("xl/worksheets/sheet1.xml", xml -> xml.replace("</sheetData>", """
                                </sheetData><autoFilter ref="A1:D5"/><mergeCells count="3"><mergeCell ref="C2:C4"/>\
                                <mergeCell ref="D2:D3"/><mergeCell ref="A1:B1"/></mergeCells>"""))
                .bytes();
    }

    private static String row(int number, String attributes, String... texts) {
        StringBuilder xml = new StringBuilder("<row r=\"" + number + "\"" + attributes + ">");
        for (String text : texts) {
            xml.append("<c t=\"inlineStr\"><is><t>").append(text).append("</t></is></c>");
        }
        return xml.append("</row>").toString();
    }
}

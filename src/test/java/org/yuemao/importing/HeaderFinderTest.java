package org.yuemao.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.importing.HeaderFinder.Aside;
import org.yuemao.importing.HeaderFinder.Header;

class HeaderFinderTest {
    private static final Set<String> KNOWN = Set.of("企业名称", "城市", "意向成交额", "Name", "City", "Signed deals", "面积");

    private static List<TableRow> rows(String... lines) {
        List<TableRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                rows.add(new TableRow(
                        i + 1,
                        Stream.of(lines[i].split("\\|", -1))
                                .map(String::strip)
                                .map(text ->
                                        text.matches("-?\\d+") ? new Cell(Cell.Kind.NUMBER, text) : Cell.text(text))
                                .toList()));
            }
        }
        return rows;
    }

    private static Header find(String... lines) {
        return HeaderFinder.find(rows(lines), KNOWN::contains).orElseThrow();
    }

    @Test
    void skipsTitlesNotesAndBlankRowsAboveTheHeader() {
        Header header = find("2021年参展企业一览表||", "", "填报单位：广州市商务局||2021年12月", "企业名称|城市|备注", "甲公司|广州|");
        assertThat(header.row()).isEqualTo(4);
        assertThat(header.titles()).containsExactly("企业名称", "城市", "备注");
        assertThat(header.certain()).isTrue();
        assertThat(header.above()).extracting(TableRow::number).containsExactly(1, 3);
        assertThat(header.firstDataRow()).isEqualTo(5);
        assertThat(header.units()).isEmpty();
    }

    @Test
    void reportsAUnitThatATitleStatesForAllAmounts() {
        assertThat(find("一览表|", "|单位：万元", "企业名称|意向成交额", "甲|5").units())
                .containsExactly(new StatedUnit(2, null, "万元", new BigDecimal("1E+4"), "CNY"));
        assertThat(find("Signed deals by business (CNY million)|", "Name|Signed deals", "A|5")
                        .units())
                .containsExactly(new StatedUnit(1, null, "CNY million", new BigDecimal("1E+6"), "CNY"));
    }

    @Test
    void reportsUnitsOfTheHeaderAndOfARowBelowIt() {
        Header header = find("企业名称*|意向成交额（万元）|面积(㎡)", "甲|5|6");
        assertThat(header.titles()).containsExactly("企业名称", "意向成交额", "面积");
        assertThat(header.units()).extracting(StatedUnit::column).containsExactly(1, 2);
        assertThat(header.units().getFirst().factor()).isEqualByComparingTo("10000");
        Header below = find("企业名称|意向成交额|面积", "|（亿元）|平方米", "甲|5|6");
        assertThat(below.units()).extracting(StatedUnit::row).containsExactly(2, 2);
        assertThat(below.units().getFirst().factor()).isEqualByComparingTo("100000000");
        assertThat(below.firstDataRow()).isEqualTo(3);
    }

    @Test
    void takesTheRowThatLooksMostLikeAHeaderWhereNoTitleIsKnownAndSaysSo() {
        Header header = find("Report|||", "Firm|Town|Amount|Note", "A|B|5|");
        assertThat(header.row()).isEqualTo(2);
        assertThat(header.certain()).isFalse();
        assertThat(HeaderFinder.find(rows("1|2|3", "4|5|6"), KNOWN::contains)).isEmpty();
    }

    @Test
    void aRowOfDataWithOneKnownWordIsNoHeader() {
        assertThat(find("Firm|Town|Amount", "City|B|5").row()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "单位：万元, 万元, 10000, CNY",
        "（单位：亿元）, 亿元, 100000000, CNY",
        "金额单位: 人民币元, 人民币元, 1, CNY",
        "单位：万美元, 万美元, 10000, USD",
        "Unit: USD million, USD million, 1000000, USD",
        "Deals in CNY bn, CNY bn, 1000000000, CNY",
        "单位：千元, 千元, 1000, CNY",
        "表一（万元）, 万元, 10000, CNY",
        "单位：万元 2021年12月, 万元, 10000, CNY",
        "单位：家、万元, 家、万元, 10000, CNY",
    })
    void readsUnitsOfTitles(String title, String text, BigDecimal factor, String currency) {
        StatedUnit unit = StatedUnit.inTitle(1, title).orElseThrow();
        assertThat(unit.text()).isEqualTo(text);
        assertThat(unit.factor()).isEqualByComparingTo(factor);
        assertThat(unit.currency()).isEqualTo(currency);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021年活动一览表（第一批）",
                "填报单位：广州市商务局",
                "Events in 2021",
                "Fair (Spring)",
                "主办单位：商务厅",
                "单位：广州市商务局",
                "单位：万和公司"
            })
    void takesNoOtherWordsOfTitlesForUnits(String title) {
        assertThat(StatedUnit.inTitle(1, title)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"活动（会展）", "企业名称(中文)", "Name (English)", "Start/end", "Name, city"})
    void leavesOtherBracketsOfHeadersAlone(String title) {
        assertThat(StatedUnit.inHeader(1, 0, title)).isEmpty();
        assertThat(StatedUnit.without(title)).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"合计||5", "|总 计|5", "合　计|||7", "Total|5|6", "Grand total:|5", "小计（广州）||3"})
    void tellsTotalsFromData(String row) {
        assertThat(HeaderFinder.aside(rows(row).getFirst())).contains(Aside.TOTAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"注：以上为初步数据||", "备注1：不含港澳", "Note: preliminary|", "数据来源：海关", "制表人：王某|审核：李某", "* 含线上"})
    void tellsNotesFromData(String row) {
        assertThat(HeaderFinder.aside(rows(row).getFirst())).contains(Aside.NOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "合计科技有限公司|广州|5",
                "Total Energies|Paris|5",
                "注塑机厂|佛山|1",
                "Notebook Ltd|Shenzhen|2",
                "1|2|3",
                "*甲公司|广州|3|4"
            })
    void takesNoDataForTotalsOrNotes(String row) {
        assertThat(HeaderFinder.aside(rows(row).getFirst())).isEmpty();
    }
}

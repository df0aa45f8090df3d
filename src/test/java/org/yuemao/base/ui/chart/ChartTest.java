package org.yuemao.base.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartLink;
import org.yuemao.base.chart.ChartMark;
import org.yuemao.base.chart.ChartRole;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DeskTest
@WithUserDetails("viewer")
class ChartTest extends SpringBrowserlessTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void sendsTheNamesOfItemsOnceAndGapsAsGaps() {
        Chart chart = new Chart("Events by month", "Counted");
        chart.show(ChartData.of(
                ChartKind.LINE,
                ChartUnit.COUNT,
                List.of(
                        new ChartSeries("held", "Held", months("4", "11", null)),
                        new ChartSeries("pace", "Pace", months(null, "11", "20.5"), ChartRole.PACE))));
        JsonNode sent = sent(chart);
        assertThat(sent.toString()).containsOnlyOnce("March");
        assertThat(sent.at("/series/0/amounts").toString()).isEqualTo("[4,11,null]");
        assertThat(sent.at("/series/1/amounts").toString()).isEqualTo("[null,11,20.5]");
        assertThat(sent.at("/series/1/role").asString()).isEqualTo("PACE");
    }

    @Test
    void sendsItemsThatDifferBetweenSeries() {
        Chart chart = new Chart("Deals", "Counted");
        chart.show(ChartData.of(
                ChartKind.SCATTER,
                ChartUnit.CNY,
                List.of(
                        new ChartSeries("a", "A", List.of(ChartItem.of("1", "Here", 1))),
                        new ChartSeries("b", "B", List.of(ChartItem.of("2", "There", 2))))));
        assertThat(sent(chart).at("/series/1/columns/0/name").asString()).isEqualTo("There");
    }

    @Test
    void sendsRanksAndWhereFiguresComeFrom() {
        Chart chart = new Chart("Cities", "Counted");
        chart.show(ChartData.of(
                ChartKind.RANKING,
                ChartUnit.COUNT,
                "Businesses",
                List.of(
                        ChartItem.ranked("440300", "Shenzhen", BigDecimal.TEN, 1, 3),
                        ChartItem.ranked("440100", "Guangzhou", BigDecimal.ONE, 2, null))));
        assertThat(sent(chart).at("/series/0/x").toString()).isEqualTo("[1,2]");
        assertThat(sent(chart).at("/series/0/y").toString()).isEqualTo("[3,null]");
        chart.show(ChartData.of(
                ChartKind.MULTIPLES,
                ChartUnit.NUMBER,
                "Exports",
                List.of(ChartItem.marked("2021", "2021", BigDecimal.TEN, ChartMark.RECOMPUTED))));
        assertThat(sent(chart).at("/series/0/marks").toString()).isEqualTo("[\"RECOMPUTED\"]");
    }

    @Test
    void putsTheLargestFlowsFirstAndAddsUpWhatOccursTwice() {
        ChartData flows = ChartData.flows(
                ChartUnit.COUNT,
                List.of(
                        new ChartLink("440100", "Guangzhou", "JP", "Japan", 2),
                        new ChartLink("440300", "Shenzhen", "DE", "Germany", 3),
                        new ChartLink("440300", "Shenzhen", "JP", "Japan", 1),
                        new ChartLink("440300", "Shenzhen", "DE", "Germany", 4)));
        assertThat(flows.series()).extracting(ChartSeries::id).containsExactly("440300", "440100");
        assertThat(flows.series().getFirst().items())
                .containsExactly(ChartItem.of("DE", "Germany", 7), ChartItem.of("JP", "Japan", 1));
        assertThat(flows.series().getLast().items())
                .as("no link is no zero")
                .containsExactly(ChartItem.of("DE", "Germany", null), ChartItem.of("JP", "Japan", 2));
    }

    @Test
    void sendsTwoHundredRowsOfTwelveMonthsInLittleMoreThanTheirNumbers() {
        Chart chart = new Chart("Months and countries", "Counted");
        chart.show(ChartData.of(
                ChartKind.HEAT_MAP,
                ChartUnit.COUNT,
                IntStream.range(0, 200)
                        .mapToObj(row -> new ChartSeries(
                                "C" + row,
                                "Country " + row,
                                IntStream.rangeClosed(1, 12)
                                        .mapToObj(month ->
                                                ChartItem.of(String.valueOf(month), "Month " + month, row + month))
                                        .toList()))
                        .toList()));
        assertThat(text(chart).length()).isLessThan(24_000);
    }

    @Test
    void allWhoLookAtTheSameDataShareOneText() {
        ChartData data = ChartData.of(ChartKind.BAR, ChartUnit.COUNT, "Events", months("1", "2", "3"));
        Chart one = new Chart("Mine", "Counted");
        Chart other = new Chart("Yours", "Counted");
        one.show(data);
        other.show(data);
        assertThat(text(one)).isSameAs(text(other));
        assertThat(one.getElement().getProperty("texts"))
                .isSameAs(other.getElement().getProperty("texts"));
    }

    @Test
    void saysWhatOtherChartsAreNarrowedToAndTakesItBack() {
        Chart chart = new Chart("Cities", "Counted");
        chart.select(Set.of("440300", "440100"));
        assertThat(chart.getElement().getProperty("chosen")).isEqualTo("440100\n440300");
        chart.select(Set.of());
        assertThat(chart.getElement().getProperty("chosen")).isEmpty();
    }

    @Test
    void tellsWhichMarkIsChosen() {
        Chart chart = new Chart("Cities", "Counted");
        List<String> chosen = new ArrayList<>();
        assertThat(chart.getElement().getProperty("choosable", false)).isFalse();
        chart.addItemClickListener(clicked -> chosen.add(clicked.seriesId() + " to " + clicked.itemId()));
        assertThat(chart.getElement().getProperty("choosable", false)).isTrue();
        ComponentUtil.fireEvent(chart, new ChartItemClicked(chart, true, "440300", "JP"));
        assertThat(chosen).containsExactly("440300 to JP");
    }

    @Test
    void speaksTheLanguageOfThePerson() {
        assertThat(new Chart("Cities", "Counted").getElement().getProperty("texts"))
                .contains("How this is counted", "{name}, {of}: {value}");
        UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);
        assertThat(new Chart("城市", "口径").getElement().getProperty("texts"))
                .contains("统计口径")
                .doesNotContain("!chart.");
    }

    private static List<ChartItem> months(@Nullable String... amounts) {
        List<String> names = List.of("January", "February", "March");
        return IntStream.range(0, amounts.length)
                .mapToObj(month -> ChartItem.of(
                        String.valueOf(month + 1),
                        names.get(month),
                        amounts[month] == null ? null : new BigDecimal(amounts[month])))
                .toList();
    }

    private static String text(Chart chart) {
        return chart.getElement().getProperty("data");
    }

    private static JsonNode sent(Chart chart) {
        return JSON.readTree(text(chart));
    }
}

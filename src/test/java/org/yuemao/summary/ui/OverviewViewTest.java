package org.yuemao.summary.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.StreamResourceRegistry.ElementStreamResource;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.base.ui.chart.ChartItemClicked;
import org.yuemao.business.BusinessData;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;

/** Each test has years of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class OverviewViewTest extends SpringBrowserlessTest {

    @Autowired
    private EventService events;

    @Autowired
    private ParticipationService participations;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void comparesTheSumsOfAYearWithTheYearBefore() {
        enter(event(2140, Programme.GTW, "lighting"), "440300", "1000");
        long fair = event(2141, Programme.GTW, "lighting");
        enter(fair, "440300", "1200");
        enter(fair, "440100", "300");
        open(2141, Map.of());
        assertThat(tile("Worldwide events held")).contains("1", "No target", "= 0% on 2140 (1)");
        assertThat(tile("Businesses taking part")).contains("2", "▲ +100% on 2140 (1)");
        assertThat(tile("Signed deals")).contains("CNY 1,500", "▲ +50% on 2140 (CNY 1,000)");
        assertThat(tile("Nationwide events held")).contains("0", "No figure for 2140");
    }

    @Test
    void countsOnlyWhatTheAddressAsksFor() {
        long lamps = event(2143, Programme.GTW, "lighting");
        enter(lamps, "440300", "1");
        enter(lamps, "440100", "2");
        enter(event(2143, Programme.GTN, "furniture"), "440300", "4");
        open(2143, Map.of("city", "440300"));
        assertThat(tile("Signed deals")).contains("CNY 5");
        ComboBox<String> city = field(ComboBox.class, "City of the businesses");
        assertThat(city.getValue()).isEqualTo("440300");
        open(2143, Map.of("sector", "lighting"));
        assertThat(tile("Signed deals")).contains("CNY 3");
        open(2143, Map.of("programme", "GTN", "city", "nowhere"));
        assertThat(tile("Signed deals")).contains("CNY 4");
        assertThat(find(Div.class).withClassName("tile").all())
                .noneMatch(tile -> tile.getElement().getTextRecursively().contains("Worldwide"));
    }

    @Test
    void countsAnewWhenAFilterIsChosenOrACityOnTheMap() {
        long lamps = event(2145, Programme.GTW, "lighting");
        enter(lamps, "440300", "1");
        enter(lamps, "440100", "2");
        open(2145, Map.of());
        assertThat(items("Businesses by city")).hasSize(21).contains(ChartItem.tile("440100", "Guangzhou", 1, 4, 3));
        Select<Programme> programme = field(Select.class, "Programme");
        programme.setValue(Programme.GTN);
        assertThat(tile("Participations")).contains("0");
        programme.clear();
        ComboBox<String> city = field(ComboBox.class, "City of the businesses");
        city.setValue("440100");
        assertThat(tile("Signed deals")).contains("CNY 2");
        assertThat(items("Businesses by city")).as("the map keeps all cities").anySatisfy(item -> {
            assertThat(item.id()).isEqualTo("440300");
            assertThat(item.amount()).isEqualByComparingTo("1");
        });
    }

    @Test
    void leavesOutPostponedAndCancelledEventsAndTellsPlannedOnesApart() {
        event(2147, Programme.GTN, "lighting");
        schedule(2147, Programme.GTN, "lighting", EventStatus.PLANNED);
        schedule(2147, Programme.GTN, "lighting", EventStatus.CANCELLED);
        setTarget("GTN", 2147, 4);
        open(2147, Map.of());
        assertThat(tile("Nationwide events held")).contains("1", "25% of the target of 4 · 1 planned");
        assertThat(items("Events by month").get(4).amount()).isEqualByComparingTo("0");
        assertThat(series("Events by month").get(1)).isEqualTo(List.of(0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void marksAPublishedRateThatDoesNotFollowFromTheFigures() {
        event(2149, Programme.GTN, "lighting");
        database.sql("""
                        insert into indicator (code, name_en, name_zh, unit)
                        select 'lamp-trade', 'Lamp trade', '灯饰贸易', 'CNY bn' from city where code = '445300'""").update();
        observe(2016, "22.8", null);
        observe(2021, "33.1", "92.1");
        open(2149, Map.of("city", "445300"));
        assertThat(find(ListItem.class).all())
                .extracting(ListItem::getText)
                .contains("Lamp trade, 2021: the stated 92.1 % does not follow from the figures, which give 7.7 %.");
        Chart growth = find(Chart.class).withId("chart-growth").single();
        ComponentUtil.fireEvent(growth, new ChartItemClicked(growth, true, "stated", "lamp-trade 2021"));
        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .as("its observations")
                .startsWith("indicators?")
                .contains("geography=445300", "year=2021", "indicator=lamp-trade");
    }

    @Test
    void offersEachChartAsAWorkbookOfWhatIsShown() throws Exception {
        enter(event(2153, Programme.GTW, "lighting"), "440300", "1234");
        open(2153, Map.of());
        Div charts = find(Div.class).withClassName("overview-charts").single();
        for (Chart chart : find(Chart.class).all()) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            download(charts, chart.getId().orElseThrow(), written);
            try (Workbook workbook = WorkbookFactory.create(new ByteArrayInputStream(written.toByteArray()))) {
                assertThat(workbook.getSheetAt(0).getRow(0).getCell(0).getStringCellValue())
                        .isEqualTo(chart.heading());
            }
        }
        VaadinResponse refused = download(charts, "chart-of-nothing", new ByteArrayOutputStream());
        verify(refused).sendError(eq(404), anyString());
    }

    private static VaadinResponse download(Div charts, String id, OutputStream into) throws Exception {
        VaadinSession session = VaadinSession.getCurrent();
        ElementStreamResource offered = (ElementStreamResource) session.getResourceRegistry()
                .getResource(URI.create(charts.getElement().getAttribute("workbooks")))
                .orElseThrow();
        VaadinRequest request = mock(VaadinRequest.class);
        when(request.getParameter("chart")).thenReturn(id);
        VaadinResponse response = mock(VaadinResponse.class);
        when(response.getOutputStream()).thenReturn(into);
        ((DownloadHandler) offered.getElementRequestHandler())
                .handleDownloadRequest(new DownloadEvent(request, response, session, charts.getElement()));
        return response;
    }

    @Test
    void explainsAYearWithNothingInIt() {
        open(2098, Map.of("city", "445200"));
        assertThat(find(EmptyState.class).all()).singleElement().satisfies(empty -> assertThat(
                        empty.getElement().getTextRecursively())
                .contains("Nothing to summarise yet"));
    }

    private void open(int year, Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(more);
        parameters.put("year", String.valueOf(year));
        // Nobody has approved what these tests enter.
        parameters.put("rows", "all");
        UI.getCurrent().navigate(OverviewView.class, QueryParameters.simple(parameters));
    }

    private List<String> tile(String name) {
        return find(Div.class).withClassName("tile").all().stream()
                .filter(tile -> name.equals(tile.getElement().getAttribute("aria-label")))
                .flatMap(tile -> tile.getChildren())
                .filter(part -> part instanceof HasText && part.isVisible())
                .map(part -> ((HasText) part).getText())
                .toList();
    }

    private List<ChartItem> items(String heading) {
        return Objects.requireNonNull(chart(heading).data()).series().getFirst().items();
    }

    private List<List<Integer>> series(String heading) {
        return Objects.requireNonNull(chart(heading).data()).series().stream()
                .map(series -> series.items().stream()
                        .map(item -> Objects.requireNonNull(item.amount()).intValue())
                        .collect(Collectors.toList()))
                .toList();
    }

    private Chart chart(String heading) {
        return find(Chart.class).all().stream()
                .filter(chart -> heading.equals(chart.getElement().getProperty("heading")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private <T extends Component & HasLabel> T field(Class<?> type, String label) {
        return (T) find((Class<Component>) type).all().stream()
                .filter(field -> label.equals(((HasLabel) field).getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private void enter(long event, String city, String signed) {
        participations.registerNew(
                event,
                new BusinessData(
                        null, "sole trader", "Lamp maker", null, city, null, Set.of(), null, null, null, null, null),
                new ParticipationData(
                        0, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, new BigDecimal(signed), null));
    }

    private long event(int year, Programme programme, String sector) {
        return schedule(year, programme, sector, EventStatus.COMPLETED);
    }

    private long schedule(int year, Programme programme, String sector, EventStatus status) {
        return events.schedule(new EventData(
                        programme,
                        "Fair",
                        null,
                        LocalDate.of(year, 5, 1),
                        LocalDate.of(year, 5, 3),
                        EventForm.ON_SITE,
                        "JP",
                        "110000",
                        null,
                        null,
                        null,
                        "440300",
                        Set.of(sector),
                        status,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    private void setTarget(String programme, int year, int amount) {
        database.sql("""
                        insert into target (version, programme, target_year, amount, created_at, created_by, changed_at, changed_by)
                        values (0, ?, ?, ?, now(), 'test', now(), 'test')""").params(programme, year, amount).update();
    }

    private void observe(int year, String amount, @Nullable String stated) {
        database.sql("""
                        insert into indicator_observation (version, indicator_code, geography_code, period, period_year, amount,
                            unit, stated_change_percent, change_basis, change_base_year, source, created_at, created_by,
                            changed_at, changed_by)
                        values (0, 'lamp-trade', '445300', ?, ?, ?, 'CNY bn', ?, ?, ?, 'test', now(), 'test', now(), 'test')""")
                .param(1, String.valueOf(year))
                .param(2, year)
                .param(3, new BigDecimal(amount))
                .param(4, stated == null ? null : new BigDecimal(stated))
                .param(5, stated == null ? null : "YEARLY_AVERAGE_SINCE")
                .param(6, stated == null ? null : 2016)
                .update();
    }
}

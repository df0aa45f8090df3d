package org.yuemao.base.ui.chart;

import com.github.benmanes.caffeine.cache.Interner;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.shared.Registration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;

/**
 * A chart with its title, a sentence on how it is counted, a table that says the same, and a menu that saves it as a picture,
 * as drawing, as text or as workbook. It can be walked and its marks chosen by keyboard. It follows the theme, the language
 * and its size; new data are animated, and what changed is highlighted briefly.
 */
@Tag("yuemao-chart")
@JsModule("./yuemao-chart.ts")
@NpmPackage(value = "echarts", version = "6.1.0")
public class Chart extends Component implements HasSize, HasStyle {
    private static final long serialVersionUID = 1L;

    private static final Interner<ChartData> SHARED = Interner.newWeakInterner();
    private static final Interner<String> SHARED_TEXTS = Interner.newWeakInterner();

    private transient @Nullable ChartData data;

    public Chart(String title, String explanation) {
        getElement().setProperty("heading", title);
        getElement().setProperty("explanation", explanation);
        getElement().setProperty("language", getLocale().toLanguageTag());
        getElement().setProperty("texts", ChartTexts.in(getLocale(), this::getTranslation));
    }

    /** Names what is shown from now on. */
    public void setHeading(String title) {
        getElement().setProperty("heading", title);
    }

    /** Says in one sentence how the numbers are counted, from now on. */
    public void setExplanation(String explanation) {
        getElement().setProperty("explanation", SHARED_TEXTS.intern(explanation));
    }

    /** Says at length how the numbers are counted: paragraphs, parted by line breaks, that a person unfolds. */
    public void setCountedHow(String paragraphs) {
        // The longest text of a chart, and the same in hundreds of windows.
        getElement().setProperty("countedHow", SHARED_TEXTS.intern(paragraphs));
    }

    /** Shows the data; nothing is sent when they are what is shown already. */
    public void show(ChartData shown) {
        showShared(shared(shown));
    }

    /**
     * The one copy of these data that is kept for all windows that show the same; comparing them then costs nothing, and
     * the text to send is made once.
     */
    public static ChartData shared(ChartData data) {
        return SHARED.intern(data);
    }

    /** Shows data that {@link #shared} has given out; nothing is sent when they are what is shown already. */
    @SuppressWarnings("ReferenceEquality") // There is one copy of each.
    public void showShared(ChartData shared) {
        if (shared != data) {
            data = shared;
            getElement().setProperty("data", EncodedChart.of(shared));
        }
    }

    /** What is shown. */
    public @Nullable ChartData data() {
        return data;
    }

    /**
     * Marks what other charts are narrowed to: items and series of these ids are outlined and called chosen, the others pale.
     * Ids that the chart does not know change nothing; an empty set takes the marking back.
     */
    public void select(Set<String> ids) {
        getElement().setProperty("chosen", String.join("\n", new TreeSet<>(ids)));
    }

    /** For a display that people look at from afar: large type, thick lines, few labels, no menu. */
    public void setLarge(boolean large) {
        getElement().setProperty("large", large);
    }

    /** Its title. */
    public String heading() {
        return getElement().getProperty("heading", "");
    }

    /** How the numbers are counted, in one sentence. */
    public String explanation() {
        return getElement().getProperty("explanation", "");
    }

    /** The language in which it speaks. */
    public Locale language() {
        return Locale.forLanguageTag(getElement().getProperty("language", ""));
    }

    /** Offers the chart as a workbook, made of what is shown at the moment of the download. */
    public void setWorkbook(DownloadHandler workbook) {
        getElement().setAttribute("workbook", workbook);
    }

    /**
     * Offers all charts inside a component as workbooks, at one address: one for each would cost every window of hundreds a
     * kilobyte more.
     *
     * @param workbook asked for the chart that {@link #asked} tells
     */
    public static void offerWorkbooks(HasElement around, DownloadHandler workbook) {
        around.getElement().setAttribute("workbooks", workbook);
    }

    /** The id of the chart whose workbook a download asks for. */
    public static String asked(DownloadEvent download) {
        return Objects.requireNonNullElse(download.getRequest().getParameter("chart"), "");
    }

    /** Tells when a person chooses a mark, by pointer or by keyboard, in the picture or in the table. */
    public Registration addItemClickListener(ComponentEventListener<ChartItemClicked> listener) {
        getElement().setProperty("choosable", true);
        return addListener(ChartItemClicked.class, listener);
    }

    /** Called by the element; an event of the browser would cost each window of hundreds a kilobyte more for each chart. */
    @ClientCallable
    private void choose(String seriesId, String itemId) {
        fireEvent(new ChartItemClicked(this, true, seriesId, itemId));
    }
}

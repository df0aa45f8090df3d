package org.yuemao.base.ui.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.shared.Registration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;

/**
 * A chart with its title, a sentence on how it is counted, a table that says the same, and a menu that saves it as PNG or
 * CSV. It follows the theme, the language and its size; new data are animated, and what changed is highlighted briefly.
 */
@Tag("yuemao-chart")
@JsModule("./yuemao-chart.ts")
@NpmPackage(value = "echarts", version = "6.1.0")
public class Chart extends Component implements HasSize, HasStyle {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ChartData data;

    public Chart(String title, String explanation) {
        getElement().setProperty("heading", title);
        getElement().setProperty("explanation", explanation);
        getElement().setProperty("language", getLocale().toLanguageTag());
        Map<String, String> texts = new TreeMap<>();
        for (String key : new String[] {"menu", "png", "csv", "table", "picture", "empty", "target", "item", "how"}) {
            texts.put(key, getTranslation("chart." + key));
        }
        getElement().setPropertyBean("texts", texts);
    }

    /** Names what is shown from now on. */
    public void setHeading(String title) {
        getElement().setProperty("heading", title);
    }

    /** Shows the data; nothing is sent when they are what is shown already. */
    public void show(ChartData shown) {
        if (!shown.equals(data)) {
            data = shown;
            getElement().setPropertyBean("data", shown);
        }
    }

    /** What is shown. */
    public @Nullable ChartData data() {
        return data;
    }

    /** Tells when a person chooses an item, in the picture by pointer or in the table by keyboard. */
    public Registration addItemClickListener(ComponentEventListener<ChartItemClicked> listener) {
        getElement().setProperty("choosable", true);
        return addListener(ChartItemClicked.class, listener);
    }
}

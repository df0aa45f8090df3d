package org.yuemao.report.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.event.Programme;
import org.yuemao.report.ReportFormat;
import org.yuemao.report.ReportLanguages;
import org.yuemao.report.ReportOrder;
import org.yuemao.report.ReportService;
import org.yuemao.summary.Included;

/** Says what a report is to be about and look like, and orders it. */
class OrderForm extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final String BOTH = "ALL";

    private final transient ReportService reports;
    private final Select<Integer> year = new Select<>();
    private final Select<String> programme = new Select<>();
    private final RadioButtonGroup<ReportLanguages> languages = new RadioButtonGroup<>();
    private final RadioButtonGroup<ReportFormat> format = new RadioButtonGroup<>();
    private final Checkbox all = new Checkbox(getTranslation("summary.included"));

    /** The action is done when the person has chosen another year or programme. */
    OrderForm(ReportService reports, Runnable chosen) {
        this.reports = reports;
        year.setLabel(getTranslation("report.year"));
        programme.setLabel(getTranslation("report.programme"));
        programme.setItems(BOTH, Programme.GTW.name(), Programme.GTN.name());
        programme.setItemLabelGenerator(one -> getTranslation("report.programme." + one));
        languages.setLabel(getTranslation("report.languages"));
        languages.setItems(ReportLanguages.values());
        languages.setItemLabelGenerator(one -> getTranslation("report.languages." + one));
        languages.setValue(ReportLanguages.of(getLocale()));
        format.setLabel(getTranslation("report.format"));
        format.setItems(ReportFormat.values());
        format.setItemLabelGenerator(one -> getTranslation("report.format." + one));
        format.setValue(ReportFormat.PDF);
        all.setVisible(reports.mayCountAll());
        Button make = new Button(getTranslation("report.make"), clicked -> order());
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.setDisableOnClick(false);
        year.addValueChangeListener(changed -> tell(changed.isFromClient(), chosen));
        programme.addValueChangeListener(changed -> tell(changed.isFromClient(), chosen));
        getContent().addClassNames("form-card", "report-order");
        getContent().add(year, programme, languages, format, all, make);
    }

    private static void tell(boolean byPerson, Runnable chosen) {
        if (byPerson) {
            chosen.run();
        }
    }

    void show(List<Integer> years, int chosen, @Nullable Programme of) {
        year.setItems(years);
        year.setValue(chosen);
        programme.setValue(of == null ? BOTH : of.name());
    }

    int year() {
        return year.getValue();
    }

    @Nullable
    Programme programme() {
        return programme.getValue().equals(BOTH) ? null : Programme.valueOf(programme.getValue());
    }

    private void order() {
        SaveFailures.attempt(
                () -> reports.order(new ReportOrder(year(), programme(), languages.getValue(), format.getValue())
                        .with(Included.of(all.getValue()))),
                Map.of("year", year, "format", format));
    }
}

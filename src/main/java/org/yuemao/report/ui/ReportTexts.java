package org.yuemao.report.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Texts;
import org.yuemao.draft.Draft;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.event.Programme;
import org.yuemao.report.ReportService;
import org.yuemao.report.ReportText;
import org.yuemao.report.ReportTextService;

/** What stands in each section of the reports on a year and a programme, in both languages. */
class ReportTexts extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient ReportService reports;
    private final transient ReportTextService texts;
    private final transient SharedForms forms;
    private final H2 title = new H2();
    private final Div sections = new Div();
    private int year;
    private @Nullable Programme programme;
    private @Nullable ReportTextDialog open;

    ReportTexts(ReportService reports, ReportTextService texts, SharedForms forms) {
        this.reports = reports;
        this.texts = texts;
        this.forms = forms;
        Paragraph hint = new Paragraph(getTranslation("report.texts.hint"));
        hint.addClassName("quiet");
        sections.addClassName("report-texts");
        getContent().addClassName("page-section");
        getContent().add(title, hint);
        if (texts.mayWrite()) {
            getContent().add(forms.waiting(ReportTextDialog.KEY, this::goOnWith));
        }
        getContent().add(sections);
    }

    void show(int ofYear, @Nullable Programme of) {
        year = ofYear;
        programme = of;
        title.setText(getTranslation("report.texts", String.valueOf(year), programmeName(programme)));
        sections.removeAll();
        Map<String, String> chinese = reports.generatedTexts(year, programme, Texts.CHINESE);
        Map<String, String> english = reports.generatedTexts(year, programme, Texts.ENGLISH);
        boolean mayWrite = texts.mayWrite();
        for (ReportText text : texts.texts(year, programme)) {
            String section = text.data().section();
            String name = getTranslation("report.section." + section);
            Header header = new Header(new H3(name));
            if (mayWrite) {
                Button edit =
                        new Button(getTranslation("report.texts.edit"), clicked -> edit(year, programme, section));
                edit.setAriaLabel(getTranslation("report.texts.edit.of", name));
                edit.addThemeVariants(ButtonVariant.SMALL);
                edit.setId("edit-" + section);
                header.add(edit);
            }
            Div languages = new Div(
                    one(Texts.CHINESE, text, text.data().zh(), chinese.getOrDefault(section, "")),
                    one(Texts.ENGLISH, text, text.data().en(), english.getOrDefault(section, "")));
            languages.addClassName("report-text-languages");
            Section card = new Section(header, languages);
            card.addClassNames("form-card", "report-text");
            sections.add(card);
        }
    }

    private Div one(Locale language, ReportText text, @Nullable String written, String generated) {
        Span name = new Span(getTranslation("report.language." + language.getLanguage()));
        Span origin = new Span(
                written == null
                        ? getTranslation("report.text.generated")
                        : getTranslation(
                                "report.text.written",
                                String.valueOf(text.changedBy()),
                                Formats.moment(text.changedAt(), getLocale())));
        origin.addClassName("report-origin");
        Div state = new Div(name, origin);
        state.addClassName("report-text-state");
        Paragraph shown = new Paragraph(written == null ? generated : written);
        Div one = new Div(state, shown);
        one.addClassName("report-text-one");
        shown.getElement().setAttribute("lang", language.toLanguageTag());
        if (written == null) {
            one.addClassName("generated");
        }
        return one;
    }

    private String programmeName(@Nullable Programme of) {
        return getTranslation("report.programme." + (of == null ? "ALL" : of));
    }

    private ReportTextDialog edit(int ofYear, @Nullable Programme of, String section) {
        ReportTextDialog dialog = new ReportTextDialog(
                texts,
                forms,
                texts.text(ofYear, of, section),
                getTranslation(
                        "report.text.title",
                        getTranslation("report.section." + section),
                        String.valueOf(ofYear),
                        programmeName(of)),
                reports.generatedTexts(ofYear, of, Texts.CHINESE).getOrDefault(section, ""),
                reports.generatedTexts(ofYear, of, Texts.ENGLISH).getOrDefault(section, ""),
                () -> show(year, programme));
        open = dialog;
        dialog.begin();
        return dialog;
    }

    private void goOnWith(Draft draft) {
        ReportTextDialog.Key key = ReportTextDialog.Key.of(draft.subject().formKey());
        if (key != null) {
            edit(key.year(), key.programme(), key.section()).restore(draft);
        }
    }

    /** Shows what somebody else has written meanwhile; what is being typed stays. */
    void takeOverLatest() {
        ReportTextDialog dialog = open;
        if (dialog != null) {
            dialog.takeOverLatest();
        }
        show(year, programme);
    }
}

package org.yuemao.report.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.FieldText;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.event.Programme;
import org.yuemao.report.ReportText;
import org.yuemao.report.ReportTextData;
import org.yuemao.report.ReportTextService;

/** Edits what a section of the reports says, in both languages beside the texts that would be generated. */
class ReportTextDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    /** What the keys of these forms begin with; year, programme and section follow, since they name a text before it is kept. */
    static final String KEY = "report-text:";

    private final transient ReportTextService texts;
    private final transient Runnable done;
    private final String title;
    private final Div layout = new Div();
    private final TypedFields typed = new TypedFields(layout);
    private final SharedForm shared;
    private final TextArea chinese = new TextArea();
    private final TextArea english = new TextArea();
    private transient ReportText shown;

    /** Which text a form is about. */
    record Key(int year, @Nullable Programme programme, String section) {
        static @Nullable Key of(String formKey) {
            String[] parts = formKey.substring(KEY.length()).split("\\.");
            if (parts.length != 3 || !parts[0].matches("\\d{4}")) {
                return null;
            }
            return Stream.of(Programme.values())
                    .filter(programme -> programme.name().equals(parts[1]))
                    .findFirst()
                    .map(programme -> new Key(Integer.parseInt(parts[0]), programme, parts[2]))
                    .orElseGet(() -> new Key(Integer.parseInt(parts[0]), null, parts[2]));
        }

        static String of(ReportTextData data) {
            return KEY + data.year() + "." + (data.programme() == null ? "ALL" : data.programme()) + "."
                    + data.section();
        }
    }

    ReportTextDialog(
            ReportTextService texts,
            SharedForms forms,
            ReportText text,
            String title,
            String generatedChinese,
            String generatedEnglish,
            Runnable done) {
        super("44rem");
        this.texts = texts;
        this.done = done;
        this.title = title;
        shown = text;
        shared = forms.over(typed);
        setHeaderTitle(title);
        typed.add("zh", getTranslation("report.text.zh"), chinese);
        typed.add("en", getTranslation("report.text.en"), english);
        describe(chinese, "zh-CN");
        describe(english, "en");
        layout.addClassName("report-form");
        layout.add(chinese, generated("zh", chinese, generatedChinese, "zh-CN"));
        layout.add(english, generated("en", english, generatedEnglish, "en"));
        onSave(typed::isChanged, this::save);
        onDiscard(shared::giveUp);
        add(shared, layout);
    }

    private void describe(TextArea area, String language) {
        area.setMaxLength(ReportTextService.LONGEST);
        area.setMinRows(4);
        area.setMaxRows(14);
        area.setHelperText(getTranslation("report.text.empty-means"));
        area.getElement().setAttribute("lang", language);
    }

    private Div generated(String field, TextArea area, String text, String language) {
        Paragraph quoted = new Paragraph(text);
        quoted.getElement().setAttribute("lang", language);
        Button take = new Button(getTranslation("report.text.take." + field), clicked -> {
            area.setValue(text);
            // As if it had been typed, so that it is kept as a draft.
            typed.typing(field, new FieldText(List.of(text), true));
            area.focus();
        });
        take.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        NativeDetails details = new NativeDetails(getTranslation("report.text.generated"), new Div(quoted, take));
        return new Div(details);
    }

    void begin() {
        show(shown.data());
        typed.settle();
        open();
        shared.begin(subject(shown), author(shown), true);
        chinese.focus();
    }

    private void show(ReportTextData data) {
        chinese.setValue(Objects.requireNonNullElse(data.zh(), ""));
        english.setValue(Objects.requireNonNullElse(data.en(), ""));
    }

    private DraftSubject subject(ReportText text) {
        return new DraftSubject(Key.of(text.data()), title, SharedForms.address(), text.version());
    }

    private static SharedForm.@Nullable Author author(ReportText text) {
        String name = text.changedBy();
        Instant at = text.changedAt();
        return name == null || at == null ? null : new SharedForm.Author(name, at);
    }

    /** Puts a draft into the form that is open. */
    void restore(Draft draft) {
        shared.restore(draft);
    }

    /** Takes over what somebody else has written meanwhile; what is being typed stays. */
    void takeOverLatest() {
        if (!isOpened()) {
            return;
        }
        ReportTextData data = shown.data();
        ReportText now = texts.text(data.year(), data.programme(), data.section());
        SharedForm.Author author = author(now);
        if (now.version() != shown.version() && author != null) {
            shown = now;
            shared.takeOver(subject(now), author, () -> show(now.data()));
        }
    }

    private void save() {
        typed.forgetErrors();
        ReportText kept = shown;
        takeOverLatest();
        if (kept != shown) {
            Notices.refused(getTranslation("base.stale.shown"));
            shared.focusDifferences();
            return;
        }
        ReportTextData of = kept.data();
        ReportTextData data =
                new ReportTextData(of.year(), of.programme(), of.section(), chinese.getValue(), english.getValue());
        if (SaveFailures.attempt(() -> texts.write(kept.version(), data), Map.of("zh", chinese, "en", english))) {
            shared.saved();
            done.run();
            finish(getTranslation("base.saved"));
        }
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.i18n.I18NProvider;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.yuemao.account.Account;
import org.yuemao.account.AccountData;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountService;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.security.Role;

/** Opens an account, or changes one. */
final class AccountDialog {
    private final FormDialog dialog = new FormDialog("28rem");
    private final Map<String, HasValue<?, ?>> fields = new HashMap<>();

    private AccountDialog(String title) {
        dialog.setHeaderTitle(title);
    }

    /** Opens an account; the link by which its person comes in is shown next. */
    static SharedForm open(
            AccountService accounts, AccountLinkService links, Places places, SharedForms forms, Runnable done) {
        AccountDialog dialog = new AccountDialog(translated("account.dialog.open"));
        Form form = new Form(places);
        form.fill(new AccountData("", "", Role.CLERK, Places.PROVINCE, true), "");
        dialog.fields.putAll(form.fields());
        SharedForm shared = dialog.watch(form, forms);
        dialog.show(shared, form);
        AtomicLong opened = new AtomicLong();
        dialog.actions(() -> dialog.attempt(
                () -> opened.set(accounts.open(form.read(), form.email.getValue())),
                translated("account.saved", form.username.getValue()),
                () -> {
                    shared.saved();
                    done.run();
                    accounts.find(opened.get())
                            .ifPresent(account -> new AccountLinkDialog(account, links, done).make());
                }));
        shared.begin(
                DraftSubject.ofNew("account", translated("account.dialog.open"), SharedForms.address()), null, true);
        return shared;
    }

    static SharedForm change(
            Account account, AccountService accounts, Places places, SharedForms forms, Runnable done) {
        AccountDialog dialog = new AccountDialog(
                translated("account.dialog.change", account.data().username()));
        Form form = new Form(places);
        form.fill(account.data(), accounts.email(account.id()).orElse(""));
        dialog.fields.putAll(form.fields());
        SharedForm shared = dialog.watch(form, forms);
        dialog.show(shared, form);
        AtomicReference<Account> shown = new AtomicReference<>(account);
        dialog.actions(() -> {
            Account newer = accounts.find(account.id()).orElse(account);
            if (newer.version() != shown.get().version()) {
                shown.set(newer);
                shared.takeOver(
                        subject(newer),
                        author(newer, accounts),
                        () -> form.fill(newer.data(), accounts.email(newer.id()).orElse("")));
                Notices.refused(translated("base.stale.shown"));
                shared.focusDifferences();
                return;
            }
            dialog.attempt(
                    () -> accounts.change(account.id(), shown.get().version(), form.read(), form.email.getValue()),
                    translated("account.saved", form.username.getValue()),
                    () -> {
                        shared.saved();
                        done.run();
                    });
        });
        shared.begin(subject(account), author(account, accounts), true);
        return shared;
    }

    private static DraftSubject subject(Account account) {
        return DraftSubject.of(
                "account",
                account.id(),
                account.version(),
                translated("account.dialog.change", account.data().username()),
                SharedForms.address());
    }

    private static SharedForm.Author author(Account account, AccountService accounts) {
        return accounts.lastChange(account.id())
                .map(change -> new SharedForm.Author(change.person(), change.at()))
                .orElse(new SharedForm.Author(account.data().username(), Instant.EPOCH));
    }

    private SharedForm watch(Form form, SharedForms forms) {
        TypedFields typed = new TypedFields(form);
        form.fields().forEach((name, field) -> typed.add(name, form.label(name), field));
        typed.settle();
        SharedForm shared = forms.over(typed);
        dialog.onDiscard(shared::giveUp);
        return shared;
    }

    private void show(Component... content) {
        FormLayout layout = new FormLayout(content);
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1));
        dialog.add(layout);
        dialog.open();
    }

    private void actions(Runnable save) {
        Runnable checked = () -> {
            fields.values().forEach(field -> {
                if (field instanceof HasValidationProperties validated) {
                    validated.setInvalid(false);
                }
            });
            save.run();
        };
        List<Object> before = values();
        dialog.onSave(() -> !values().equals(before), checked);
        dialog.getChildren().forEach(content -> Fields.onEnter(content, checked));
    }

    private List<Object> values() {
        return fields.values().stream()
                .map(field -> Objects.requireNonNullElse((Object) field.getValue(), ""))
                .toList();
    }

    private void attempt(Runnable write, String saved, Runnable done) {
        if (SaveFailures.attempt(write, fields)) {
            dialog.finish(saved);
            done.run();
        }
    }

    private static String translated(String key, Object... parameters) {
        return I18NProvider.translate(key, parameters);
    }

    private static final class Form extends FormLayout {
        private static final long serialVersionUID = 1L;

        private final TextField username = new TextField(translated("account.username"));
        private final TextField fullName = new TextField(translated("account.full-name"));
        private final Select<Role> role = new Select<>();
        private final ComboBox<String> office;
        private final EmailField email = new EmailField(translated("account.email"));
        private final Checkbox enabled = new Checkbox(translated("account.enabled"));

        Form(Places places) {
            role.setLabel(translated("account.role"));
            role.setItems(Role.values());
            role.setItemLabelGenerator(one -> translated("security.role." + one));
            office = PlaceFields.office(translated("account.office"), places);
            setResponsiveSteps(new ResponsiveStep("0", 1));
            email.setHelperText(translated("account.email.about"));
            email.setManualValidation(true);
            add(username, fullName, role, office, email, enabled);
            username.focus();
        }

        void fill(AccountData data, String mail) {
            username.setValue(data.username());
            fullName.setValue(data.fullName());
            role.setValue(data.role());
            office.setValue(data.officeCode());
            email.setValue(mail);
            enabled.setValue(data.enabled());
        }

        AccountData read() {
            String chosen = office.getValue();
            return new AccountData(
                    username.getValue(),
                    fullName.getValue(),
                    role.getValue(),
                    chosen == null ? "" : chosen,
                    enabled.getValue());
        }

        Map<String, HasValueAndElement<?, ?>> fields() {
            Map<String, HasValueAndElement<?, ?>> fields = new LinkedHashMap<>();
            fields.put("username", username);
            fields.put("fullName", fullName);
            fields.put("role", role);
            fields.put("officeCode", office);
            fields.put("email", email);
            fields.put("enabled", enabled);
            return fields;
        }

        String label(String name) {
            return Objects.requireNonNull(fields().get(name)).getElement().getProperty("label", "");
        }
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Set;
import org.yuemao.account.SecondFactorService;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.security.Role;

/** Which roles may not sign in by password alone. */
final class SignInRulesDialog {
    private SignInRulesDialog() {}

    static void open(SecondFactorService factors) {
        FormDialog dialog = new FormDialog("30rem");
        dialog.setHeaderTitle(dialog.getTranslation("account.rules"));
        CheckboxGroup<Role> roles = new CheckboxGroup<>(dialog.getTranslation("account.rules.factor"));
        roles.setItems(Role.values());
        roles.setItemLabelGenerator(role -> dialog.getTranslation("security.role." + role));
        Set<Role> before = factors.requiredRoles();
        roles.setValue(before);
        dialog.add(roles, new Paragraph(dialog.getTranslation("account.rules.about")));
        dialog.onSave(() -> !roles.getValue().equals(before), () -> {
            if (SaveFailures.attempt(() -> factors.require(roles.getValue()))) {
                dialog.finish(dialog.getTranslation("account.rules.saved"));
            }
        });
        dialog.open();
    }
}

package org.yuemao.security.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import org.yuemao.security.SignInWays.Provider;

/** As what people know the provider of their organisation. */
public final class ProviderName {
    private ProviderName() {}

    /** The name that the desk was given for it, or a general one. */
    public static String of(Provider provider, Locale language) {
        String name = provider.name(language);
        return name.isEmpty() ? I18NProvider.translate("security.sign-in.provider.unnamed") : name;
    }
}

package org.yuemao.business.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yuemao.base.ui.Formats;
import org.yuemao.business.TwinReason;

/** Says why two businesses may be one and the same. */
public final class TwinReasons {
    private TwinReasons() {}

    /** A badge for each reason. */
    public static Span badges(Collection<TwinReason> reasons) {
        Span badges = new Span();
        badges.addClassNames("badges", "twin-reasons");
        reasons.forEach(reason -> badges.add(new Span(text(reason))));
        return badges;
    }

    /** All reasons in a line. */
    public static String line(Collection<TwinReason> reasons, Locale locale) {
        return reasons.stream()
                .map(TwinReasons::text)
                .collect(Collectors.joining(Formats.chinese(locale) ? "、" : ", "));
    }

    private static String text(TwinReason reason) {
        return I18NProvider.translate("business.twins.reason." + reason);
    }
}

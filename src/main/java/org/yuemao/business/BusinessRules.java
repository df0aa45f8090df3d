package org.yuemao.business;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.base.Refusal;
import org.yuemao.place.Places;

/** What must be true of a business on its own, whatever other businesses there are. */
@Component
class BusinessRules {
    static final int LONGEST_NAME = 200;
    static final int LONGEST_REASON = 200;
    static final int LONGEST_CONTACT = 100;
    static final int LONGEST_PHONE = 40;
    static final int LONGEST_EMAIL = 200;
    static final int LONGEST_WEBSITE = 300;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern WEBSITE = Pattern.compile("(https?://)?[^\\s/:.]+(\\.[^\\s/:.]+)+(:\\d+)?(/\\S*)?");

    private final Places places;

    BusinessRules(Places places) {
        this.places = places;
    }

    /** The same with its code in plain form; refused where something is wrong. */
    BusinessData checked(BusinessData typed) {
        Refusal.when(typed.nameEn() == null && typed.nameZh() == null, "nameZh", "business.refused.name");
        checkLength("nameEn", typed.nameEn(), LONGEST_NAME);
        checkLength("nameZh", typed.nameZh(), LONGEST_NAME);
        String code = null;
        if (typed.creditCode() == null) {
            Refusal.when(typed.missingCodeReason() == null, "creditCode", "business.refused.code-or-reason");
            checkLength("missingCodeReason", typed.missingCodeReason(), LONGEST_REASON);
        } else {
            code = validCode(typed.creditCode());
        }
        Refusal.when(
                typed.cityCode() == null && typed.countryCode() == null,
                "cityCode",
                "business.refused.city-or-country");
        Refusal.when(typed.cityCode() != null && places.city(typed.cityCode()) == null, "cityCode", "base.required");
        Refusal.when(
                typed.countryCode() != null && places.country(typed.countryCode()) == null,
                "countryCode",
                "base.required");
        typed.sectors().forEach(sector -> Refusal.when(places.sector(sector) == null, "sectors", "base.required"));
        checkLength("contact", typed.contact(), LONGEST_CONTACT);
        checkLength("phone", typed.phone(), LONGEST_PHONE);
        checkLength("email", typed.email(), LONGEST_EMAIL);
        checkLength("website", typed.website(), LONGEST_WEBSITE);
        if (typed.email() != null) {
            checkEmail(typed.email());
        }
        if (typed.website() != null) {
            checkWebsite(typed.website());
        }
        return Objects.equals(code, typed.creditCode()) ? typed : typed.withCode(code);
    }

    /** What to say where another business has the code. */
    static Refusal knownCode(BusinessData known) {
        return new Refusal(
                "creditCode",
                "business.refused.known-code",
                known.nameZh() != null ? known.nameZh() : String.valueOf(known.nameEn()));
    }

    static String validCode(String typed) {
        return switch (CreditCode.check(typed)) {
            case CreditCode.Check.Valid valid -> valid.text();
            case CreditCode.Check.WrongLength wrong ->
                throw new Refusal("creditCode", "business.code.length", wrong.length());
            case CreditCode.Check.WrongCharacter wrong ->
                throw new Refusal("creditCode", "business.code.character", wrong.character(), wrong.position());
            case CreditCode.Check.WrongCheckCharacter wrong ->
                throw new Refusal("creditCode", "business.code.check", wrong.character(), wrong.expected());
        };
    }

    static void checkEmail(String typed) {
        Refusal.when(!EMAIL.matcher(typed).matches(), "email", "business.refused.email");
    }

    static void checkWebsite(String typed) {
        Refusal.when(!WEBSITE.matcher(typed).matches(), "website", "business.refused.website");
    }

    private static void checkLength(String field, @Nullable String text, int longest) {
        Refusal.when(text != null && text.length() > longest, field, "business.refused.long", longest);
    }
}

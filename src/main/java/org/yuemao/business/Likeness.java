package org.yuemao.business;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a business is compared with others to find those entered twice.
 *
 * <p>Two have the same name when the folded Chinese names are equal, or the English ones where one of the two states no
 * Chinese name. They have alike names when the Chinese names are near each other ({@link FoldedName}) and the English ones
 * are the same or, for names of {@value #CHINESE_ALONE} characters and more, not stated by both: one character of a short
 * Chinese name is all that tells two brands apart. English names that are near each other count where both state no Chinese
 * name and have {@value #ENGLISH_ALONE} letters and more; with a Chinese name, that one decides.
 *
 * <p>Two are suspected to be one when they share the code or the organisation code, when they have the same or alike names in
 * the same place, or the same name elsewhere and a phone, e-mail or website in common. Those alone are no suspicion, since
 * agents and groups share them; they only show while a business is typed.
 *
 * @param place the city, or the country abroad
 * @param organisation characters 9 to 17 of the credit code
 */
public record Likeness(
        @Nullable FoldedName zh,
        @Nullable FoldedName en,
        @Nullable String place,
        @Nullable String code,
        @Nullable String organisation,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String website) {
    static final int CHINESE_ALONE = 5;
    static final int ENGLISH_ALONE = 6;
    private static final int SHORTEST_CHINESE = 3;
    private static final int FEWEST_DIGITS = 7;

    /** What is compared of the business that the data says something about. */
    public static Likeness of(BusinessData data, NameFolding folding) {
        String code =
                data.creditCode() != null && CreditCode.check(data.creditCode()) instanceof CreditCode.Check.Valid valid
                        ? valid.text()
                        : null;
        return new Likeness(
                folding.fold(data.nameZh()),
                folding.fold(data.nameEn()),
                data.cityCode() != null ? data.cityCode() : data.countryCode(),
                code,
                organisationOf(code),
                plainPhone(data.phone()),
                plain(data.email()),
                plainWebsite(data.website()));
    }

    static @Nullable String organisationOf(@Nullable String code) {
        return code == null ? null : code.substring(8, 17);
    }

    /** By what alike names are looked up in their place: a name spelt slightly differently shares one of these. */
    public Set<String> nearNames() {
        if (zh != null) {
            return zh.length() < SHORTEST_CHINESE ? Set.of() : marked('z', zh);
        }
        return en == null || en.length() < ENGLISH_ALONE ? Set.of() : marked('e', en);
    }

    private static Set<String> marked(char language, FoldedName name) {
        return name.nearNames().stream()
                .map(near -> language + near)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What both have in common; no more than the place where nothing speaks for their being one. */
    public Set<TwinReason> reasons(Likeness other) {
        Set<TwinReason> reasons = EnumSet.noneOf(TwinReason.class);
        if (same(code, other.code)) {
            reasons.add(TwinReason.SAME_CODE);
        } else if (same(organisation, other.organisation)) {
            reasons.add(TwinReason.SAME_ORGANISATION);
        }
        if (hasSameName(other)) {
            reasons.add(TwinReason.SAME_NAME);
        } else if (hasAlikeName(other)) {
            reasons.add(TwinReason.ALIKE_NAME);
        }
        addIf(same(place, other.place), TwinReason.SAME_PLACE, reasons);
        addIf(same(phone, other.phone), TwinReason.SAME_PHONE, reasons);
        addIf(same(email, other.email), TwinReason.SAME_EMAIL, reasons);
        addIf(same(website, other.website), TwinReason.SAME_WEBSITE, reasons);
        return reasons;
    }

    /** Whether the reasons make two kept businesses a suspected pair. */
    static boolean suspicious(Set<TwinReason> reasons) {
        boolean place = reasons.contains(TwinReason.SAME_PLACE);
        return reasons.contains(TwinReason.SAME_CODE)
                || reasons.contains(TwinReason.SAME_ORGANISATION)
                || reasons.contains(TwinReason.SAME_NAME) && (place || shareContact(reasons))
                || reasons.contains(TwinReason.ALIKE_NAME) && place;
    }

    private static boolean shareContact(Set<TwinReason> reasons) {
        return reasons.contains(TwinReason.SAME_PHONE)
                || reasons.contains(TwinReason.SAME_EMAIL)
                || reasons.contains(TwinReason.SAME_WEBSITE);
    }

    private boolean hasSameName(Likeness other) {
        return same(zh, other.zh) || same(en, other.en) && (zh == null || other.zh == null);
    }

    private boolean hasAlikeName(Likeness other) {
        if (zh != null && other.zh != null) {
            int shorter = Math.min(zh.length(), other.zh.length());
            boolean enough = same(en, other.en)
                    ? shorter >= SHORTEST_CHINESE
                    : (en == null || other.en == null) && shorter >= CHINESE_ALONE;
            return enough && zh.isNear(other.zh);
        }
        return zh == null
                && other.zh == null
                && en != null
                && other.en != null
                && Math.min(en.length(), other.en.length()) >= ENGLISH_ALONE
                && en.isNear(other.en);
    }

    private static void addIf(boolean given, TwinReason reason, Set<TwinReason> reasons) {
        if (given) {
            reasons.add(reason);
        }
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one != null && one.equals(other);
    }

    private static @Nullable String plain(@Nullable String text) {
        return text == null
                ? null
                : Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** The digits without the prefix of the country and of long distance; nothing where there are too few to tell. */
    private static @Nullable String plainPhone(@Nullable String text) {
        String plain = plain(text);
        if (plain == null) {
            return null;
        }
        String digits = plain.replaceAll("\\D", "")
                .replaceFirst("^(00)?86(?=\\d{10})", "")
                .replaceFirst("^0+", "");
        return digits.length() < FEWEST_DIGITS ? null : digits;
    }

    private static @Nullable String plainWebsite(@Nullable String text) {
        String plain = plain(text);
        return plain == null
                ? null
                : plain.replaceFirst("^https?://", "")
                        .replaceFirst("^www\\.", "")
                        .replaceFirst("/+$", "");
    }
}

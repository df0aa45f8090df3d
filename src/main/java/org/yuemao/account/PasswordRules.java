package org.yuemao.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;
import org.springframework.stereotype.Component;
import org.yuemao.base.Refusal;
import org.yuemao.place.Places;
import org.yuemao.security.SampleAccounts;

/**
 * What a new password has to be. Long, and not to be guessed: neither on a list of common ones, nor made of one with
 * digits after it or letters put for others, nor of rows of keys, nor of what everybody knows of the person and the desk.
 * There are no rules on kinds of characters, which lead to {@code Guangdong2026!}.
 */
@Component
class PasswordRules {
    /** The fewest characters of a password. */
    static final int SHORTEST = 12;

    /** The most: enough for any sentence, and few enough to be hashed at once. */
    static final int LONGEST = 128;

    /** What guessers with a list try first; far more than can be tried at the sign-in, see docs/decisions/sign-in.md. */
    private static final BigDecimal GUESSES = BigDecimal.TEN.pow(10);

    /** What takes enough guesses already in its beginning does so as a whole; estimating takes long for long ones. */
    private static final int ESTIMATED = 48;

    private static final long ESTIMATING_MILLISECONDS = 300;

    /** Shorter parts of a name, such as Lan or Ting, stand in many a word; they only make it easier to guess. */
    private static final int SHORTEST_NAME = 5;

    private static final List<String> OF_THE_DESK =
            List.of("yuemao", "粤贸", "guangdong", "广东", "trade", "desk", "commerce", "商务", "shangwu", "password", "密码");

    private final SampleAccounts samples;
    private final List<String> known;

    PasswordRules(SampleAccounts samples, Places places) {
        this.samples = samples;
        List<String> words = new ArrayList<>(OF_THE_DESK);
        places.cities().forEach(city -> {
            words.add(fold(city.names().in(Locale.ENGLISH)));
            words.add(fold(city.names().in(Locale.SIMPLIFIED_CHINESE)));
        });
        known = List.copyOf(words);
    }

    /** Refuses a password that is not good enough for the account. */
    void require(String password, String username, String fullName) {
        int length = password.codePointCount(0, password.length());
        Refusal.when(length < SHORTEST, "password", "account.password.short", SHORTEST);
        Refusal.when(length > LONGEST, "password", "account.password.long", LONGEST);
        String folded = fold(password);
        Set<String> own = ownWords(username, fullName);
        Refusal.when(
                own.stream().anyMatch(word -> isLong(word) && folded.contains(word)),
                "password",
                "account.password.own-name");
        boolean ofSample = folded.contains(fold(SampleAccounts.PASSWORD)) && !samples.isSample();
        Refusal.when(ofSample || isGuessed(password, own), "password", "account.password.common");
    }

    private boolean isGuessed(String password, Set<String> own) {
        DictionaryBuilder words =
                new DictionaryBuilder().setDictionaryName("desk").setExclusion(false);
        int rank = 1;
        for (String word : own) {
            words.addWord(word, rank++);
        }
        for (String word : known) {
            words.addWord(word, rank++);
        }
        List<Dictionary> dictionaries = new ArrayList<>(ConfigurationBuilder.getDefaultDictionaries());
        dictionaries.add(words.createDictionary());
        Nbvcxz estimator = new Nbvcxz(new ConfigurationBuilder()
                .setDictionaries(dictionaries)
                .setCombinationAlgorithmTimeout(ESTIMATING_MILLISECONDS)
                .createConfiguration());
        int end = password.offsetByCodePoints(0, Math.min(ESTIMATED, password.codePointCount(0, password.length())));
        return estimator.estimate(password.substring(0, end)).getGuesses().compareTo(GUESSES) < 0;
    }

    /** The username and the parts of the name, and all of them run together. */
    private static Set<String> ownWords(String username, String fullName) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : List.of(username, fullName)) {
            words.add(fold(text));
            Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                    .map(PasswordRules::fold)
                    .forEach(words::add);
        }
        words.removeIf(word -> word.length() < 2);
        return words;
    }

    /** A Chinese name has two or three characters. */
    private static boolean isLong(String word) {
        return word.codePoints().allMatch(Character::isIdeographic)
                || word.codePointCount(0, word.length()) >= SHORTEST_NAME;
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}

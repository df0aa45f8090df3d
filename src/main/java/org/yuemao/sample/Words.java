package org.yuemao.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The lists of words and weights that the sample is made from. */
final class Words {

    /** A word in both languages. */
    record Word(String en, String zh) {
        /** Both in one, for the fields that have no second language. */
        String both() {
            return zh + " " + en;
        }

        private static Word of(String pair) {
            String[] parts = pair.split("=");
            return new Word(parts[0].strip(), parts[1].strip());
        }
    }

    record Weight(String code, double weight) {}

    record SampleCity(String code, Word name, double weight, List<Weight> sectors) {}

    /** A country or a province where events are held. */
    record Market(String code, Word name, double weight, List<Word> hosts) {}

    record SampleSector(String code, double weight, Word fair, List<Word> trades) {}

    static List<SampleCity> cities() {
        return lines("cities.txt")
                .map(line -> new SampleCity(
                        line[0],
                        new Word(line[1], line[2]),
                        Double.parseDouble(line[3]),
                        Arrays.stream(line[4].split(" "))
                                .map(pair -> pair.split(":"))
                                .map(pair -> new Weight(pair[0], Double.parseDouble(pair[1])))
                                .toList()))
                .toList();
    }

    static List<Market> countries() {
        return markets("markets.txt");
    }

    static List<Market> provinces() {
        return markets("provinces.txt");
    }

    static List<SampleSector> sectors() {
        return lines("sectors.txt")
                .map(line -> new SampleSector(
                        line[0], Double.parseDouble(line[1]), new Word(line[2], line[3]), words(line[4], ",")))
                .toList();
    }

    static List<Word> syllables() {
        return lines("names.txt").flatMap(line -> words(line[0], " ").stream()).toList();
    }

    static List<Word> surnames() {
        return lines("surnames.txt")
                .flatMap(line -> words(line[0], " ").stream())
                .toList();
    }

    private static List<Market> markets(String file) {
        return lines(file)
                .map(line -> new Market(
                        line[0], new Word(line[1], line[2]), Double.parseDouble(line[3]), words(line[4], ",")))
                .toList();
    }

    private static List<Word> words(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(Word::of).toList();
    }

    /** The lines of a file but for comments, cut at the bars. */
    static java.util.stream.Stream<String[]> lines(String file) {
        try (InputStream content =
                Objects.requireNonNull(Words.class.getResourceAsStream("/org/yuemao/sample/" + file), file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line ->
                            Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Words() {}
}

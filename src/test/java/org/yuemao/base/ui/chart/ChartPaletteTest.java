package org.yuemao.base.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuemao.base.ui.chart.SeenColour.Sight;

/** The colours of series, as people with and without a colour blindness see them, on light and on dark ground. */
class ChartPaletteTest {
    private static final Path PALETTE = Path.of("frontend/chart/palette.ts");
    /** Colours this far apart are told apart side by side without effort; about 2.3 is just noticeable. */
    private static final double APART = 12;
    /** What WCAG 2.2 asks of graphics (1.4.11). */
    private static final double STANDS_OUT = 3;

    @ParameterizedTest
    @EnumSource
    void colourBlindPeopleTellTheSeriesApart(Sight sight) throws IOException {
        for (String list : List.of("LIGHT", "DARK")) {
            List<SeenColour> colours = colours(list);
            assertThat(colours).hasSizeGreaterThanOrEqualTo(7);
            List<String> alike = new ArrayList<>();
            for (int one = 0; one < colours.size(); one++) {
                for (int other = one + 1; other < colours.size(); other++) {
                    double apart = colours.get(one)
                            .as(sight)
                            .differenceTo(colours.get(other).as(sight));
                    if (apart < APART) {
                        alike.add("%s and %s: %.1f".formatted(colours.get(one), colours.get(other), apart));
                    }
                }
            }
            assertThat(alike).as("%s in the list %s", sight, list).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySeriesStandsOutFromItsGround(Sight sight) throws IOException {
        for (String list : List.of("LIGHT", "DARK")) {
            SeenColour ground = colours(list + "_GROUND").getFirst().as(sight);
            assertThat(colours(list)).as("%s in the list %s", sight, list).allSatisfy(colour -> assertThat(
                            colour.as(sight).contrastTo(ground))
                    .as(colour.toString())
                    .isGreaterThanOrEqualTo(sight == Sight.FULL ? STANDS_OUT : STANDS_OUT * 0.85));
        }
    }

    private static List<SeenColour> colours(String name) throws IOException {
        Matcher list = Pattern.compile("export const " + name + " = ([^;]+);").matcher(Files.readString(PALETTE));
        assertThat(list.find()).as("The list " + name + " in " + PALETTE).isTrue();
        return Pattern.compile("#[0-9a-f]{6}")
                .matcher(list.group(1))
                .results()
                .map(colour -> SeenColour.of(colour.group()))
                .toList();
    }
}

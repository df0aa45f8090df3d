package org.yuemao.base.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedBlockTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\tb\r\nc\td\r\n", "a\tb\nc\td\n", "a\tb\rc\td", "a\tb\r\nc\td"})
    void partsCellsByTabsAndRowsByAnyLineBreak(String pasted) {
        assertThat(PastedBlock.rows(pasted)).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void keepsEmptyCellsAndRows() {
        assertThat(PastedBlock.rows("\ta\t\n\nb\t\t"))
                .containsExactly(List.of("", "a", ""), List.of(""), List.of("b", "", ""));
        assertThat(PastedBlock.rows("")).isEmpty();
        assertThat(PastedBlock.rows("a\t")).containsExactly(List.of("a", ""));
    }

    @Test
    void readsCellsOfSeveralLines() {
        assertThat(PastedBlock.rows("\"a\nb\"\tc\r\n\"d\r\ne \"\"f\"\"\"\tg\r\n"))
                .containsExactly(List.of("a\nb", "c"), List.of("d\ne \"f\"", "g"));
    }

    @Test
    void readsACellWithATabInIt() {
        assertThat(PastedBlock.rows("\"a\tb\"\tc\n")).containsExactly(List.of("a\tb", "c"));
    }

    @Test
    void loneQuotesSwallowNothing() {
        assertThat(PastedBlock.rows("5\" pipe\t\"x\r\ny\tz\"\r\n"))
                .containsExactly(List.of("5\" pipe", "\"x"), List.of("y", "z\""));
        assertThat(PastedBlock.rows("\"a\nb\nc")).containsExactly(List.of("\"a"), List.of("b"), List.of("c"));
        assertThat(PastedBlock.rows("\"\n\"\"\tb")).containsExactly(List.of("\""), List.of("\"\"", "b"));
    }

    @Test
    void keepsQuotesAroundATextThatNeedsNone() {
        assertThat(PastedBlock.rows("\"abc\"\tb")).containsExactly(List.of("\"abc\"", "b"));
    }

    @Test
    void readsWhatSpreadsheetsWriteOfRandomCells() {
        Random random = new Random(20210305);
        String[] pieces = {"a", "粤", "\"", "\n", " ", "1", "'", "=", ","};
        for (int run = 0; run < 500; run++) {
            List<List<String>> rows = new ArrayList<>();
            StringBuilder block = new StringBuilder();
            for (int r = 0; r < 4; r++) {
                List<String> row = new ArrayList<>();
                for (int c = 0; c < 3; c++) {
                    StringBuilder cell = new StringBuilder("x");
                    for (int i = random.nextInt(5); i > 0; i--) {
                        cell.append(pieces[random.nextInt(pieces.length)]);
                    }
                    row.add(cell.toString());
                    block.append(c == 0 ? "" : "\t").append(copied(cell.toString()));
                }
                rows.add(row);
                block.append("\r\n");
            }
            assertThat(PastedBlock.rows(block.toString())).isEqualTo(rows);
        }
    }

    /** A cell as Excel puts it on the clipboard. */
    private static String copied(String cell) {
        return cell.indexOf('\n') >= 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}

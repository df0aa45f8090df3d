package org.yuemao.base.ui.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SheetBlockTest {

    @Test
    void fillsAllThatIsSelectedWithOneValue() {
        assertThat(landing("7", 3, 2)).isEqualTo("7 7 / 7 7 / 7 7");
        assertThat(landing("7\r\n", 1, 1)).isEqualTo("7");
    }

    @Test
    void repeatsABlockOverAMultipleOfIt() {
        assertThat(landing("a\tb", 3, 2)).isEqualTo("a b / a b / a b");
        assertThat(landing("a\tb", 3, 1)).as("rows chosen by one cell each").isEqualTo("a b / a b / a b");
        assertThat(landing("a\nb\n", 4, 2)).isEqualTo("a a / b b / a a / b b");
        assertThat(landing("a\tb\nc", 2, 4)).as("a short row").isEqualTo("a b a b / c  c ");
    }

    @Test
    void landsOnceWhereWhatIsSelectedIsNoMultiple() {
        assertThat(landing("a\tb\nc\td", 3, 2)).isEqualTo("a b / c d");
        assertThat(landing("a\tb\nc\td", 4, 3)).isEqualTo("a b / c d");
        assertThat(landing("a\tb\nc\td", 1, 1)).isEqualTo("a b / c d");
        assertThat(landing("", 3, 1)).isEmpty();
    }

    @Test
    void growsNoFurtherThanIsRefusedWhateverABrowserNames() {
        assertThat(SheetEntry.block(new SheetEvent.Pasted("1", "name", "7", Integer.MAX_VALUE, 1, 1)))
                .hasSize(SheetEntry.MOST_AT_ONCE + 1);
    }

    private static String landing(String text, int rows, int columns) {
        List<List<String>> block = SheetEntry.block(new SheetEvent.Pasted("1", "name", text, rows, columns, 1));
        return block.stream().map(row -> String.join(" ", row)).collect(Collectors.joining(" / "));
    }
}

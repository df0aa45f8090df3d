package org.yuemao.base.ui.sheet;

import java.util.Map;
import java.util.Set;

/**
 * A row as the sheet shows it.
 *
 * @param version what the browser returns with what is typed over it; empty while the row is not kept
 * @param cells the text of each column
 * @param unsaved the columns whose text was typed and is not kept yet
 * @param problems why a cell cannot be kept, by column
 * @param remarks what a person should look at, by column
 * @param reason why the row as a whole was not saved, or empty
 * @param about who changed it last, or empty
 * @param hints what is shown palely where a column says nothing, by column
 * @param abouts a sentence about what a column says, by column
 * @param marks the signs that cells bear, by column
 * @param handled the number of the last event from the browser that this answers
 */
public record SheetRow(
        String key,
        String version,
        Map<String, String> cells,
        Set<String> unsaved,
        Map<String, String> problems,
        Map<String, String> remarks,
        State state,
        String reason,
        String about,
        Map<String, String> hints,
        Map<String, String> abouts,
        Map<String, SheetRecords.Mark> marks,
        boolean readOnly,
        int handled) {

    /** Whether a row is kept. */
    public enum State {
        /** Not kept yet. */
        NEW,
        /** Kept, with cells typed since. */
        TYPED,
        /** Kept as it is shown. */
        SAVED,
        /** Could not be saved as it was typed. */
        REFUSED
    }
}

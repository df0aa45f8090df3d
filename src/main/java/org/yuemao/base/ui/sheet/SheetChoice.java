package org.yuemao.base.ui.sheet;

/**
 * Something that can be chosen in a cell.
 *
 * @param text what is sent when it is chosen; names it beyond doubt
 * @param shown what it is called in the person's language
 * @param detail a second line, or empty
 * @param words what else it is found by: its code, its name in the other language
 * @param creates whether choosing it leads to entering what does not exist yet
 */
public record SheetChoice(String text, String shown, String detail, String words, boolean creates) {

    public SheetChoice(String text, String shown, String words) {
        this(text, shown, "", words, false);
    }
}

package org.yuemao.base.ui;

/** A part of a view that may hold something that was typed and is not saved, and that is kept as a draft. */
public interface HoldsTyped {
    boolean holdsTyped();

    /** Gives it up, also where it is kept as a draft. */
    void giveUp();
}

package org.yuemao.base.ui;

/** A part of a view that may hold something that was typed, is not saved, and is lost with it. */
public interface HoldsTyped {
    boolean holdsTyped();
}

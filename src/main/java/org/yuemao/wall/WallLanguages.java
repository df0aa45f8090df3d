package org.yuemao.wall;

import java.util.List;
import java.util.Locale;

/** In which languages a wall speaks; in both, one round in each. */
public enum WallLanguages {
    ZH(List.of(Locale.SIMPLIFIED_CHINESE)),
    EN(List.of(Locale.ENGLISH)),
    BOTH(List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH));

    private final List<Locale> inTurn;

    WallLanguages(List<Locale> inTurn) {
        this.inTurn = inTurn;
    }

    public List<Locale> inTurn() {
        return inTurn;
    }
}

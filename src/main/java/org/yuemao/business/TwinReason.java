package org.yuemao.business;

import java.util.Collection;

/** Why two businesses may be one and the same, with the weight that it has. */
public enum TwinReason {
    /** The same credit code. */
    SAME_CODE(95),
    /** Different credit codes around the same organisation code, characters 9 to 17: it stays when a code is given anew. */
    SAME_ORGANISATION(80),
    /** The same name after folding. */
    SAME_NAME(60),
    /** A name that differs in one character. */
    ALIKE_NAME(45),
    /** The same city, or the same country abroad. */
    SAME_PLACE(15),
    SAME_PHONE(10),
    SAME_EMAIL(10),
    SAME_WEBSITE(10);

    private final int weight;

    TwinReason(int weight) {
        this.weight = weight;
    }

    /** How likely the reasons make it, from 0 to 100. */
    static int score(Collection<TwinReason> reasons) {
        return Math.min(100, reasons.stream().mapToInt(reason -> reason.weight).sum());
    }
}

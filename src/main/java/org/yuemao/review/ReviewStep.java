package org.yuemao.review;

import org.yuemao.base.ReviewState;

/** The steps that records take through their review. */
public enum ReviewStep {
    SUBMIT(false),
    TAKE_BACK(false),
    APPROVE(false),
    RETURN(true),
    REOPEN(true);

    private final boolean saysWhy;

    ReviewStep(boolean saysWhy) {
        this.saysWhy = saysWhy;
    }

    /** Whether whoever takes it has to say why. */
    public boolean saysWhy() {
        return saysWhy;
    }

    /** Whether somebody may take it with records that stand so: officials decide, offices hand over and take back. */
    public boolean isOpenTo(boolean official, ReviewState state) {
        return switch (this) {
            case SUBMIT -> state == ReviewState.DRAFT || state == ReviewState.RETURNED;
            case TAKE_BACK -> !official && state == ReviewState.SUBMITTED;
            case APPROVE -> official && state == ReviewState.SUBMITTED;
            case RETURN -> official && (state == ReviewState.SUBMITTED || state == ReviewState.APPROVED);
            case REOPEN -> !official && state == ReviewState.APPROVED;
        };
    }
}

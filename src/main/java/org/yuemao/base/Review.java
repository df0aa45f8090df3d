package org.yuemao.base;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The review of a record: where it stands, and what was said about it last. Recorded apart from what the office says. See
 * docs/decisions/review.md.
 *
 * @param reviewRemark why it was returned, or why it was reopened; nothing once it is approved
 */
public record Review(ReviewState reviewState, @Nullable String reviewRemark) {
    public static final int LONGEST_REMARK = 1000;

    /** What its office has not handed over yet. */
    public static final Review DRAFT = new Review(ReviewState.DRAFT, null);

    /** What the provincial department stands for. */
    public static final Review APPROVED = new Review(ReviewState.APPROVED, null);

    /** The review of a figure that is entered: who would approve it need not be asked. */
    public static Review ofNewFigure(boolean official) {
        return official ? APPROVED : DRAFT;
    }

    /** Handed to the provincial department. */
    public Review submitted() {
        Refusal.when(!isOpen(), null, "base.review.refused.submit");
        return new Review(ReviewState.SUBMITTED, reviewRemark);
    }

    /** Taken back by its office before anybody has decided on it. */
    public Review takenBack() {
        Refusal.when(reviewState != ReviewState.SUBMITTED, null, "base.review.refused.take-back");
        return new Review(ReviewState.DRAFT, reviewRemark);
    }

    public Review approved() {
        Refusal.when(reviewState != ReviewState.SUBMITTED, null, "base.review.refused.approve");
        return APPROVED;
    }

    /** Returned to its office, saying why. */
    public Review returned(String remark) {
        Refusal.when(isOpen(), null, "base.review.refused.return");
        return new Review(ReviewState.RETURNED, required(remark, "base.review.refused.remark"));
    }

    /** Reopened by its office, saying why. */
    public Review reopened(String reason) {
        Refusal.when(reviewState != ReviewState.APPROVED, null, "base.review.refused.reopen");
        return new Review(ReviewState.DRAFT, required(reason, "base.review.refused.reason"));
    }

    /** Whether the provincial department stands for it. */
    public boolean isApproved() {
        return reviewState == ReviewState.APPROVED;
    }

    /** Whether its office may change it: what is with the provincial department does not change under its hands. */
    public boolean isOpen() {
        return reviewState == ReviewState.DRAFT || reviewState == ReviewState.RETURNED;
    }

    /**
     * Why the record cannot be changed now, where it cannot.
     *
     * @param official whether an official wants to, who may always
     * @param prefix with what the keys of the two sentences begin, for what is submitted and for what is approved
     */
    public Optional<Refusal> refusal(boolean official, String prefix) {
        return official || isOpen()
                ? Optional.empty()
                : Optional.of(new Refusal(null, prefix + reviewState.name().toLowerCase(Locale.ROOT)));
    }

    /** Refuses a change of the record unless it is open, or an official's. */
    public void refuseChange(boolean official) {
        refuseChange(official, "base.review.refused.");
    }

    /** The same with sentences of one's own. */
    public void refuseChange(boolean official, String prefix) {
        refusal(official, prefix).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static String required(String words, String otherwise) {
        Refusal.when(words.isBlank(), "reviewRemark", otherwise);
        Refusal.when(words.length() > LONGEST_REMARK, "reviewRemark", "base.review.refused.long", LONGEST_REMARK);
        return words.strip();
    }
}

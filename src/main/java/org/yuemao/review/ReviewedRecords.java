package org.yuemao.review;

import java.util.Collection;
import java.util.Map;
import org.yuemao.base.Review;

/** Records of a kind that are reviewed, as the feature that owns them knows them. */
public interface ReviewedRecords {

    ReviewKind kind();

    /** Holds the records until the transaction ends, in the order in which every writer of theirs does. */
    void hold(Collection<Long> ids);

    /**
     * Tells what follows such records, in the same transaction, that their reviews went on.
     *
     * @param before where each of them stood, by its id
     */
    void reviewed(Map<Long, Review> before);
}

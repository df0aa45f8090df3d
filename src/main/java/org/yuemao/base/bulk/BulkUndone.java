package org.yuemao.base.bulk;

import java.util.List;
import org.yuemao.base.Names;

/**
 * What undoing has done.
 *
 * @param rows how many rows are as they were
 * @param refused rows that stay as they are, since somebody has changed them or what they belong to meanwhile
 */
public record BulkUndone(int rows, List<Names> refused) {

    public BulkUndone {
        refused = List.copyOf(refused);
    }
}

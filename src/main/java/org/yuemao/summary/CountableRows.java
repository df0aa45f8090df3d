package org.yuemao.summary;

import org.springframework.stereotype.Component;
import org.yuemao.security.ReadingRights;

/** Which rows the current person may have counted, whatever an address, a filter that was saved, or a tile of others asks for. */
@Component
class CountableRows {
    private final ReadingRights rights;

    CountableRows(ReadingRights rights) {
        this.rights = rights;
    }

    /** Whether these may be all rows. */
    boolean mayBeAll() {
        return rights.readsDrafts();
    }

    SummaryFilter of(SummaryFilter wanted) {
        return mayBeAll() ? wanted : wanted.with(Included.APPROVED);
    }

    Counted of(Counted wanted) {
        return mayBeAll() ? wanted : wanted.with(Included.APPROVED);
    }
}

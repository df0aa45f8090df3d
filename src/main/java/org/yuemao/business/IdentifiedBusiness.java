package org.yuemao.business;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.Problem;

/** The business that a row is about: one that is kept, a new one, or none that could be told. */
public sealed interface IdentifiedBusiness {

    /** One that is kept; with a remark where the row gives it another name. */
    record Known(long id, long version, BusinessData data, Map<String, Problem> remarks)
            implements IdentifiedBusiness {}

    /** A new one. Rows that mean the same new business share it; it has its id once it has been written. */
    final class New implements IdentifiedBusiness {
        private final BusinessData data;
        private final Map<String, Problem> remarks;
        private @Nullable Long id;

        New(BusinessData data, Map<String, Problem> remarks) {
            this.data = data;
            this.remarks = remarks;
        }

        public BusinessData data() {
            return data;
        }

        public Map<String, Problem> remarks() {
            return remarks;
        }

        /** Its id, once it has been written. */
        public @Nullable Long id() {
            return id;
        }

        void gets(long newId) {
            id = newId;
        }
    }

    /** It cannot be told which, or it could not be registered, by column. */
    record Unclear(Map<String, Problem> problems) implements IdentifiedBusiness {}
}

package org.yuemao.base;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what is written together one entry of the history, which opens into its rows. */
public interface Operations {

    /** What was done. */
    enum Kind {
        /** A file was imported. */
        IMPORT,
        /** Rows of a sheet or a pasted block were entered. */
        ENTRY,
        /** Two businesses became one. */
        MERGE,
        /** Chosen rows of a list were changed or removed. */
        CHANGE,
        /** Many records were removed. */
        REMOVAL,
        /** Events were copied to another year. */
        COPY,
        /** What had been done to many rows was taken back. */
        UNDO,
        /** An earlier version of a record was restored. */
        RESTORE,
        /** The sample year was loaded. */
        SAMPLE,
        /** Records were handed to the provincial department. */
        SUBMISSION,
        /** Their office has taken back what it had submitted. */
        TAKING_BACK,
        /** An official has approved records. */
        APPROVAL,
        /** An official has returned records to their offices. */
        RETURN,
        /** Their office has reopened what was approved. */
        REOPENING
    }

    /**
     * What is about to be done.
     *
     * @param subject what it is about where its rows do not say it, such as the name of a file
     * @param reason why, where the person was asked
     * @param importId the import, if it is one
     */
    record Operation(
            Kind kind,
            @Nullable String subject,
            @Nullable String reason,
            @Nullable Long importId) {

        public static Operation of(Kind kind) {
            return new Operation(kind, null, null, null);
        }

        public static Operation about(Kind kind, String subject) {
            return new Operation(kind, subject, null, null);
        }
    }

    /**
     * Does the work, in the transaction that there is: all that it records belongs to the operation. Part of another operation
     * where one is under way; none where nothing was recorded.
     */
    <T> T within(Operation operation, Supplier<T> work);

    /** The same where it is about more than one; one alone is an entry of its own. */
    default <T> T together(Kind kind, int many, Supplier<T> work) {
        return many < 2 ? work.get() : within(Operation.of(kind), work);
    }
}

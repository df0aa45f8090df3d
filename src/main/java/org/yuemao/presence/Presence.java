package org.yuemao.presence;

import java.util.List;
import org.yuemao.security.Person;

/** Who has which record open, and in which field or cell of it. */
public interface Presence {
    /** How many colours tell people apart; their names always stand beside. */
    int COLOURS = 8;

    /**
     * Says that a person has a record open. The action is run, on any thread, whenever it changes who else is there.
     *
     * @param recordKey names the record for everybody alike, such as {@code event:12}
     */
    Stay join(String recordKey, Person person, Runnable changed);

    /** A person's being at a record; forgotten a while after it was last heard of. */
    interface Stay {
        /** Who else is there now. */
        List<Companion> others();

        /** The person is now in this field, or in this cell, named by row and column. */
        void enter(String place);

        /** The person is in no field any more, and still has the record open. */
        void leave();

        /** The window is still there. */
        void stillHere();

        /** The record is closed. */
        void end();
    }
}

package org.yuemao.audit;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Role;

/** What of the history the current person may read: as much as of the records themselves. */
@Component
class HistoryRights {
    /** The kinds of records, as the history names them, in the order in which people are offered them. */
    static final List<String> KINDS = List.of(
            "EVENT",
            "BUSINESS",
            "PARTICIPATION",
            "ZONE",
            "ZONE_FIGURE",
            "INDICATOR",
            "OBSERVATION",
            "TARGET",
            "DEADLINE",
            "NOTHING_TO_REPORT",
            "REPORT_TEXT",
            "DASHBOARD",
            "WALL",
            "WALL_LINK",
            "ACCOUNT");

    private final CurrentPerson currentPerson;

    HistoryRights(CurrentPerson currentPerson) {
        this.currentPerson = currentPerson;
    }

    /** The kinds whose changes the person may read. */
    List<String> readable() {
        List<String> readable = new ArrayList<>(KINDS);
        readable.removeAll(hidden());
        return readable;
    }

    /** The kinds of which the person may read nothing: accounts are the administrators' matter, links to walls their makers'. */
    List<String> hidden() {
        Role role = currentPerson.get().role();
        List<String> hidden = new ArrayList<>();
        if (role != Role.ADMINISTRATOR) {
            hidden.add("ACCOUNT");
        }
        if (role != Role.ADMINISTRATOR && role != Role.OFFICIAL) {
            hidden.add("WALL_LINK");
        }
        return hidden;
    }

    /** A condition on entries {@code c}: nothing of the hidden kinds, and of dashboards what the person has done to them. */
    String condition() {
        StringBuilder condition = new StringBuilder("(c.record_kind <> 'DASHBOARD' or c.person = :me)");
        // Words of our own, never typed by anybody.
        hidden().forEach(kind ->
                condition.append(" and c.record_kind <> '").append(kind).append('\''));
        return condition.toString();
    }

    /** For the parameter {@code me} of the condition. */
    String me() {
        return currentPerson.username();
    }
}

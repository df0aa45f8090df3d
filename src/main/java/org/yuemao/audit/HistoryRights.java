package org.yuemao.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.base.Sought;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;
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

    /** Where the review of a record of each kind stands that is reviewed, or of what it belongs to. */
    private static final Map<String, Reviewed> REVIEWED = Map.of(
            "EVENT", new Reviewed("event r", "r.id"),
            "PARTICIPATION", new Reviewed("event r join participation p on p.event_id = r.id", "p.id"),
            "ZONE_FIGURE", new Reviewed("zone_figure r", "r.id"),
            "OBSERVATION", new Reviewed("indicator_observation r", "r.id"));

    /** Where it is said how far the review of a record is, and what the number of the record is there. */
    private record Reviewed(String tables, String id) {
        String approved(String wanted) {
            return "select " + id + " from " + tables + " where " + id + wanted + " and " + ReadingRights.approved("r");
        }
    }

    private final CurrentPerson currentPerson;
    private final ReadingRights rights;

    HistoryRights(CurrentPerson currentPerson, ReadingRights rights) {
        this.currentPerson = currentPerson;
        this.rights = rights;
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

    /**
     * A condition on entries {@code c}: nothing of the hidden kinds, of dashboards what the person has done to them, and for
     * whom only reads what is approved, of what is reviewed that of records which are approved now.
     */
    String condition() {
        StringBuilder condition = new StringBuilder("(c.record_kind <> 'DASHBOARD' or c.person = :me)");
        // Words of our own, never typed by anybody.
        hidden().forEach(kind ->
                condition.append(" and c.record_kind <> '").append(kind).append('\''));
        if (!rights.readsDrafts()) {
            condition.append(" and case c.record_kind");
            REVIEWED.forEach((kind, record) -> condition
                    .append(" when '")
                    .append(kind)
                    .append("' then exists (")
                    // Only numbers are looked at as such: the branches of other kinds are not.
                    .append(record.approved(" = cast(c.record_id as bigint)"))
                    .append(')'));
            condition.append(" else true end");
        }
        return condition.toString();
    }

    /** Which of these records of a kind the person may read, as a query with the parameter {@code ids}; nothing for all of them. */
    Optional<String> readableOf(String kind) {
        Reviewed reviewed = REVIEWED.get(kind);
        return reviewed == null || rights.readsDrafts()
                ? Optional.empty()
                : Optional.of(reviewed.approved(" in (select sought.id from " + Sought.ids("ids") + ")"));
    }

    /** Whether the person reads what is not approved yet. */
    boolean readsDrafts() {
        return rights.readsDrafts();
    }

    /**
     * The kinds of records whose operations the person does not read as one line: who reads only what is approved would see how
     * many records there are that are not.
     */
    List<String> hiddenTogether() {
        List<String> hidden = new ArrayList<>(hidden());
        if (!rights.readsDrafts()) {
            hidden.addAll(REVIEWED.keySet());
        }
        return hidden;
    }

    /** For the parameter {@code me} of the condition. */
    String me() {
        return currentPerson.username();
    }
}

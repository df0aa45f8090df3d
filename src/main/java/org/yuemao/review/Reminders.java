package org.yuemao.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;

/** What offices still owe, shortly before it is due and for some time after. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class Reminders {
    /** So many days before something is due it is called to mind. */
    public static final int DAYS_BEFORE = 5;

    /** What is owed for longer is a matter for people to talk about. */
    private static final int DAYS_AFTER = 90;

    private final Deadlines deadlines;
    private final Completeness completeness;
    private final Places places;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    Reminders(Deadlines deadlines, Completeness completeness, Places places, CurrentPerson currentPerson, Clock clock) {
        this.deadlines = deadlines;
        this.completeness = completeness;
        this.places = places;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** What the office of the person who has signed in owes; nothing for those who do not enter for an office. */
    public List<Due> own() {
        Person person = currentPerson.get();
        Office office = places.office(person.officeCode());
        return person.role() == Role.CLERK && office != null ? of(List.of(office)) : List.of();
    }

    /** What these offices owe, first what is due first. */
    @PreAuthorize("permitAll()") // Asked by the desk itself, when it reminds people.
    List<Due> of(List<Office> offices) {
        LocalDate today = LocalDate.now(clock);
        List<Due> owed = new ArrayList<>();
        // What is due within reach belongs to one of these years, unless somebody has set a day far from its period.
        for (int year = today.minusDays(DAYS_AFTER).getYear() - 1; year <= today.getYear(); year++) {
            for (Map.Entry<ReviewKind, List<Deadline>> kind :
                    deadlines.all(year).entrySet()) {
                List<Deadline> near = kind.getValue().stream()
                        .filter(deadline -> isNear(deadline, today))
                        .toList();
                if (!near.isEmpty()) {
                    completeness.of(kind.getKey(), year, near, offices).values().stream()
                            .flatMap(List::stream)
                            .filter(reported -> reported.dueOn() != null && !reported.isComplete())
                            .map(reported -> new Due(kind.getKey(), reported))
                            .forEach(owed::add);
                }
            }
        }
        owed.sort(Comparator.comparing(Due::dueOn).thenComparing(Due::kind).thenComparing(Due::period));
        return owed;
    }

    private static boolean isNear(Deadline deadline, LocalDate today) {
        LocalDate dueOn = deadline.dueOn();
        return dueOn != null
                && !dueOn.isBefore(today.minusDays(DAYS_AFTER))
                && !dueOn.isAfter(today.plusDays(DAYS_BEFORE));
    }
}

package org.yuemao.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which backups stay: all of today, and the last one of each of the 7 latest days, 4 latest weeks and 12 latest months that
 * have one. So the newest always stays, however old it is.
 */
final class Thinning {
    private static final int DAYS = 7;
    private static final int WEEKS = 4;
    private static final int MONTHS = 12;

    private Thinning() {}

    /** Those that stay, of good backups made at these moments. */
    static Set<Instant> kept(Collection<Instant> made, Instant now, ZoneId zone) {
        List<Instant> newestFirst =
                made.stream().sorted(Comparator.reverseOrder()).toList();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Set<Instant> kept = new HashSet<>();
        newestFirst.stream()
                .filter(one -> LocalDate.ofInstant(one, zone).equals(today))
                .forEach(kept::add);
        keep(kept, newestFirst, DAYS, one -> LocalDate.ofInstant(one, zone));
        keep(kept, newestFirst, WEEKS, one -> {
            LocalDate day = LocalDate.ofInstant(one, zone);
            return day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        });
        keep(kept, newestFirst, MONTHS, one -> YearMonth.from(LocalDate.ofInstant(one, zone)));
        return kept;
    }

    private static void keep(Set<Instant> kept, List<Instant> newestFirst, int most, Function<Instant, Object> of) {
        Set<Object> seen = new HashSet<>();
        for (Instant one : newestFirst) {
            if (seen.size() < most && seen.add(of.apply(one))) {
                kept.add(one);
            }
        }
    }
}

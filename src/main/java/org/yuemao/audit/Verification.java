package org.yuemao.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Goes through the chain of the history from its beginning and finds what is not as it was sealed. It reads the history once,
 * some of it at a time, and changes nothing. See docs/decisions/history.md for what it can find.
 */
@Component
class Verification {
    private static final int PORTION = 5_000;

    /** So many differences are looked at again, to tell what was moved from what was changed. */
    private static final int LOOKED_AT_AGAIN = 100;

    /** So many differences of a sort are named. */
    private static final int NAMED = 20;

    /**
     * What says that it was recorded so long before what was sealed before it was put in later: an import may take minutes, and
     * nodes' clocks differ by less.
     */
    private static final Duration LATE = Duration.ofDays(1);

    private final JdbcClient database;
    private final RecordedHistory recorded;

    Verification(JdbcClient database) {
        this.database = database;
        recorded = new RecordedHistory(database);
    }

    /** The sorts of differences. */
    enum Sort {
        CHANGED("changed", "被改动"),
        MISSING("missing", "缺失"),
        MOVED("moved", "被调换"),
        INSERTED("inserted", "被插入"),
        SEAL_CHANGED("seal changed", "封印被改动"),
        SEAL_MISSING("seal missing", "封印缺失"),
        NOTED("not as noted", "与记下的不符");

        final String en;
        final String zh;

        Sort(String en, String zh) {
            this.en = en;
            this.zh = zh;
        }
    }

    /** A place of the chain that somebody has noted elsewhere. */
    record Noted(long position, String hash) {
        /** Reads {@code POSITION:HASH}, where the hash may be its beginning alone. */
        static Optional<Noted> of(String text) {
            String[] parts = text.strip().toLowerCase(java.util.Locale.ROOT).split(":", -1);
            return parts.length == 2 && parts[0].matches("[1-9]\\d{0,17}") && parts[1].matches("[0-9a-f]{8,64}")
                    ? Optional.of(new Noted(Long.parseLong(parts[0]), parts[1]))
                    : Optional.empty();
        }
    }

    /**
     * What was found.
     *
     * @param differences how many there are of each sort
     * @param named what the first ones are about
     * @param sealed how many entries and operations are in the chain
     * @param unsealed how many wait to be sealed, which is no fault
     * @param head where the chain ends
     */
    record Result(Map<Sort, Long> differences, List<String> named, long sealed, long unsealed, ChainHead head) {}

    /** Something whose seal does not follow from what it says and from the seal before. */
    private record Suspect(Seal seal, Sealable content, String before, String computed) {}

    private record Seal(
            long position, @Nullable Long entryId, @Nullable Long operationId, Instant sealedAt, String hash) {}

    private final class Run {
        private final Map<Sort, Long> differences = new EnumMap<>(Sort.class);
        private final Map<Sort, List<String>> named = new EnumMap<>(Sort.class);
        private final List<Suspect> suspects = new ArrayList<>();
        private final @Nullable Noted noted;
        private long position;
        private @Nullable String hash;
        private @Nullable Suspect last;
        private Instant latest = Instant.MIN;
        private Instant begunAt = Instant.MIN;
        private long lastEntry;
        private long lastOperation;
        private boolean notedSeen;
        private long sealed;

        Run(@Nullable Noted noted) {
            this.noted = noted;
        }

        void found(Sort sort, String what) {
            differences.merge(sort, 1L, Long::sum);
            List<String> of = named.computeIfAbsent(sort, key -> new ArrayList<>());
            if (of.size() < NAMED) {
                of.add(sort.en + " " + sort.zh + ": " + what);
            }
        }

        void go() {
            hash = beginning();
            List<Seal> seals = next();
            while (!seals.isEmpty()) {
                SortedMap<Long, Sealable.Entry> entries = recorded.entries(seals.stream()
                        .map(Seal::entryId)
                        .filter(java.util.Objects::nonNull)
                        .toList());
                SortedMap<Long, Sealable.Operation> operations = recorded.operations(seals.stream()
                        .map(Seal::operationId)
                        .filter(java.util.Objects::nonNull)
                        .toList());
                for (Seal seal : seals) {
                    look(seal, seal.entryId != null ? entries.get(seal.entryId) : operations.get(seal.operationId));
                }
                seals = next();
            }
            sortSuspects();
            if (noted != null && !notedSeen) {
                found(
                        Sort.NOTED,
                        "the place %d that was noted is not there; the chain ends at %d. 记下的位置 %1$d 不存在，链止于 %2$d。"
                                .formatted(noted.position, position));
            }
        }

        private @Nullable String beginning() {
            Optional<String> beginning = database.sql("select * from change_chain where id = 1")
                    .query((row, index) -> {
                        begunAt =
                                row.getObject("begun_at", OffsetDateTime.class).toInstant();
                        lastEntry = row.getLong("last_entry");
                        lastOperation = row.getLong("last_operation");
                        return Sealable.beginning(begunAt, lastEntry, lastOperation);
                    })
                    .optional();
            if (beginning.isEmpty() && anySeal()) {
                found(Sort.SEAL_MISSING, "the beginning of the chain. 链的开头。");
            }
            return beginning.orElse(null);
        }

        private boolean anySeal() {
            return database.sql("select count(*) from change_seal")
                            .query(Long.class)
                            .single()
                    > 0;
        }

        private List<Seal> next() {
            return database.sql("select position, entry_id, operation_id, sealed_at, hash from change_seal"
                            + " where position > :position order by position limit " + PORTION)
                    .param("position", position)
                    .query((row, index) -> new Seal(
                            row.getLong(1),
                            RecordedHistory.number(row, 2),
                            RecordedHistory.number(row, 3),
                            RecordedHistory.moment(row, 4),
                            row.getString(5)))
                    .list();
        }

        private void look(Seal seal, @Nullable Sealable content) {
            sealed++;
            if (seal.position != position + 1) {
                found(
                        Sort.SEAL_MISSING,
                        seal.position == position + 2
                                ? "place %d of the chain. 链中第 %1$d 位。".formatted(position + 1)
                                : "places %d to %d of the chain. 链中第 %1$d 至 %2$d 位。"
                                        .formatted(position + 1, seal.position - 1));
                // What the next one followed is not known.
                hash = null;
                last = null;
            }
            if (noted != null && noted.position == seal.position) {
                notedSeen = true;
                if (!seal.hash.startsWith(noted.hash)) {
                    found(
                            Sort.NOTED,
                            "the place %d has another hash than was noted: the chain has been written anew. 第 %1$d 位的哈希与记下的不同：链已被重写。"
                                    .formatted(seal.position));
                }
            }
            if (content == null) {
                found(
                        Sort.MISSING,
                        "%s, at place %d, after what was recorded at %s. 位于链中第 %2$d 位。"
                                .formatted(
                                        named(seal), seal.position, latest == Instant.MIN ? "the beginning" : latest));
                last = null;
            } else {
                compare(seal, content);
                if (isLate(content)
                        && seal.sealedAt.minus(LATE).isAfter(content.recordedAt())
                        && !isOfTheBeginning(seal)) {
                    found(Sort.INSERTED, "%s was put in at %s. 于该时刻被补入。".formatted(content.described(), seal.sealedAt));
                }
                latest = latest.isAfter(content.recordedAt()) ? latest : content.recordedAt();
            }
            position = seal.position;
            hash = seal.hash;
        }

        private boolean isLate(Sealable content) {
            return latest != Instant.MIN && content.recordedAt().isBefore(latest.minus(LATE));
        }

        /** What was there when the chain began may be in any order of time. */
        private boolean isOfTheBeginning(Seal seal) {
            boolean known = seal.entryId != null
                    ? seal.entryId <= lastEntry
                    : seal.operationId != null && seal.operationId <= lastOperation;
            return known && seal.sealedAt.isBefore(begunAt.plus(LATE));
        }

        private void compare(Seal seal, Sealable content) {
            if (hash == null) {
                return;
            }
            String computed = content.sealedAfter(hash, seal.position, seal.sealedAt);
            if (computed.equals(seal.hash)) {
                last = null;
                return;
            }
            if (last != null
                    && content.sealedAfter(last.computed, seal.position, seal.sealedAt)
                            .equals(seal.hash)) {
                // It follows from what the one before says, and not from the hash that stands there: that was changed.
                suspects.remove(last);
                found(
                        Sort.SEAL_CHANGED,
                        "place %d of the chain, of %s. 链中第 %1$d 位。"
                                .formatted(last.seal.position, last.content.described()));
                last = null;
                return;
            }
            last = new Suspect(seal, content, hash, computed);
            suspects.add(last);
            if (suspects.size() > LOOKED_AT_AGAIN) {
                changed(suspects.removeFirst());
            }
        }

        /** Two that have changed places look changed, and so does what comes after each. */
        private void sortSuspects() {
            List<Suspect> left = new ArrayList<>(suspects);
            for (Suspect one : suspects) {
                for (Suspect other : suspects) {
                    if (left.contains(one) && left.contains(other) && one.seal.position < other.seal.position) {
                        boolean places = follows(other.content, one, other.seal.sealedAt, other.seal.hash);
                        boolean names = follows(other.content, one, one.seal.sealedAt, one.seal.hash);
                        if (places || names) {
                            left.remove(one);
                            left.remove(other);
                            if (places) {
                                left.removeIf(next -> isAfter(next, one, other) || isAfter(next, other, one));
                            }
                            found(
                                    Sort.MOVED,
                                    "%s and %s have changed places in the chain. 两者在链中被调换。"
                                            .formatted(one.content.described(), other.content.described()));
                        }
                    }
                }
            }
            left.forEach(this::changed);
        }

        private static boolean follows(Sealable content, Suspect place, Instant sealedAt, String hash) {
            return content.sealedAfter(place.before, place.seal.position, sealedAt)
                    .equals(hash);
        }

        /** Whether it is right where the seal before it is the one that was moved away. */
        private static boolean isAfter(Suspect next, Suspect moved, Suspect instead) {
            return next.seal.position == moved.seal.position + 1
                    && next.content
                            .sealedAfter(instead.seal.hash, next.seal.position, next.seal.sealedAt)
                            .equals(next.seal.hash);
        }

        private void changed(Suspect suspect) {
            found(
                    Sort.CHANGED,
                    "%s, at place %d, is not what was sealed. 与封存时不符。"
                            .formatted(suspect.content.described(), suspect.seal.position));
        }

        private static String named(Seal seal) {
            return seal.entryId != null ? "entry " + seal.entryId : "operation " + seal.operationId;
        }

        /** What is not in the chain: the newest wait for their seals; what says to be old was put in. */
        long unsealed() {
            long waiting = 0;
            for (String table : List.of("change_entry", "change_operation")) {
                String column = table.equals("change_entry") ? "entry_id" : "operation_id";
                long from = 0;
                List<Long> ids;
                do {
                    ids = database.sql("select c.id from " + table + " c where c.id > :from and not exists (select 1"
                                    + " from change_seal s where s." + column + " = c.id and s." + column
                                    + " > :from) order by c.id limit " + PORTION)
                            .param("from", from)
                            .query(Long.class)
                            .list();
                    var contents = column.equals("entry_id") ? recorded.entries(ids) : recorded.operations(ids);
                    for (Sealable content : contents.values()) {
                        if (isLate(content)) {
                            found(Sort.INSERTED, content.described() + " is not in the chain. 不在链中。");
                        } else {
                            waiting++;
                        }
                    }
                    from = ids.isEmpty() ? from : ids.getLast();
                } while (ids.size() == PORTION);
            }
            return waiting;
        }
    }

    /** Compares the whole history with its chain, and a place of the chain with what was noted of it, if anything was. */
    Result verify(@Nullable Noted noted) {
        Run run = new Run(noted);
        run.go();
        long unsealed = run.unsealed();
        String hash = run.hash;
        return new Result(
                run.differences,
                run.named.values().stream().flatMap(List::stream).toList(),
                run.sealed,
                unsealed,
                new ChainHead(run.position, hash == null ? "" : hash));
    }
}

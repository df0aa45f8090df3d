package org.yuemao.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuemao.audit.Verification.Noted;
import org.yuemao.audit.Verification.Result;
import org.yuemao.audit.Verification.Sort;
import org.yuemao.database.Databases;

/** Whatever is done to the history past the desk is found, and what it was done to is named. */
class VerificationTest {
    @ParameterizedTest
    @EnumSource
    void findsNothingInAHistoryThatNobodyTouched(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            desk.enter(3);
            assertThat(verify(desk, null).unsealed() + verify(desk, null).sealed())
                    .as("what waits is no fault")
                    .isEqualTo(3);
            desk.sealing.sealAll();
            Result first = verify(desk, null);
            assertThat(first.differences()).isEmpty();
            assertThat(first.sealed()).isEqualTo(3);
            assertThat(first.unsealed()).isZero();
            Noted noted = Noted.of(first.head().noted()).orElseThrow();
            desk.enter(2);
            desk.sealing.sealAll();
            desk.sealing.sealAll();
            Result second = verify(desk, noted);
            assertThat(second.differences()).isEmpty();
            assertThat(second.sealed()).isEqualTo(5);
            assertThat(second.head().position()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAnEntryOfWhichAValueOrThePersonWasChanged(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            List<Long> entries = desk.enter(5);
            desk.sealing.sealAll();
            desk.tamper("update field_change set value_after = 'Forged' where field = 'name' and entry_id = "
                    + entries.get(1));
            desk.tamper("update change_entry set person = 'somebody' where id = " + entries.get(3));
            Result result = verify(desk, null);
            assertThat(result.differences()).containsExactlyEntriesOf(Map.of(Sort.CHANGED, 2L));
            assertThat(result.named().getFirst())
                    .contains("entry " + entries.get(1) + " (EVENT ", "CREATED by system at 20");
            assertThat(result.named().getLast()).contains("entry " + entries.get(3) + " (EVENT ", "by somebody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAnEntryThatGotAFieldOrLostOne(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            List<Long> entries = desk.enter(3);
            desk.sealing.sealAll();
            desk.tamper("insert into field_change (entry_id, field, value_after) values (" + entries.get(0)
                    + ", 'x', '1')");
            desk.tamper("delete from field_change where field = 'amount' and entry_id = " + entries.get(2));
            Result result = verify(desk, null);
            assertThat(result.differences()).containsExactlyEntriesOf(Map.of(Sort.CHANGED, 2L));
            assertThat(result.named().getFirst()).contains("entry " + entries.get(0));
            assertThat(result.named().getLast()).contains("entry " + entries.get(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAnEntryThatWasDeletedAndTheLastOneByWhatWasNoted(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            List<Long> entries = desk.enter(5);
            desk.sealing.sealAll();
            Noted noted = Noted.of(verify(desk, null).head().noted()).orElseThrow();
            desk.tamper("delete from field_change where entry_id = " + entries.get(2));
            desk.tamper("delete from change_entry where id = " + entries.get(2));
            Result one = verify(desk, noted);
            assertThat(one.differences()).containsExactlyEntriesOf(Map.of(Sort.MISSING, 1L));
            assertThat(one.named().getFirst()).contains("entry " + entries.get(2) + ", at place 3");

            desk.tamper("delete from field_change where entry_id = " + entries.get(4));
            desk.tamper("delete from change_entry where id = " + entries.get(4));
            desk.tamper("delete from change_seal where entry_id = " + entries.get(4));
            assertThat(verify(desk, null).differences())
                    .as("without a note nobody can tell")
                    .containsOnlyKeys(Sort.MISSING);
            Result last = verify(desk, noted);
            assertThat(last.differences()).containsOnlyKeys(Sort.MISSING, Sort.NOTED);
            assertThat(last.named().getLast()).contains("place 5", "ends at 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesSealsThatWereChangedOrTakenAway(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            List<Long> entries = desk.enter(6);
            desk.sealing.sealAll();
            desk.tamper("update change_seal set hash = '" + "0".repeat(64) + "' where position = 2");
            desk.tamper("delete from change_seal where position = 5");
            Result result = verify(desk, null);
            assertThat(result.differences())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(Sort.SEAL_CHANGED, 1L, Sort.SEAL_MISSING, 1L));
            assertThat(result.named())
                    .anySatisfy(what -> assertThat(what).contains("place 2", "entry " + entries.get(1)));
            assertThat(result.named()).anySatisfy(what -> assertThat(what).contains("place 5"));

            desk.tamper("delete from change_chain");
            assertThat(verify(desk, null).named())
                    .anySatisfy(what -> assertThat(what).contains("the beginning of the chain"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTwoEntriesThatHaveChangedPlaces(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            List<Long> entries = desk.enter(6);
            desk.sealing.sealAll();
            String swap = "update change_seal set entry_id = %d where position = %d";
            desk.tamper("update change_seal set entry_id = null, operation_id = 999 where position = 2");
            desk.tamper(swap.formatted(entries.get(1), 4));
            desk.tamper("update change_seal set operation_id = null, entry_id = %d where position = 2"
                    .formatted(entries.get(3)));
            Result names = verify(desk, null);
            assertThat(names.differences()).containsExactlyEntriesOf(Map.of(Sort.MOVED, 1L));
            assertThat(names.named().getFirst()).contains("entry " + entries.get(1), "entry " + entries.get(3));
        }
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            List<Long> entries = desk.enter(6);
            desk.sealing.sealAll();
            desk.tamper("update change_seal set position = 99 where position = 2");
            desk.tamper("update change_seal set position = 2 where position = 4");
            desk.tamper("update change_seal set position = 4 where position = 99");
            Result places = verify(desk, null);
            assertThat(places.differences()).containsExactlyEntriesOf(Map.of(Sort.MOVED, 1L));
            assertThat(places.named().getFirst()).contains("entry " + entries.get(1), "entry " + entries.get(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAnEntryThatWasPutInWithAnEarlierMoment(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            desk.enter(2);
            desk.sealing.sealAll();
            long forged = forge(desk, OffsetDateTime.now().minusYears(1));
            Result waiting = verify(desk, null);
            assertThat(waiting.differences()).containsExactlyEntriesOf(Map.of(Sort.INSERTED, 1L));
            assertThat(waiting.named().getFirst()).contains("entry " + forged + " (EVENT 1, CHANGED by forger");
            desk.sealing.seal(0, 0);
            desk.sealing.sealAll();
            Result sealed = verify(desk, null);
            assertThat(sealed.unsealed()).isZero();
            assertThat(sealed.differences())
                    .as("the chain says that it came late")
                    .containsExactlyEntriesOf(Map.of(Sort.INSERTED, 1L));
            assertThat(sealed.named().getFirst()).contains("entry " + forged);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealsWhatWasThereBeforeTheChainInAnyOrderOfTime(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            // As if a desk without a chain had run for a year.
            forge(desk, OffsetDateTime.now().minusDays(3));
            forge(desk, OffsetDateTime.now().minusYears(1));
            desk.sealing.seal(0, 0);
            desk.sealing.sealAll();
            desk.enter(1);
            desk.sealing.sealAll();
            Result result = verify(desk, null);
            assertThat(result.differences()).isEmpty();
            assertThat(result.sealed()).isEqualTo(3);
        }
    }

    @Test
    void readsWhatWasNotedInAnyWay() {
        assertThat(Noted.of(" 57:00AAbb11ccdd ")).contains(new Noted(57, "00aabb11ccdd"));
        assertThat(List.of("57", "57:", ":00aabb11", "0:00aabb11", "5 7:00aabb11", "57:00aabb1", "57:00aabb1g"))
                .allSatisfy(text -> assertThat(Noted.of(text)).isEmpty());
    }

    private static Result verify(WrittenHistory desk, @Nullable Noted noted) {
        return new Verification(desk.database).verify(noted);
    }

    /** Puts an entry in that the desk has not written, and tells its number. */
    private static long forge(WrittenHistory desk, OffsetDateTime at) {
        desk.database
                .sql("insert into change_entry (recorded_at, person, record_kind, record_id, action)"
                        + " values (:at, 'forger', 'EVENT', '1', 'CHANGED')")
                .param("at", at)
                .update();
        return desk.database
                .sql("select max(id) from change_entry")
                .query(Long.class)
                .single();
    }
}

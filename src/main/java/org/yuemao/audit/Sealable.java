package org.yuemao.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What has a place in the chain of the history, and how its hash is made: SHA-256 over the hash before, its place, and all
 * that it says, each text with its length before it, so that no two contents are the same bytes.
 */
sealed interface Sealable {
    long id();

    Instant recordedAt();

    /** How a person would find it in the history. */
    String described();

    /** Writes all that it says, beginning with what it is. */
    void write(DataOutputStream into) throws IOException;

    /** A field from what to what. */
    record Values(@Nullable String before, @Nullable String after) {}

    /** An entry with its fields in the order of their names. */
    record Entry(
            long id,
            Instant recordedAt,
            String person,
            String kind,
            String recordId,
            String action,
            @Nullable Long operationId,
            SortedMap<String, Values> fields)
            implements Sealable {

        @Override
        public String described() {
            return "entry %d (%s %s, %s by %s at %s)".formatted(id, kind, recordId, action, person, recordedAt);
        }

        @Override
        public void write(DataOutputStream into) throws IOException {
            into.writeByte('E');
            into.writeLong(id);
            moment(into, recordedAt);
            text(into, person);
            text(into, kind);
            text(into, recordId);
            text(into, action);
            into.writeBoolean(operationId != null);
            into.writeLong(operationId == null ? 0 : operationId);
            into.writeInt(fields.size());
            for (var field : fields.entrySet()) {
                text(into, field.getKey());
                text(into, field.getValue().before());
                text(into, field.getValue().after());
            }
        }
    }

    /** An operation, with how many entries it has of each kind. */
    record Operation(
            long id,
            String kind,
            Instant recordedAt,
            String person,
            @Nullable String subject,
            @Nullable String reason,
            long entries,
            @Nullable Long importId,
            SortedMap<String, Long> parts)
            implements Sealable {

        @Override
        public String described() {
            return "operation %d (%s of %d entries by %s at %s)".formatted(id, kind, entries, person, recordedAt);
        }

        @Override
        public void write(DataOutputStream into) throws IOException {
            into.writeByte('O');
            into.writeLong(id);
            text(into, kind);
            moment(into, recordedAt);
            text(into, person);
            text(into, subject);
            text(into, reason);
            into.writeLong(entries);
            into.writeBoolean(importId != null);
            into.writeLong(importId == null ? 0 : importId);
            into.writeInt(parts.size());
            for (var part : parts.entrySet()) {
                text(into, part.getKey());
                into.writeLong(part.getValue());
            }
        }
    }

    /** The hash that stands before the first place. */
    static String beginning(Instant begunAt, long lastEntry, long lastOperation) {
        return hash(into -> {
            text(into, "yuemao history");
            moment(into, begunAt);
            into.writeLong(lastEntry);
            into.writeLong(lastOperation);
        });
    }

    /** The hash of this in its place after another hash. */
    default String sealedAfter(String before, long position, Instant sealedAt) {
        return hash(into -> {
            text(into, before);
            into.writeLong(position);
            moment(into, sealedAt);
            write(into);
        });
    }

    /** Writes what a hash is made of. */
    interface Content {
        void write(DataOutputStream into) throws IOException;
    }

    private static String hash(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_000);
        try (DataOutputStream into = new DataOutputStream(bytes)) {
            content.write(into);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To the microsecond, which is what both databases keep. */
    private static void moment(DataOutputStream into, Instant moment) throws IOException {
        into.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    }

    private static void text(DataOutputStream into, @Nullable String text) throws IOException {
        if (text == null) {
            into.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        into.writeInt(bytes.length);
        into.write(bytes);
    }
}

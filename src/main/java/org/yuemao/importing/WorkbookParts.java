package org.yuemao.importing;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.yuemao.base.Refusal;

/**
 * The parts of a workbook's zip archive. Nothing is unpacked to a disk, and nothing is read that would unpack to more than
 * {@link Limits} allows or than it says of itself.
 */
final class WorkbookParts implements Closeable {
    private final ZipFile zip;
    private final Map<String, ZipEntry> parts;

    private WorkbookParts(ZipFile zip, Map<String, ZipEntry> parts) {
        this.zip = zip;
        this.parts = parts;
    }

    static WorkbookParts of(Path file) {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new Refusal(null, "importing.file.damaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Refusal.when(zip.size() > Limits.PARTS, null, "importing.file.bomb");
            Map<String, ZipEntry> parts = new HashMap<>();
            long packed = 0;
            long unpacked = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                packed += entry.getCompressedSize();
                unpacked += entry.getSize();
                boolean swollen = entry.getSize() > Limits.SMALL_BYTES
                        && entry.getSize() / Limits.RATIO > entry.getCompressedSize();
                Refusal.when(swollen || unpacked > Limits.UNPACKED_BYTES, null, "importing.file.bomb");
                parts.put(name(entry.getName()), entry);
            }
            // Together larger than the file they lie in: they overlap, as in the bombs that need no nesting.
            Refusal.when(packed > Files.size(file), null, "importing.file.bomb");
            return new WorkbookParts(zip, parts);
        } catch (Refusal e) {
            close(zip);
            throw e;
        } catch (IOException e) {
            close(zip);
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all parts, in small letters. */
    Set<String> names() {
        return parts.keySet();
    }

    boolean has(String name) {
        return parts.containsKey(name(name));
    }

    long size(String name) {
        ZipEntry entry = parts.get(name(name));
        return entry == null ? 0 : entry.getSize();
    }

    /** Reads a part. */
    Part open(String name) throws IOException {
        ZipEntry entry = parts.get(name(name));
        if (entry == null) {
            throw new Refusal(null, "importing.file.damaged");
        }
        return new Part(zip.getInputStream(entry), entry.getSize(), entry.getCrc());
    }

    @Override
    public void close() {
        close(zip);
    }

    /** Some programs write other case, backslashes or a leading slash. */
    private static String name(String name) {
        String plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part while it is read: as long as it says, with the checksum that it says, and without endless tags. */
    static final class Part extends FilterInputStream {
        /** No tag and no text of an honest workbook is longer; what is would have to be held in memory at once. */
        private static final int LONGEST_TOKEN = 1 << 20;

        private final long size;
        private final long expected;
        private final CRC32 crc = new CRC32();
        private long read;
        private long lastTag;

        Part(InputStream in, long size, long crc) {
            super(in);
            this.size = size;
            this.expected = crc;
        }

        double fractionRead() {
            return size == 0 ? 1 : Math.min(1, (double) read / size);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            if (got < 0) {
                Refusal.when(read != size || crc.getValue() != expected, null, "importing.file.damaged");
                return got;
            }
            crc.update(buffer, offset, got);
            int tag = -1;
            for (int i = offset + got - 1; i >= offset; i--) {
                if (buffer[i] == '<') {
                    tag = i;
                    break;
                }
            }
            if (tag >= 0) {
                lastTag = read + tag - offset;
            }
            read += got;
            Refusal.when(read > size || read - lastTag > LONGEST_TOKEN, null, "importing.file.bomb");
            return got;
        }
    }
}

package org.yuemao.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.yuemao.base.Refusal;

/** What a file is by its content. Extensions are no help: people rename, and many programs save pages as .xls. */
enum FileFormat {
    WORKBOOK,
    TEXT;

    private static final int HEAD = 4096;
    private static final byte[] OLE = bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
    private static final List<byte[]> IMAGES = List.of(
            bytes(0x89, 'P', 'N', 'G'),
            bytes(0xFF, 0xD8, 0xFF),
            "GIF8".getBytes(StandardCharsets.ISO_8859_1),
            "BM".getBytes(StandardCharsets.ISO_8859_1),
            bytes('I', 'I', 0x2A, 0),
            bytes('M', 'M', 0, 0x2A));
    private static final List<byte[]> ARCHIVES =
            List.of(bytes('R', 'a', 'r', '!', 0x1A), bytes('7', 'z', 0xBC, 0xAF, 0x27, 0x1C), bytes(0x1F, 0x8B));

    /** Looks into a file; refuses what has no tables that can be read. */
    static FileFormat of(Path file) {
        try {
            long size = Files.size(file);
            Refusal.when(size == 0, null, "importing.file.empty");
            Refusal.when(size > Limits.FILE_BYTES, null, "importing.file.large", Limits.FILE_MEGABYTES);
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(HEAD);
            }
            if (starts(head, bytes('P', 'K', 3, 4))) {
                Refusal.when(head.length > 6 && (head[6] & 1) != 0, null, "importing.file.encrypted");
                return WORKBOOK;
            }
            Refusal.when(starts(head, bytes('P', 'K')), null, "importing.file.damaged");
            if (starts(head, OLE)) {
                throw compound(file);
            }
            refuseOtherBinary(head);
            refuseMarkup(head);
            return TEXT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The container of Office before 2007, which encrypted files of today use as well. */
    private static Refusal compound(Path file) throws IOException {
        // Its directory may lie anywhere in the file; entries are named in UTF-16.
        boolean encrypted = false;
        boolean document = false;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] window = new byte[1 << 16];
            int kept = 0;
            for (int read; (read = in.read(window, kept, window.length - kept)) > 0; ) {
                String text = new String(window, 0, kept + read, StandardCharsets.ISO_8859_1);
                encrypted |= text.contains(wide("EncryptedPackage"));
                document |= text.contains(wide("WordDocument")) || text.contains(wide("PowerPoint Document"));
                kept = Math.min(64, kept + read);
                System.arraycopy(window, text.length() - kept, window, 0, kept);
            }
        }
        return new Refusal(
                null,
                encrypted ? "importing.file.encrypted" : document ? "importing.file.document" : "importing.file.xls");
    }

    private static void refuseOtherBinary(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int pdf = text.indexOf("%PDF-");
        Refusal.when(pdf >= 0 && pdf < 1024, null, "importing.file.pdf");
        boolean boxed = text.length() > 12
                && (text.startsWith("RIFF") && text.startsWith("WEBP", 8)
                        || text.startsWith("ftyp", 4)
                                && Stream.of("heic", "heix", "mif1", "avif", "msf1")
                                        .anyMatch(brand -> text.startsWith(brand, 8)));
        Refusal.when(
                boxed || IMAGES.stream().anyMatch(image -> starts(head, image)) && isBinary(head),
                null,
                "importing.file.image");
        Refusal.when(ARCHIVES.stream().anyMatch(archive -> starts(head, archive)), null, "importing.file.archive");
        // Text in UTF-16 has zeros as well, but begins with a mark.
        boolean wide = starts(head, bytes(0xFF, 0xFE)) || starts(head, bytes(0xFE, 0xFF));
        Refusal.when(!wide && isBinary(head), null, "importing.file.unknown");
    }

    private static void refuseMarkup(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .replaceFirst("^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        boolean page = Stream.of("<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<style", "<div")
                        .anyMatch(text::startsWith)
                || text.startsWith("mime-version:")
                || text.startsWith("<?xml") && (text.contains("<html") || text.contains("<table"));
        Refusal.when(page, null, "importing.file.html");
        boolean xml = text.startsWith("<?xml")
                || text.startsWith("<workbook")
                || text.startsWith("<svg")
                || text.startsWith("{\\rtf");
        Refusal.when(xml, null, "importing.file.unknown");
    }

    /** Texts have no zeros and hardly any other control characters. */
    private static boolean isBinary(byte[] head) {
        int controls = 0;
        for (byte one : head) {
            if (one == 0) {
                return true;
            }
            if (one > 0 && one < 0x20 && one != '\t' && one != '\n' && one != '\r') {
                controls++;
            }
        }
        return controls * 20 > head.length;
    }

    private static boolean starts(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    private static String wide(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

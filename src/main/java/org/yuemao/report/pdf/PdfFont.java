package org.yuemao.report.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font of a report, Noto Sans SC: it has Latin and Chinese characters alike. Only the characters that are used are
 * embedded. It measures texts and breaks them into lines.
 */
final class PdfFont {
    /** Fetched by the build from a package of fonts; it is not kept with the sources. */
    private static final String FILE = "/fonts/NotoSansSC-Regular.ttf";

    private static final int MISSING = '□';

    private final PDType0Font font;
    private final CmapLookup glyphs;

    private PdfFont(PDType0Font font, CmapLookup glyphs) {
        this.font = font;
        this.glyphs = glyphs;
    }

    /** Whether the program was built with the font. */
    static boolean isThere() {
        return PdfFont.class.getResource(FILE) != null;
    }

    /** Reads the font for a document, with which it is closed. */
    static PdfFont load(PDDocument document) throws IOException {
        try (InputStream file = PdfFont.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException("The font of reports is missing: " + FILE);
            }
            TrueTypeFont read = new TTFParser().parse(new RandomAccessReadBuffer(file));
            // A ligature would be found by no search for its letters.
            read.setEnableGsub(false);
            return new PdfFont(PDType0Font.load(document, read, true), read.getUnicodeCmapLookup());
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text without characters that the font has no picture of, and in one line. */
    String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(one -> {
            if (Character.isWhitespace(one)) {
                clean.append(' ');
            } else if (Character.isISOControl(one) || Character.getType(one) == Character.FORMAT) {
                // Has no picture, and is not missed.
                return;
            } else {
                clean.appendCodePoint(glyphs.getGlyphId(one) == 0 ? MISSING : one);
            }
        });
        return clean.toString();
    }

    /** How wide a clean text is. */
    float width(String text, float size) {
        try {
            return font.getStringWidth(text) / 1000 * size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text, or as much of its beginning as fits, with an ellipsis. */
    String fitted(String text, float size, float width) {
        String clean = clean(text);
        if (width(clean, size) <= width) {
            return clean;
        }
        // The Chinese ellipsis stands at half height, which looks odd after Latin letters.
        String ellipsis = clean.codePoints().anyMatch(Character::isIdeographic) ? "…" : "...";
        int end = clean.length();
        while (end > 0 && width(clean.substring(0, end) + ellipsis, size) > width) {
            end = clean.offsetByCodePoints(end, -1);
        }
        return clean.substring(0, end).stripTrailing() + ellipsis;
    }

    /** The text in lines that fit, broken where its language allows; its own line breaks stay. */
    List<String> lines(String text, float size, float width, Locale language) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R", -1)) {
            lines.addAll(broken(clean(paragraph).strip(), size, width, language));
        }
        return lines;
    }

    /** The same, but at most so many lines. */
    List<String> lines(String text, float size, float width, Locale language, int most) {
        List<String> lines = lines(text, size, width, language);
        if (lines.size() <= most) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most - 1));
        kept.add(fitted(String.join(" ", lines.subList(most - 1, lines.size())), size, width));
        return kept;
    }

    private List<String> broken(String text, float size, float width, Locale language) {
        List<String> lines = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getLineInstance(language);
        breaks.setText(text);
        StringBuilder line = new StringBuilder();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String piece = text.substring(from, to);
            if (!line.isEmpty() && width((line + piece).stripTrailing(), size) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            // A single word that is wider than the line, such as an address, is cut.
            while (width(piece.stripTrailing(), size) > width) {
                int fits = piece.offsetByCodePoints(0, 1);
                while (fits < piece.length()
                        && width(piece.substring(0, piece.offsetByCodePoints(fits, 1)), size) <= width) {
                    fits = piece.offsetByCodePoints(fits, 1);
                }
                lines.add(piece.substring(0, fits));
                piece = piece.substring(fits);
            }
            line.append(piece);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}

package org.yuemao.importing;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;

/**
 * The XML of a workbook's part, one tag after the other. Names are taken without their namespace, since the strict and the
 * usual kind of workbook differ in nothing else. Document types, and with them entities, are refused.
 */
final class WorkbookXml implements Closeable {
    private static final XMLInputFactory FACTORY = factory();
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final int DEEPEST = 100;
    private static final int MOST_NAMES = 10_000;

    private final InputStream in;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int depth;

    WorkbookXml(InputStream in) {
        this.in = in;
        try {
            reader = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw refused(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The next thing: {@link XMLStreamConstants#START_ELEMENT}, END_ELEMENT, CHARACTERS or END_DOCUMENT. */
    int next() {
        try {
            while (true) {
                switch (reader.hasNext() ? reader.next() : XMLStreamConstants.END_DOCUMENT) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        Refusal.when(++depth > DEEPEST, null, "importing.file.bomb");
                        return XMLStreamConstants.START_ELEMENT;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return XMLStreamConstants.END_ELEMENT;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        return XMLStreamConstants.CHARACTERS;
                    }
                    case XMLStreamConstants.END_DOCUMENT -> {
                        return XMLStreamConstants.END_DOCUMENT;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new Refusal(null, "importing.file.bomb");
                    default -> {
                        // comments and the like say nothing
                    }
                }
            }
        } catch (XMLStreamException
                | UncheckedStreamException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /** Goes on to the next tag that opens; false at the end. */
    boolean toStart() {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {
                    // texts and ends between tags
                }
            }
        }
    }

    /** Leaves out everything up to the end of the tag that has just opened. */
    void skip() {
        known(name());
        int outside = depth - 1;
        while (depth > outside) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> known(name());
                case XMLStreamConstants.END_DOCUMENT -> throw new Refusal(null, "importing.file.damaged");
                default -> {
                    // texts and ends within
                }
            }
        }
    }

    /** The parser keeps every name that it has met. */
    private void known(String name) {
        Refusal.when(names.add(name) && names.size() > MOST_NAMES, null, "importing.file.bomb");
    }

    String name() {
        return reader.getLocalName();
    }

    @Nullable
    String attribute(String name) {
        int count = reader.getAttributeCount();
        Refusal.when(count > DEEPEST, null, "importing.file.bomb");
        for (int i = 0; i < count; i++) {
            if (name.equals(reader.getAttributeLocalName(i))) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Adds the text that was just met, of which no more than a cell can hold is kept. */
    void appendText(StringBuilder to) {
        try {
            if (to.length() <= 2 * Limits.CELL_CHARACTERS) {
                to.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        } catch (UncheckedStreamException | IndexOutOfBoundsException e) {
            throw refused(e);
        }
    }

    /** The text up to the end of the tag that has just opened. */
    String text() {
        StringBuilder text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS -> appendText(text);
                case XMLStreamConstants.END_DOCUMENT -> throw new Refusal(null, "importing.file.damaged");
                default -> {
                    // tags within say nothing here
                }
            }
        }
        return text.toString();
    }

    /** The text of a string item: of its runs, without the readings that East Asian texts may carry. */
    String richText() {
        StringBuilder text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (name()) {
                        case "t" -> text.append(text());
                        case "r" -> {
                            // its text comes next
                        }
                        default -> skip();
                    }
                    if (text.length() > 2 * Limits.CELL_CHARACTERS) {
                        text.setLength(2 * Limits.CELL_CHARACTERS);
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new Refusal(null, "importing.file.damaged");
                default -> {
                    // blanks between tags
                }
            }
        }
        return unescaped(text.toString());
    }

    /** Characters that XML cannot hold are written as {@code _x000D_}; line breaks are one character. */
    static String unescaped(String text) {
        String plain = text;
        if (text.contains("_x")) {
            plain = ESCAPED.matcher(text)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        }
        return plain.indexOf('\r') < 0 ? plain : plain.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** What the parser stumbles over is damaged; only where the disk fails, the file is not to blame. */
    private static RuntimeException refused(Exception e) {
        Throwable cause = e instanceof XMLStreamException xml && xml.getNestedException() != null
                ? xml.getNestedException()
                : e.getCause();
        boolean disk = cause instanceof IOException
                && !(cause instanceof ZipException)
                && !(cause instanceof EOFException)
                && !(cause instanceof CharConversionException);
        return disk ? new UncheckedIOException((IOException) cause) : new Refusal(null, "importing.file.damaged");
    }

    @Override
    public void close() {
        try {
            reader.close();
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw refused(e);
        }
    }
}

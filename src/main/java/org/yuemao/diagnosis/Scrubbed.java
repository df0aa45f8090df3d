package org.yuemao.diagnosis;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Takes out of what is written to the log what people have typed, and what opens something. The desk itself writes numbers of
 * accounts; a database or a library whose failure is noted may say more: it quotes what it could not take.
 */
class Scrubbed implements StructuredLoggingJsonMembersCustomizer<Object> {
    private static final String INSTEAD = "…";

    private static final Pattern OPENS_OR_NAMES = Pattern.compile(
            // What statements and databases quote.
            "'(?:[^'\\r\\n]|''){1,4000}'"
                    // A row that the database names in full.
                    + "|(?<=(?i:values) )\\([^\\r\\n]{0,1000}\\)"
                    // PostgreSQL: Key (username)=(li.lei) already exists.
                    + "|(?<=\\)=)\\([^)\\r\\n]{0,4000}\\)"
                    // H2: Data conversion error converting "…"; Value too long for column "…": "…"
                    + "|(?<=converting )\"[^\"\\r\\n]{0,4000}\"|(?<=: )\"[^\"\\r\\n]{0,4000}\"(?= \\()"
                    // Secrets in addresses of links, and numbers of sessions.
                    + "|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"
                    + "|(?<![A-Za-z0-9])[0-9A-F]{32}(?![A-Za-z0-9])"
                    // Mail, addresses of machines, mobile numbers.
                    + "|[^@\\s\"'<>(),;:=\\[\\]]{1,64}@[^@\\s\"'<>(),;:=\\[\\]]{1,200}\\.[A-Za-z]{2,20}"
                    + "|(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])"
                    + "|(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){3,7}(?::?[0-9A-Fa-f]{1,4}){1,4}(?![0-9A-Za-z:])"
                    + "|(?<!\\d)1[3-9]\\d{9}(?!\\d)");

    /** The text without them. */
    static String of(String text) {
        return OPENS_OR_NAMES.matcher(text).replaceAll(INSTEAD);
    }

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor((path, value) -> value instanceof String text ? of(text) : value);
    }
}

package org.yuemao.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Everything that a report says, as it stood at one moment.
 *
 * @param lastChange the last change of the desk's history that is in it
 */
public record ReportContent(ReportOrder order, Instant asOf, long lastChange, List<Edition> editions) {

    /**
     * The report in one language.
     *
     * @param programme what it is about, in words
     * @param state of which moment its figures are
     * @param counting what is to be known about all of its figures
     */
    public record Edition(
            Locale language,
            String title,
            String programme,
            String department,
            String state,
            List<Part> parts,
            List<String> counting) {}

    /**
     * A section with what it says; charts that have nothing to show are left out.
     *
     * @param generated whether its text follows from the figures, since nobody has written one
     */
    public record Part(
            String id,
            String title,
            String text,
            boolean generated,
            List<KeyFigure> figures,
            List<ReportChart> charts) {}
}

package org.yuemao.report;

import java.util.List;
import java.util.Locale;
import org.yuemao.summary.Overview;

/** A part of every report: its key figures, its charts, and what it says where nobody has written a text. */
public interface ReportSection {
    /** What texts are kept under, and its title is translated by. */
    String id();

    /** Its key figures, if it has any. */
    default List<KeyFigure> figures(Overview overview, Locale language) {
        return List.of();
    }

    /** Its charts; those without a number are left out of a report. */
    List<ReportChart> charts(Overview overview, Locale language);

    /** Some sentences that follow from the figures. */
    String generatedText(Overview overview, Locale language);
}

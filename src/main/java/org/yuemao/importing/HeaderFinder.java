package org.yuemao.importing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds the row with the columns' titles. Above it stand merged titles, units, notes and blank rows; below its rows stand
 * totals and more notes. Nothing of these is taken for data, and nothing is dropped without being told.
 */
public final class HeaderFinder {
    /** So many rows of a file are enough to find its header. */
    public static final int ROWS = 30;

    private static final Pattern TOTAL = Pattern.compile(
            "(?:本页|全省|全市|全年|年度)?(?:合计|总计|小计|共计|累计|汇总)(?:[:(（].*)?|(?:grand|sub|sub-)?total(?:s|\\(.*\\))?:?|sum:?|总和:?");
    private static final Pattern NOTE = Pattern.compile(
            "(?:注|备注|说明|附注|数据来源|资料来源|来源|填表说明|填表人|填报人|填报单位|填报日期|制表|制表人|制表单位|审核|审核人|复核|负责人|联系人|联系电话)[0-9一二三]?[:.、].*"
                    + "|(?:notes?|remarks?|sources?|preparedby|compiledby|checkedby)[0-9]?[:.].*|[*※★].*");

    private HeaderFinder() {}

    /**
     * What was found.
     *
     * @param row the number of the header's row
     * @param titles the titles by column, blank where a column has none; without units that they state
     * @param certain whether known titles were found; otherwise it is the row that looks most like one
     * @param units the units that rows above, the header itself or a row of units below it state
     * @param above the rows above the header, which are no data
     * @param firstDataRow the number from which on rows are data
     */
    public record Header(
            int row,
            List<String> titles,
            boolean certain,
            List<StatedUnit> units,
            List<TableRow> above,
            int firstDataRow) {}

    /** Why a row below the header is no data. */
    public enum Aside {
        TOTAL,
        NOTE
    }

    /**
     * Finds the header.
     *
     * @param first the first {@link #ROWS} rows of a sheet that are not blank
     * @param known whether a title, without its unit, is one of a column that can be imported
     */
    public static Optional<Header> find(List<TableRow> first, Predicate<String> known) {
        int best = -1;
        long bestScore = 0;
        for (int i = 0; i < first.size(); i++) {
            long score = first.get(i).cells().stream()
                    .filter(cell -> !cell.isBlank() && isKnown(cell.text(), known))
                    .map(cell -> folded(cell.text()))
                    .distinct()
                    .count();
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        long width = first.stream().mapToLong(HeaderFinder::filled).max().orElse(0);
        // One known word among many columns may as well stand in a row of data.
        boolean certain = bestScore >= 2 || bestScore == 1 && (width == 1 || filled(first.get(best)) == 1 && best == 0);
        if (!certain) {
            best = likeliest(first, width);
        }
        return best < 0 ? Optional.empty() : Optional.of(header(first, best, certain));
    }

    private static boolean isKnown(String title, Predicate<String> known) {
        return known.test(title.strip()) || known.test(StatedUnit.without(title));
    }

    /** The first row that has as many texts as the table is wide, more or less. */
    private static int likeliest(List<TableRow> first, long width) {
        for (int i = 0; i < first.size(); i++) {
            TableRow row = first.get(i);
            boolean texts = row.cells().stream().allMatch(cell -> cell.isBlank() || cell.kind() == Cell.Kind.TEXT);
            if (texts && filled(row) * 3 >= width * 2 && filled(row) > (width > 1 ? 1 : 0)) {
                return i;
            }
        }
        return -1;
    }

    private static Header header(List<TableRow> first, int at, boolean certain) {
        List<StatedUnit> units = new ArrayList<>();
        for (TableRow above : first.subList(0, at)) {
            above.cells().stream()
                    .filter(cell -> !cell.isBlank())
                    .flatMap(cell -> StatedUnit.inTitle(above.number(), cell.text()).stream())
                    .findFirst()
                    .ifPresent(units::add);
        }
        TableRow header = first.get(at);
        List<String> titles = new ArrayList<>();
        for (int column = 0; column < header.cells().size(); column++) {
            String title = header.at(column).isBlank() ? "" : header.at(column).text();
            StatedUnit.inHeader(header.number(), column, title).ifPresent(units::add);
            titles.add(StatedUnit.without(
                            title.replaceAll("[\\s\\p{Z}\ufeff]+", " ").strip())
                    .replaceFirst("\\s*[*＊]$", "")
                    .replaceFirst("^[*＊]\\s*", ""));
        }
        int firstDataRow = header.number() + 1;
        if (at + 1 < first.size() && first.get(at + 1).number() == firstDataRow) {
            List<StatedUnit> below = unitsOf(first.get(at + 1));
            if (!below.isEmpty()) {
                units.addAll(below);
                firstDataRow++;
            }
        }
        return new Header(header.number(), titles, certain, units, List.copyOf(first.subList(0, at)), firstDataRow);
    }

    /** The units of a row that has nothing but units; none where it has anything else. */
    private static List<StatedUnit> unitsOf(TableRow row) {
        List<StatedUnit> units = new ArrayList<>();
        for (int column = 0; column < row.cells().size(); column++) {
            Cell cell = row.at(column);
            if (cell.isBlank() || column == 0 && cell.text().strip().matches("单位|计量单位|(?i)units?")) {
                continue;
            }
            Optional<StatedUnit> unit = StatedUnit.alone(row.number(), column, cell.text());
            if (unit.isEmpty() || cell.kind() != Cell.Kind.TEXT) {
                return List.of();
            }
            units.add(unit.get());
        }
        return units;
    }

    /** Whether a row below the header is a total or a note instead of data. */
    public static Optional<Aside> aside(TableRow row) {
        Optional<Cell> first =
                row.cells().stream().filter(cell -> !cell.isBlank()).findFirst();
        if (first.isEmpty() || first.get().kind() != Cell.Kind.TEXT) {
            return Optional.empty();
        }
        String text = folded(first.get().text());
        if (TOTAL.matcher(text).matches()) {
            return Optional.of(Aside.TOTAL);
        }
        // A record may begin with an asterisk or a remark, but it has more than one or two cells.
        return filled(row) <= 2 && NOTE.matcher(text).matches() ? Optional.of(Aside.NOTE) : Optional.empty();
    }

    private static long filled(TableRow row) {
        return row.cells().stream().filter(cell -> !cell.isBlank()).count();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\u200b\ufeff]", "")
                .toLowerCase(Locale.ROOT);
    }
}

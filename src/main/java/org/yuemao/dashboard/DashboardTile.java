package org.yuemao.dashboard;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tile of a dashboard.
 *
 * @param number tells it from the others of its dashboard, for as long as it stands there
 * @param title what stands over it instead of its own name, or null; a heading has one
 */
public record DashboardTile(
        int number,
        TileContent content,
        TileFilter filter,
        @Nullable String title,
        TilePlace place) implements Serializable {

    /** As one reads: by row, then by column. */
    public static final Comparator<DashboardTile> READING_ORDER = Comparator.<DashboardTile>comparingInt(
                    tile -> tile.place().row())
            .thenComparingInt(tile -> tile.place().column())
            .thenComparingInt(DashboardTile::number);

    /** The same elsewhere. */
    public DashboardTile at(TilePlace other) {
        return new DashboardTile(number, content, filter, title, other);
    }

    /** A number that none of the tiles has. */
    public static int nextNumber(List<DashboardTile> tiles) {
        return tiles.stream().mapToInt(DashboardTile::number).max().orElse(0) + 1;
    }

    /** The first row below all of the tiles. */
    public static int rowBelow(List<DashboardTile> tiles) {
        return tiles.stream().mapToInt(tile -> tile.place().below()).max().orElse(0);
    }
}

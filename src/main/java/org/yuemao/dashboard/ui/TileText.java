package org.yuemao.dashboard.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuemao.base.FieldChange;
import org.yuemao.base.FieldText;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.TileContent;
import org.yuemao.dashboard.TileFilter;
import org.yuemao.dashboard.TilePlace;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The tiles of a board as the text of a draft, and back. */
final class TileText {
    private static final Logger LOG = LoggerFactory.getLogger(TileText.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TILES = "tiles";

    private TileText() {}

    private record Written(
            int number,
            String kind,
            @Nullable String content,
            TileFilter filter,
            @Nullable String title,
            TilePlace place) {}

    /** What was arranged instead of what is saved; nothing where it is the same. */
    static Map<String, FieldChange> change(
            List<DashboardTile> saved, List<DashboardTile> arranged, String label, String shown) {
        FieldText was = text(saved);
        FieldText is = text(arranged);
        return was.equals(is) ? Map.of() : Map.of(TILES, new FieldChange(label, was, is, shown));
    }

    private static FieldText text(List<DashboardTile> tiles) {
        return new FieldText(
                tiles.stream()
                        .sorted(DashboardTile.READING_ORDER)
                        .map(tile -> JSON.writeValueAsString(new Written(
                                tile.number(),
                                tile.content().kind(),
                                tile.content().name(),
                                tile.filter(),
                                tile.title(),
                                tile.place())))
                        .toList(),
                false);
    }

    /** The tiles that were arranged, but for those that the program does not know any more. */
    static List<DashboardTile> tiles(Map<String, FieldChange> changes) {
        FieldChange change = changes.get(TILES);
        List<DashboardTile> tiles = new ArrayList<>();
        if (change != null) {
            for (String part : change.typed().parts()) {
                try {
                    Written written = JSON.readValue(part, Written.class);
                    tiles.add(new DashboardTile(
                            written.number(),
                            TileContent.of(written.kind(), written.content()),
                            written.filter(),
                            written.title(),
                            written.place()));
                } catch (JacksonException | IllegalArgumentException e) {
                    LOG.warn("A tile of a draft cannot be read", e);
                }
            }
        }
        return tiles;
    }
}

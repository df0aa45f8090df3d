package org.yuemao.dashboard;

import java.util.List;

/** What a person says of a dashboard: its name, who else may see it, and what stands on it, in the order in which it is read. */
public record DashboardData(String name, Sharing sharing, List<DashboardTile> tiles) {
    public DashboardData {
        tiles = tiles.stream().sorted(DashboardTile.READING_ORDER).toList();
    }
}

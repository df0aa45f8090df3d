package org.yuemao.wall;

import java.util.List;

/**
 * What people say about a wall.
 *
 * @param seconds how long each screen is shown
 */
public record WallData(String name, int seconds, WallLanguages languages, List<WallScreen> screens) {
    public WallData {
        screens = List.copyOf(screens);
    }
}

package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.control.Tile;

import java.time.Duration;
import java.util.Map;

/**
 * What is known beyond one snapshot.
 *
 * @param lockLeft how long who holds the lock will still need; null if nobody can tell
 * @param trends how numbers came to be what they are; one that is not known is absent
 */
record Known(@Nullable Duration lockLeft, Map<StateWord, Tile.Trend> trends) {
    static final Known NOTHING = new Known(null, Map.of());
}

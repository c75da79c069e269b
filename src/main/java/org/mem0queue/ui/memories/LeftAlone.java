package org.mem0queue.ui.memories;

import java.util.List;

/**
 * What an act left as it is.
 *
 * @param headline how many
 * @param lines one for each, with its reason
 */
record LeftAlone(String headline, List<Line> lines) {
    /**
     * @param reason a sentence
     */
    record Line(String id, String reason) {}
}

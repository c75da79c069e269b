package org.mem0queue.ui.overview;

import org.mem0queue.queue.Counts;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** Where the memories lie that need a person: 6 failed, 3 are dead letters, … */
final class WhereFailed {
    private WhereFailed() {}

    /** Empty if there are none. */
    static String list(Counts counts, Messages words) {
        List<String> places = new ArrayList<>();
        if (counts.failed() > 0) {
            places.add(words.count("part.failed", counts.failed()));
        }
        if (counts.deadLetters() > 0) {
            places.add(words.count("part.dead-letters", counts.deadLetters()));
        }
        if (counts.emergency() > 0) {
            places.add(words.count("part.emergency", counts.emergency()));
        }
        return words.list(places);
    }
}

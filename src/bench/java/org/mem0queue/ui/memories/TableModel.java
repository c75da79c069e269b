package org.mem0queue.ui.memories;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** What the memory table goes by, for a benchmark without a window. */
public final class TableModel {
    private static final Messages WORDS =
            new Messages(Locale.ENGLISH, ZoneOffset.UTC, Path.of("/home/ann"));

    private TableModel() {}

    /** All that the table shows of a snapshot, in its order; the rows that it then has. */
    public static int rows(QueueSnapshot snapshot) {
        Inventory inventory = new Inventory(snapshot.memories(), Map.of());
        return ListingMaker.make(inventory, Query.EVERYTHING, WORDS).rows().size();
    }
}

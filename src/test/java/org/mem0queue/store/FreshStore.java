package org.mem0queue.store;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** A store over a folder of its own, and what its queue file says to another reader than ours. */
abstract class FreshStore {
    @TempDir Path folder;

    QueueFixture queue;

    QueueDirectory files;
    QueueStore store;

    @BeforeEach
    void makeStore() {
        queue = new QueueFixture(folder);
        files = queue.directory();
        store = queue.store();
    }

    List<String> failedIds() {
        return QueueFixture.ids(queue.queueJson().path("failed"));
    }

    /** Queued, synced, failed. */
    List<Integer> counters() {
        JsonNode stats = queue.queueJson().path("stats");
        return List.of(
                stats.path("total_queued").asInt(),
                stats.path("total_synced").asInt(),
                stats.path("total_failed").asInt());
    }
}

package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.FlushResult;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Several of us and Python at once, each with its own descriptors, as processes have them. */
class ConcurrentWritersTest {
    private static final int OURS = 4;
    private static final int ROUNDS = 25;
    private static final int THEIRS = 40;

    @TempDir Path folder;

    @Test
    void everySaveOfOursAndOfPythonArrivesOnce() throws Exception {
        QueueFixture queue = new QueueFixture(folder).pythonQueue(3, 1);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(OURS);
                Python python =
                        Python.legacy("saves", folder, THEIRS, "theirs-").await("started")) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < OURS; i++) {
                all.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    QueueStore store = queue.store();
                                    for (int round = 0; round < ROUNDS; round++) {
                                        acknowledged.addAll(QueueFixture.save(store, "a", "b"));
                                        assertThat(QueueFixture.tryFlush(store, Duration.ZERO))
                                                .isInstanceOfAny(
                                                        FlushResult.Merged.class,
                                                        FlushResult.LockHeld.class);
                                    }
                                },
                                threads));
            }
            for (CompletableFuture<Void> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            python.finish();
        }
        QueueFixture.flush(queue.store());
        List<String> queued = queue.queuedIds();
        assertThat(acknowledged).hasSize(OURS * ROUNDS * 2);
        assertThat(queued)
                .doesNotHaveDuplicates()
                .hasSize(3 + THEIRS + acknowledged.size())
                .containsAll(acknowledged);
        assertThat(queue.queueJson().path("stats").path("total_queued").asInt())
                .isEqualTo(queued.size() + 1);
        assertThat(OverwrittenMemories.find(queue.store(), document(queue))).isEmpty();
    }

    private static QueueDocument document(QueueFixture queue) {
        return queue.store().queueFile().read().ok().orElseThrow();
    }
}

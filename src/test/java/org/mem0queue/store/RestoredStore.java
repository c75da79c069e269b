package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A store with a state to go back to, and what is read back after a restore. */
abstract class RestoredStore extends FreshStore {
    static final Instant STATE_TIME = QueueFixture.START.minus(Duration.ofHours(1));

    /** A good state as backup: pending {@code p0…}, failed {@code f0…}. */
    byte[] backup(int pending, int failed, int queued, int synced) {
        QueueFixture.write(
                files.backupFile(),
                QueueFixture.pythonText(
                                QueueFixture.entries("p", pending),
                                QueueFixture.entries("f", failed),
                                queued,
                                synced)
                        .getBytes(US_ASCII));
        queue.age(files.backupFile(), Duration.ofHours(1));
        return QueueFixture.bytes(files.backupFile());
    }

    void current(List<String> pending, List<String> failed, int queued, int synced) {
        queue.write(QueueFixture.pythonText(pending, failed, queued, synced));
    }

    RestorePlan plan(String... logged) {
        return plan(files.backupFile(), STATE_TIME, logged);
    }

    RestorePlan plan(Path source, Instant time, String... logged) {
        try {
            Map<String, String> before = QueueFixture.listing(folder);
            boolean damaged = store.queueFile().read().word().equals("corrupt");
            QueueRestore.Preview preview = store.restore().plan(source, time, Set.of(logged));
            assertThat(preview).isInstanceOf(QueueRestore.Preview.Planned.class);
            if (!damaged) { // damaged bytes are copied aside at first sight
                assertThat(QueueFixture.listing(folder)).as("a look").isEqualTo(before);
            }
            return ((QueueRestore.Preview.Planned) preview).plan();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RestoreResult apply(RestorePlan plan) {
        return apply(plan, QueueRestore.Uncertain.LEAVE);
    }

    RestoreResult apply(RestorePlan plan, QueueRestore.Uncertain uncertain) {
        try {
            return store.restore(plan, uncertain, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void restored(RestorePlan plan) {
        assertThat(apply(plan)).isEqualTo(new RestoreResult.Restored(plan));
        queue.legacy("load"); // Python reads it
    }

    static List<String> ids(List<Memory> memories) {
        return memories.stream().map(Memory::id).toList();
    }

    List<QueueSnapshots.Label> pinned() throws IOException {
        return store.snapshots().list().stream()
                .map(QueueSnapshots.Copy::label)
                .filter(QueueSnapshots.Label::pinned)
                .toList();
    }

    // ---- what is newer than the state

    String merge(String text) {
        String id = QueueFixture.save(store, text).getFirst();
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        return id;
    }
}

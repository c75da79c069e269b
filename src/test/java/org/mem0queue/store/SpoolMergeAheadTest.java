package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A merge that was written before the lock was taken counts only if nothing happened since. */
class SpoolMergeAheadTest extends ActingStore {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @BeforeEach
    void twoWaitAndOneIsSaved() {
        queue.pythonQueue(2, 0);
        QueueFixture.save(store, "first");
    }

    @Test
    void whatWasWrittenAheadIsPutInPlace() throws Exception {
        SpoolMerge.Ahead ahead = prepared();
        String written = FileStamps.of(ahead.version().temporary()).fileKey();
        assertThat(queue.queuedIds()).as("nothing has changed yet").hasSize(2);

        assertThat(finish(ahead)).isEqualTo(new FlushResult.Merged(1, 0));

        assertThat(FileStamps.of(files.queueFile()).fileKey()).isEqualTo(written);
        assertThat(queue.queuedIds()).hasSize(3);
        assertThat(store.spool().list()).isEmpty();
        assertThat(store.kept().list()).hasSize(1);
        assertThat(files.backupFile()).as("the version before").exists();
    }

    @Test
    void anotherProgramMayWriteInBetween() throws Exception {
        SpoolMerge.Ahead ahead = prepared();
        String text = queue.queueText();
        queue.write(text.replaceFirst("\\[", "[" + QueueFixture.entry("late", "x") + ","));

        assertThat(finish(ahead)).as("to be prepared again").isNull();

        assertThat(queue.queuedIds()).containsExactly("late", "p0", "p1");
        assertThat(store.spool().list()).hasSize(1);
        assertThat(store.flush(WAIT)).isEqualTo(new FlushResult.Merged(1, 0));
        assertThat(queue.queuedIds()).hasSize(4).startsWith("late", "p0", "p1");
    }

    @Test
    void otherBytesCountThoughTheStampIsTheSame() throws Exception {
        SpoolMerge.Ahead ahead = prepared();
        QueueDocument other = new QueueFile(files).read().ok().orElseThrow();
        assertThat(store.queueFile().isStill(ahead.version(), other)).isTrue();
        String changed = queue.queueText().replaceFirst("\"p0\"", "\"q0\"");
        queue.write(changed);

        QueueDocument now = new QueueFile(files).read().ok().orElseThrow();
        QueueFile.Written looksTheSame =
                new QueueFile.Written(
                        ahead.version().temporary(),
                        ahead.version().target(),
                        FileStamps.of(files.queueFile()),
                        ahead.version().disk());
        assertThat(store.queueFile().isStill(looksTheSame, now)).isTrue();
        assertThat(store.queueFile().isStill(looksTheSame, other)).isFalse();
        ahead.discard();
    }

    @Test
    void anotherOfUsMayMergeTheSameInBetween() throws Exception {
        SpoolMerge.Ahead ahead = prepared();
        assertThat(queue.store().flush(WAIT)).isEqualTo(new FlushResult.Merged(1, 0));

        assertThat(finish(ahead)).isNull();

        assertThat(queue.queuedIds()).hasSize(3);
        assertThat(store.flush(WAIT)).as("nothing is left").isEqualTo(new FlushResult.Merged(0, 0));
    }

    @Test
    void whatIsSavedInBetweenWaitsForTheNextMerge() throws Exception {
        SpoolMerge.Ahead ahead = prepared();
        QueueFixture.save(store, "second");

        assertThat(finish(ahead)).isEqualTo(new FlushResult.Merged(1, 0));

        assertThat(queue.queuedIds()).hasSize(3);
        assertThat(store.spool().list()).hasSize(1);
        assertThat(store.flush(WAIT)).isEqualTo(new FlushResult.Merged(1, 0));
        assertThat(queue.queuedIds()).hasSize(4);
    }

    @Test
    void aChosenIdIsLookedForUnderTheLock() throws Exception {
        assertThat(store.spool().accept(List.of(new NewMemory("p0", "p", "text", null, "test"))))
                .isInstanceOf(SaveResult.Accepted.class);
        assertThat(store.changes().prepareMerge()).isNull();
        assertThat(temporaries()).isEmpty();
        assertThat(store.flush(WAIT)).isEqualTo(new FlushResult.Merged(2, 0));
    }

    @Test
    void whatSomebodyHasMergedAndNotMovedIsMovedUnderTheLock() throws Exception {
        SpoolFile file = store.spool().list().getFirst();
        byte[] bytes = Files.readAllBytes(file.path());
        assertThat(store.flush(WAIT)).isInstanceOf(FlushResult.Merged.class);
        Files.write(file.path(), bytes); // as if he had been killed before the move

        assertThat(store.changes().prepareMerge()).isNull();

        assertThat(store.flush(WAIT)).isEqualTo(new FlushResult.Merged(0, 0));
        assertThat(store.spool().list()).isEmpty();
        assertThat(queue.queuedIds()).hasSize(3);
    }

    @Test
    void whoNeverGetsTheLockLeavesNothingBehind() throws Exception {
        try (HeldLock held = hold()) {
            assertThat(store.flush(Duration.ZERO)).isInstanceOf(FlushResult.LockHeld.class);
            assertThat(temporaries()).isEmpty();
            assertThat(held.stillOurs()).isTrue();
        }
        assertThat(store.flush(WAIT)).isEqualTo(new FlushResult.Merged(1, 0));
    }

    @Test
    void aVersionThatIsGoneIsMadeAgain() throws Exception {
        SpoolMerge.Ahead ahead = prepared();
        Files.delete(ahead.version().temporary()); // taken for abandoned, after a leap of the clock

        assertThat(finish(ahead)).isNull();

        assertThat(store.flush(WAIT)).isEqualTo(new FlushResult.Merged(1, 0));
        assertThat(queue.queuedIds()).hasSize(3);
    }

    /** A version that is written waits for a moment only; got after a while, it is made again. */
    @Test
    void whoeverWaitsForTheLockHoldsNoVersionMeanwhile() throws Exception {
        HeldLock held = hold();
        CompletableFuture<FlushResult> waiting =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return store.flush(WAIT);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
        long end = System.nanoTime() + 400_000_000;
        while (System.nanoTime() < end) {
            assertThat(waiting).isNotDone();
            assertThat(temporaries()).isEmpty();
        }
        held.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new FlushResult.Merged(1, 0));
        assertThat(queue.queuedIds()).hasSize(3);
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void somebodyElsesBatchDoesNotKeepOursFromBeingWrittenAhead() throws Exception {
        SpoolFile ours = store.spool().list().getFirst();
        Path foreign =
                files.spool()
                        .resolve(
                                ours.name()
                                        .replace(
                                                "-"
                                                        + ours.writer().machine()
                                                        + "-"
                                                        + ours.writer().boot()
                                                        + "-",
                                                "-another-elsewhere-"));
        Files.copy(ours.path(), foreign);
        assertThat(store.spool().list()).hasSize(2);

        assertThat(finish(prepared())).isEqualTo(new FlushResult.Merged(1, 1));
    }

    @Test
    void aFileThatCannotBeReadIsLeftAndTheRestIsMerged() throws Exception {
        SpoolFile first = store.spool().list().getFirst();
        QueueFixture.save(store, "second");
        Files.writeString(first.path(), "{\"id\": \"torn");

        assertThat(finish(prepared())).isEqualTo(new FlushResult.Merged(1, 1));

        assertThat(first.path()).exists();
        assertThat(queue.queuedIds()).hasSize(3);
    }

    private SpoolMerge.Ahead prepared() throws IOException {
        SpoolMerge.Ahead ahead = Objects.requireNonNull(store.changes().prepareMerge());
        assertThat(temporaries()).hasSize(1);
        return ahead;
    }

    private @Nullable FlushResult finish(SpoolMerge.Ahead ahead) throws IOException {
        try (HeldLock held = hold()) {
            FlushResult result = store.changes().flushUnder(ahead, held);
            assertThat(temporaries()).isEmpty();
            return result;
        }
    }
}

package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.store.Disk;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SpoolIdentity;
import org.mem0queue.ui.Fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** What becomes of a choice that is not carried out at once. */
class FirstChoicesTest {
    @TempDir private Path folder;
    private ScratchRequest request;
    private OpenDesktop window;

    @BeforeEach
    void open() throws IOException {
        request = new ScratchRequest(folder.resolve("home"));
        Files.createDirectories(request.queue);
        window = new OpenDesktop(request);
        window.awaitText("Create the queue here");
    }

    @AfterEach
    void close() {
        window.close();
    }

    /** Both need the thread of the files: what waits for the lock would keep it for a minute. */
    @Test
    void whatWaitsForTheLockIsGivenUpWhereSomethingElseIsOpened() throws Exception {
        QueueStore others =
                new QueueStore(
                        new QueueDirectory(request.queue),
                        Disk.real(),
                        new SpoolIdentity("a1", "b1"),
                        Clock.systemUTC(),
                        QueueStore.Access.MANAGE,
                        1L << 30);
        Path other = Files.createDirectories(folder.resolve("other"));
        LockResult taken = others.lock().acquire(Duration.ofSeconds(5));
        try (AutoCloseable _ = ((LockResult.Acquired) taken).lock()) {
            window.press("Create the queue here");
            window.awaitText("holds the queue lock");
            long begun = System.nanoTime();
            Fx.run(() -> window.desktop().raise(other));
            window.await(
                    "the other folder",
                    () -> window.texts().stream().anyMatch(text -> text.contains(other + "")));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(30));
        }
        Fx.pulses(5);
        assertThat(window.texts())
                .as("nobody gave it up here")
                .noneMatch(text -> text.contains("Given up"));
        assertThat(request.queue.resolve("mem0_queue.json")).doesNotExist();
    }

    @Test
    void aDemoThatBrokeOffCanBeTriedAgain() {
        IllegalStateException bug = new IllegalStateException("a bug, for this test");
        bug.setStackTrace(new StackTraceElement[0]); // its thread tells it, and nobody reads it
        request.demoBug = bug;
        window.demo();
        window.await(
                "the next one",
                () -> {
                    window.demo();
                    return window.texts().stream()
                            .anyMatch(text -> text.contains("Nothing here is real"));
                });
        assertThat(request.demos).hasValue(1);
    }
}

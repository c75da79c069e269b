package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import javafx.scene.control.Label;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.ui.shell.Place;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A queue file above the limit (R14): counted, not listed, and the screen says which is which. */
class LargeQueueWalkTest {
    private static final String LIMIT =
            "The queue file is so large that only counts are read. The limit is a setting"
                    + " (large_file).";

    @TempDir private Path folder;
    private ScratchRequest request;
    private WalkQueue queue;

    @BeforeEach
    void makeQueue() throws IOException {
        request = ScratchRequest.managing(folder);
        queue = request.files();
        queue.write(
                IntStream.range(0, 40).mapToObj("p%02d"::formatted).toList(), List.of("f1", "f2"));
        request.set(SettingKey.LARGE_FILE, "2 kB");
    }

    @Test
    void whatIsCountedAndNotListedIsSaid() throws IOException {
        String before = queue.text();
        try (OpenDesktop window = new OpenDesktop(request, Place.MEMORIES)) {
            MemoriesHands memories = window.memories();
            window.awaitText(LIMIT);
            assertThat(window.texts())
                    .contains("All 42", "Pending 40", "Failed 2")
                    .noneMatch(text -> text.contains("text of"));

            // Beside one that can be listed it is said all the same.
            Path letters =
                    Files.writeString(
                            request.queue.resolve("mem0_queue_dlq.json"),
                            "{\"items\": ["
                                    + WalkQueue.entry("d1", "walk", "a dead letter", "")
                                    + "]}");
            memories.awaitRows(1);
            memories.await(
                    "the limit above the table",
                    () -> memories.find(Label.class, ".head .cause").getText().endsWith(LIMIT));
            window.awaitText("All 43");
            assertThat(window.texts()).contains("Pending 40", "Failed 3");

            // What cannot be done to such a file is refused, and nothing is lost.
            String letter = Files.readString(letters);
            memories.select("d1");
            memories.fire(".detail .button.retry");
            window.awaitText("larger than this program writes. Let the worker empty it.");
            window.awaitText("Nothing was changed.");
            assertThat(letters).hasContent(letter);

            memories.segment("trash");
            memories.awaitRows(0);
            window.awaitText("The trash is empty.");
            assertThat(window.texts()).noneMatch(text -> text.contains("only counts are read"));
        }
        assertThat(queue.text()).isEqualTo(before);
    }

    /** Nothing that the window does reads a log from its beginning. */
    @Test
    void aLogOfGigabytesIsShownAtItsEnd() {
        Path log = request.queue.resolve("mem0_worker.log");
        makeHuge(log, "\n  ✅ Synced: trace-hub (ID: 11111111...)\n");
        try (OpenDesktop window = new OpenDesktop(request, Place.LOGS)) {
            window.awaitText("Synced: trace-hub");
            window.go(Place.OVERVIEW);
            window.awaitText("42 in the files, ");
        }
    }

    /**
     * Ten gigabytes that take no room, or as many as the file system allows: some end at 4 GiB less
     * a byte, where a file is still more than an {@code int} counts and than is read in one go.
     */
    private static void makeHuge(Path log, String end) {
        IOException refused = new IOException("no length was tried");
        for (long length : new long[] {10L << 30, (4L << 30) - 4096, (2L << 30) + 4096}) {
            try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
                sparse.setLength(length);
                sparse.seek(length);
                sparse.write(end.getBytes(UTF_8));
                return;
            } catch (IOException noRoom) {
                refused = noRoom;
            }
        }
        throw new AssertionError("No log above 2 GiB can be made in " + log.getParent(), refused);
    }
}

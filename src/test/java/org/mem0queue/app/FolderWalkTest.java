package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.SettingKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder under the window goes away, comes back, and is busy with other things (R18). */
class FolderWalkTest {
    /**
     * More than the system's queue of events and Java's own list of them hold between two looks.
     */
    private static final int BURST = 3000;

    @TempDir private Path folder;

    @Test
    void whatIsShownFollowsTheFolderThroughEverything() throws IOException {
        ScratchRequest request = new ScratchRequest(folder.resolve("home"));
        Files.createDirectories(request.queue);
        WalkQueue queue = new WalkQueue(request.queue, request.folders.state());
        queue.write(List.of("p1", "p2"), List.of());
        request.set(SettingKey.MODE, "watch-only");
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("2 in the files, ");

            delete(request.queue);
            window.awaitText("There is no queue in ~/.claude.");

            Files.createDirectories(request.queue);
            queue.write(List.of("p1", "p2", "p3"), List.of());
            window.awaitText("3 in the files, ");
            queue.write(List.of("p1", "p2", "p3", "p4"), List.of());
            window.awaitText("4 in the files, ");

            for (int i = 0; i < BURST; i++) {
                Path other = request.queue.resolve("mem0_other_" + i);
                Files.createFile(other);
                if (i == BURST / 2) {
                    queue.write(List.of("p1", "p2", "p3", "p4", "p5"), List.of());
                }
                Files.delete(other);
            }
            window.awaitText("5 in the files, ");
        }
        assertThat(queue.pending()).hasSize(5);
    }

    private static void delete(Path all) throws IOException {
        try (Stream<Path> files = Files.walk(all)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(
                            file -> {
                                try {
                                    Files.delete(file);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }
}

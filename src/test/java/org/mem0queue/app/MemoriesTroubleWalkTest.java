package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.acceptance.Needs;
import org.mem0queue.acceptance.Python;
import org.mem0queue.acceptance.RunningProcess;
import org.mem0queue.ui.shell.Place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the whole window says and does where an act on memories cannot be done, or not yet. */
class MemoriesTroubleWalkTest {
    @TempDir private Path folder;
    private ScratchRequest request;
    private WalkQueue queue;

    @BeforeEach
    void makeQueue() throws IOException {
        request = ScratchRequest.managing(folder);
        queue = request.files();
        queue.write(List.of("p1", "p2"), List.of("f1", "f2"));
    }

    @Test
    void anActThatWaitsForTheLockCanBeGivenUpAndIsNotDoneLater() throws IOException {
        Needs.linux();
        Files.createFile(request.queue.resolve("mem0_queue.lock"));
        try (OpenDesktop window = new OpenDesktop(request, Place.MEMORIES)) {
            window.memories().awaitRows(4);
            try (RunningProcess holder = Python.start("lock_holder.py", request.queue, 0, "hold")) {
                holder.awaitLine("held");
                String before = queue.text();
                Map<String, String> files = ScratchRequest.everything(request.queue);
                window.memories().select("f1");
                window.memories().fire(".detail .button.retry");
                window.awaitText("Waiting for python3 (pid " + holder.pid() + ")");
                window.memories().fire(".notices .waiting .button");
                window.awaitText("Given up; nothing was changed.");
                assertThat(queue.text()).isEqualTo(before);
                assertThat(ScratchRequest.everything(request.queue)).isEqualTo(files);
                holder.endInput().awaitLine("released");
            }
            // Done after it, so the first one would have been done by now.
            window.memories().select("f2");
            window.memories().fire(".detail .button.retry");
            window.awaitText("1 memory goes back into the queue.");
            assertThat(queue.pending()).containsExactly("p1", "p2", "f2");
            assertThat(queue.failed()).containsExactly("f1");
        }
    }

    @Test
    void aDeadLetterIsLeftToTheWorkerThatLives() throws IOException {
        Needs.linux();
        Needs.tool("python3");
        Path letters =
                Files.writeString(
                        request.queue.resolve("mem0_queue_dlq.json"),
                        """
                        {"items": [%s], "last_update": "2025-12-01T10:00:00.000001"}
                        """
                                .formatted(
                                        WalkQueue.entry(
                                                "d1",
                                                "walk",
                                                "a dead letter",
                                                ", \"last_attempt\": %d, \"retry_count\": 7"
                                                        .formatted(
                                                                Instant.now().getEpochSecond()))));
        Path script =
                Files.writeString(
                        folder.resolve("mem0_queue_worker.py"),
                        """
                        # Option C: runs in cycles, keeps dead letters
                        import sys
                        print("lives", flush=True)
                        sys.stdin.read()
                        """);
        List<String> command =
                List.of(
                        Needs.find("python3").orElseThrow().toString(),
                        "-B",
                        script.toString(),
                        request.queue.toString());
        String before = Files.readString(letters);
        String queueBefore = queue.text();
        try (OpenDesktop window = new OpenDesktop(request, Place.MEMORIES)) {
            window.memories().awaitRows(5);
            try (RunningProcess worker =
                    RunningProcess.start(
                            command, Map.of("HOME", request.home.toString()), folder)) {
                worker.awaitLine("lives");
                window.memories().select("d1");
                window.memories().fire(".detail .button.retry");
                window.awaitText("Nothing was changed. It is left to the worker: ");
                String told =
                        window.texts().stream()
                                .filter(text -> text.contains("left to the worker"))
                                .findFirst()
                                .orElseThrow();
                assertThat(told)
                        .contains("mem0_queue_worker.py", "(pid " + worker.pid() + ") is running")
                        .containsPattern("tries it again in (59|60) min")
                        .contains("stop it to do this");
                assertThat(letters).hasContent(before);
                assertThat(queue.text()).isEqualTo(queueBefore);
            }
            window.memories().fire(".detail .button.retry");
            window.awaitText("1 memory goes back into the queue.");
            assertThat(queue.pending()).contains("d1");
            assertThat(Files.readString(letters)).doesNotContain("\"d1\"");
        }
    }
}

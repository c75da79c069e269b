package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.Language;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.WindowState;
import org.mem0queue.ui.shell.Place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What was chosen is still chosen at the next start. */
class ChoicesWalkTest {
    private static final String QUEUE =
            """
            {"queue": [], "last_100": [],
             "failed": [{"id": "f1", "project_id": "web/shop", "content": "a text",
                         "timestamp": 1763900000, "retries": 5, "last_error": "HTTP 500"}],
             "stats": {"total_queued": 1, "total_synced": 0, "total_failed": 1, "last_sync": null}}
            """;
    private static final Map<String, String> CHOSEN =
            Map.of("overview", "week", "memories", "failed none", "activity", "backups");

    @TempDir private Path folder;
    private ScratchRequest request;

    @BeforeEach
    void makeQueue() throws IOException {
        request = ScratchRequest.managing(folder);
        Files.writeString(request.queue.resolve("mem0_queue.json"), QUEUE);
    }

    private WindowState kept() {
        return new WindowStateFile(request.folders.state()).read();
    }

    @Test
    void theyAreThereAtTheNextStartAlsoWhereNobodyWentMeanwhile() {
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("7 d");
            window.choose("7 d");
            window.go(Place.MEMORIES);
            window.awaitText("a text");
            window.memories().segment("failed");
            window.go(Place.ACTIVITY);
            window.awaitText("Backups");
            window.choose("Backups");
        }
        assertThat(kept().choices()).containsExactlyInAnyOrderEntriesOf(CHOSEN);

        try (OpenDesktop window = new OpenDesktop(request, kept())) {
            window.await("the backups", () -> window.isChosen("Backups"));
            window.go(Place.OVERVIEW);
            window.await("a week", () -> window.isChosen("7 d") && !window.isChosen("24 h"));
        }
        assertThat(kept().choices()).containsExactlyInAnyOrderEntriesOf(CHOSEN);
        assertThat(kept().place()).isEqualTo("overview");
    }

    @Test
    void anotherLanguageKeepsThem() {
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("7 d");
            window.choose("7 d");
            Fx.run(() -> window.desktop().languageChosen(Language.FR));
            window.await("a week", () -> window.isChosen("7 j") && !window.isChosen("24 h"));
        }
        assertThat(kept().choices()).containsEntry("overview", "week");
    }
}

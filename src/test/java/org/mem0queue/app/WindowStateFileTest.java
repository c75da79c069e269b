package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.ui.WindowState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class WindowStateFileTest {
    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() {
        WindowState left =
                new WindowState(
                        1000,
                        700,
                        -20.0,
                        40.0,
                        true,
                        "logs",
                        Map.of("overview", "week", "memories", "failed none"));
        new WindowStateFile(folder.resolve("state")).write(left);
        assertThat(new WindowStateFile(folder.resolve("state")).read()).isEqualTo(left);
        WindowState nowhere = new WindowState(1000, 700, null, null, false, "logs", Map.of());
        new WindowStateFile(folder.resolve("state")).write(nowhere);
        assertThat(new WindowStateFile(folder.resolve("state")).read()).isEqualTo(nowhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"width\": ", "null", "{\"width\": 3, \"height\": 1e99}"})
    void damageIsAFirstStart(String text) throws IOException {
        Files.writeString(folder.resolve("window.json"), text);
        assertThat(new WindowStateFile(folder).read()).isEqualTo(WindowState.FIRST);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoTrouble() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        WindowStateFile none = new WindowStateFile(file.resolve("state"));
        none.write(WindowState.FIRST);
        assertThat(none.read()).isEqualTo(WindowState.FIRST);
    }
}

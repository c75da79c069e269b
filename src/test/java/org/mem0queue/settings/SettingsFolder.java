package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** A folder for the settings file, and what a test writes into it or reads from it. */
abstract class SettingsFolder {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;
    Path config;

    SettingsFile file;

    @BeforeEach
    void nameFile() {
        config = folder.resolve("home/.config/mem0-queue-monitor");
        file = new SettingsFile(config, NOON);
    }

    void write(String text) throws IOException {
        Files.createDirectories(config);
        Files.writeString(file.path(), text);
    }

    SettingValues values() {
        return SettingValues.of(file.read(), Map.of(), Map.of());
    }

    Settings settings() {
        return values().settings();
    }

    static void assertWritten(SettingsWrite write) {
        assertThat(write).isEqualTo(new SettingsWrite.Written(null));
    }
}

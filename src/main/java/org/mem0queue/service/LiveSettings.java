package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.sync.SyncSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The settings as they are now: read again when their file changed, so that a change applies to the
 * next look and to the next upload. Costs one stat. Safe for several threads.
 */
public final class LiveSettings {
    private final Path file;
    private final Supplier<SettingValues> reading;
    private @Nullable Read last;

    /** What the file said when it had that stamp; null for a file that was not there. */
    private record Read(
            @Nullable Stamp stamp, LookChoices looking, @Nullable SyncSettings sending) {}

    private record Stamp(FileTime modified, long size, @Nullable Object key) {}

    /**
     * @param reading reads the file, and adds what comes from elsewhere
     */
    public LiveSettings(SettingsFile file, Supplier<SettingValues> reading) {
        this.file = file.path();
        this.reading = reading;
    }

    /** What a look goes by. */
    public LookChoices looking() {
        return now().looking();
    }

    /** How to send; null while nothing can be sent. */
    public @Nullable SyncSettings sending() {
        return now().sending();
    }

    private synchronized Read now() {
        Stamp stamp = stampNow();
        Read known = last;
        if (known != null && Objects.equals(stamp, known.stamp())) {
            return known;
        }
        SettingValues values = reading.get();
        Read fresh = new Read(stamp, LookChoices.of(values.settings()), SyncChoices.of(values));
        last = fresh;
        return fresh;
    }

    private @Nullable Stamp stampNow() {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException missing) {
            return null;
        }
    }
}

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
 * The settings of sending as they are now: read again when their file changed, so that a change
 * applies to the next upload. Costs one stat. Safe for several threads.
 */
public final class LiveSyncSettings implements Supplier<@Nullable SyncSettings> {
    private final Path file;
    private final Supplier<SettingValues> reading;
    private @Nullable Stamp stamp;
    private @Nullable SyncSettings last;
    private boolean read;

    private record Stamp(FileTime modified, long size, @Nullable Object key) {}

    /**
     * @param reading reads the file, and adds what comes from elsewhere
     */
    public LiveSyncSettings(SettingsFile file, Supplier<SettingValues> reading) {
        this.file = file.path();
        this.reading = reading;
    }

    @Override
    public synchronized @Nullable SyncSettings get() {
        Stamp now = stampNow();
        if (!read || !Objects.equals(now, stamp)) {
            last = SyncChoices.of(reading.get());
            stamp = now;
            read = true;
        }
        return last;
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

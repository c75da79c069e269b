package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Takes {@link FileStamp}s, following links as the Python programs do. */
final class FileStamps {
    private static final boolean UNIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");

    private FileStamps() {}

    /**
     * @throws NoSuchFileException if there is no such file
     */
    static FileStamp of(Path path) throws IOException {
        if (UNIX) {
            Map<String, Object> all =
                    Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,dev,ino");
            return new FileStamp(
                    value(all, "size", Long.class),
                    instant(all, "lastModifiedTime"),
                    instant(all, "ctime"),
                    all.get("dev") + ":" + all.get("ino"));
        }
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class);
        Instant modified = basic.lastModifiedTime().toInstant();
        Object key = basic.fileKey();
        return new FileStamp(
                basic.size(), modified, modified, key == null ? path.toString() : key.toString());
    }

    /** Whether the file is still the one of the stamp; without one, whether there is still none. */
    static boolean isStill(@Nullable FileStamp before, Path path) throws IOException {
        try {
            return of(path).equals(before);
        } catch (NoSuchFileException missing) {
            return before == null;
        }
    }

    private static Instant instant(Map<String, Object> all, String name) {
        return value(all, name, FileTime.class).toInstant();
    }

    /** Device and inode as numbers, or null where the system has none. */
    static Posix.@Nullable FileIdentity identity(Path path) throws IOException {
        if (!UNIX) {
            return null;
        }
        Map<String, Object> all = Files.readAttributes(path, "unix:dev,ino");
        return new Posix.FileIdentity(value(all, "dev", Long.class), value(all, "ino", Long.class));
    }

    /** User and group of a file, or null where the system has none. */
    static @Nullable OwnerIds owner(Path path) throws IOException {
        if (!UNIX) {
            return null;
        }
        Map<String, Object> all = Files.readAttributes(path, "unix:uid,gid");
        return new OwnerIds(value(all, "uid", Integer.class), value(all, "gid", Integer.class));
    }

    private static <T> T value(Map<String, Object> all, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(all.get(name), name));
    }

    static boolean isUnix() {
        return UNIX;
    }

    static boolean existsAtAll(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Numeric user and group. */
    record OwnerIds(int user, int group) {}
}

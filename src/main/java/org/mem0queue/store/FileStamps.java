package org.mem0queue.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.mem0queue.queue.FileStamp;

/** Takes {@link FileStamp}s, following links as the Python programs do. */
final class FileStamps {
    private static final boolean UNIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");

    private FileStamps() {}

    /**
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    static FileStamp of(Path path) throws IOException {
        if (UNIX) {
            Map<String, Object> all = Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,dev,ino");
            return new FileStamp(
                    (Long) all.get("size"),
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

    private static Instant instant(Map<String, Object> all, String name) {
        return ((FileTime) all.get(name)).toInstant();
    }

    /** Device and inode as numbers, or null where the system has none. */
    static Posix.@org.jspecify.annotations.Nullable FileIdentity identity(Path path)
            throws IOException {
        if (!UNIX) {
            return null;
        }
        Map<String, Object> all = Files.readAttributes(path, "unix:dev,ino");
        return new Posix.FileIdentity((Long) all.get("dev"), (Long) all.get("ino"));
    }

    /** User and group of a file, or null where the system has none. */
    static @org.jspecify.annotations.Nullable OwnerIds owner(Path path) throws IOException {
        if (!UNIX) {
            return null;
        }
        Map<String, Object> all = Files.readAttributes(path, "unix:uid,gid");
        return new OwnerIds((Integer) all.get("uid"), (Integer) all.get("gid"));
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

package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What the file system says of a path. Two equal stamps mean: nobody wrote in between, as far as it
 * can tell. {@code changed} (ctime) is there because a file can change and keep size and mtime.
 *
 * @param fileKey device and inode; null where the platform has none
 * @param changed ctime; null where the platform has none
 */
record FileStamp(
        @Nullable Object fileKey,
        long sizeBytes,
        FileTime modified,
        @Nullable FileTime changed,
        boolean regularFile) {

    /** Follows links, as every writer of the log does. */
    static FileStamp of(Path path) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class);
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        // A change between the two calls makes the next stamp differ, so it is not missed.
        FileTime changed = unix ? (FileTime) Files.getAttribute(path, "unix:ctime") : null;
        return new FileStamp(
                basic.fileKey(),
                basic.size(),
                basic.lastModifiedTime(),
                changed,
                basic.isRegularFile());
    }

    /**
     * Whether both stamps are of one file. Where the platform has no keys it may be: content
     * decides.
     */
    boolean mayBeSameFile(FileStamp other) {
        return fileKey == null || other.fileKey == null || fileKey.equals(other.fileKey);
    }
}

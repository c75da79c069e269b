package org.mem0queue.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What is left on the file system of a folder.
 *
 * @param usableBytes what this process may still write, without the share kept for the
 *     administrator
 * @param totalBytes the size of the file system
 * @param freeInodes how many files can still be made; empty where the file system has no fixed
 *     number (btrfs) or the platform does not tell
 */
public record DiskSpace(long usableBytes, long totalBytes, OptionalLong freeInodes) {
    /**
     * Looks at the file system of a folder, or, while that does not exist, of the nearest one above
     * it.
     *
     * @throws IOException if the file system does not answer
     */
    public static DiskSpace of(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        // Not by Files.getFileStore: it looks the mount up in a list, and fails in some containers.
        File file = existing.toFile();
        long total = file.getTotalSpace();
        if (total == 0) {
            throw new IOException("the file system of " + existing + " does not tell its size");
        }
        return new DiskSpace(file.getUsableSpace(), total, FreeInodes.of(existing));
    }
}

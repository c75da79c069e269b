package org.mem0queue.service.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A new folder for its owner alone among the system's temporary files. Safe for several threads.
 */
public final class ScratchFolder {
    private final Path path;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    /** Makes it: nobody else may look into it. */
    public static ScratchFolder make() throws IOException {
        return new ScratchFolder(Files.createTempDirectory("mem0-queue-demo-"));
    }

    public Path path() {
        return path;
    }

    /** Removes it with everything in it; it may be gone already. Follows no links. */
    public void remove() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}

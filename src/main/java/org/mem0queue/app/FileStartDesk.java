package org.mem0queue.app;

import org.mem0queue.ui.start.StartDesk;
import org.mem0queue.ui.start.StartPlace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Looks at names, sizes and permissions; opens and writes nothing. */
final class FileStartDesk implements StartDesk {
    private static final String CONVERSATION = ".jsonl";
    private static final String ROOT = "root";

    private final Path directory;

    FileStartDesk(Path directory) {
        this.directory = directory;
    }

    /** Where somebody starts who begins with this directory. */
    static StartPlace place(Path directory) {
        if (!Files.isDirectory(directory)) {
            return new StartPlace.Nowhere(directory);
        }
        return Files.isReadable(directory) && Files.isExecutable(directory)
                ? new StartPlace.Folder(directory)
                : new StartPlace.Closed(directory);
    }

    @Override
    public Conversations conversations() {
        Counting counting = new Counting();
        try {
            Files.walkFileTree(directory.resolve("projects"), counting);
        } catch (IOException missing) {
            // What was counted until then is what can be counted.
        }
        return new Conversations(counting.files, counting.bytes);
    }

    @Override
    public Access access() {
        if (!Files.isWritable(directory)) {
            return Access.NOT_WRITABLE;
        }
        try {
            String owner = Files.getOwner(directory).getName();
            String us = System.getProperty("user.name", "");
            return us.equals(ROOT) || us.equals(owner) ? Access.WRITABLE : Access.OF_ANOTHER;
        } catch (IOException | UnsupportedOperationException unknown) {
            return Access.WRITABLE; // the first change will tell
        }
    }

    private static final class Counting extends SimpleFileVisitor<Path> {
        private long files;
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.toString().endsWith(CONVERSATION)) {
                files++;
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }
    }
}

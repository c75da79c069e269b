package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads one version of a file that other programs replace or rewrite at any time. A file that
 * changed while it was read is {@link ReadResult.Unstable}; something that is no plain file (a
 * folder, a pipe, a socket) is told and never opened, because opening a pipe would wait for ever.
 */
final class FileReader {
    /** Reads the open file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(FileChannel channel, FileStamp stamp) throws IOException, QueueParser.NotAQueue;
    }

    private FileReader() {}

    static <T> ReadResult<T> read(Path file, Reading<T> reading) {
        FileStamp before = null;
        try {
            before = FileStamps.of(file);
            if (Files.isDirectory(file)) {
                return new ReadResult.Corrupt<>("it is a folder, not a file", before);
            }
            if (!Files.isRegularFile(file)) {
                return new ReadResult.Corrupt<>("it is not a plain file", before);
            }
            T value;
            FileStamp inside;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                value = reading.read(channel, before);
                inside = FileStamps.of(file);
            }
            return wasRewritten(before, inside)
                    ? new ReadResult.Unstable<>("it changed while it was read")
                    : new ReadResult.Ok<>(value, before);
        } catch (QueueParser.NotAQueue e) {
            return wasRewritten(before, stampNow(file))
                    ? new ReadResult.Unstable<>("it changed while it was read")
                    : new ReadResult.Corrupt<>(e.reason(), before);
        } catch (NoSuchFileException e) {
            return danglingLink(file)
                    ? new ReadResult.Denied<>("it is a symbolic link to a file that does not exist")
                    : new ReadResult.Missing<>();
        } catch (AccessDeniedException e) {
            return new ReadResult.Denied<>("permission denied");
        } catch (FileSystemLoopException e) {
            return new ReadResult.Denied<>("symbolic links lead in a circle");
        } catch (IOException e) {
            return new ReadResult.Denied<>(reasonOf(e, file));
        }
    }

    private static boolean danglingLink(Path file) {
        return Files.isSymbolicLink(file);
    }

    private static @Nullable FileStamp stampNow(Path file) {
        try {
            return FileStamps.of(file);
        } catch (IOException e) {
            return null;
        }
    }

    /** Replaced by rename is fine, the open file was whole; rewritten in place is not. */
    private static boolean wasRewritten(@Nullable FileStamp before, @Nullable FileStamp after) {
        return before != null
                && after != null
                && before.fileKey().equals(after.fileKey())
                && (before.sizeBytes() != after.sizeBytes()
                        || !before.modified().equals(after.modified()));
    }

    /** What the system said, without the path that {@link IOException}s of files begin with. */
    static String reasonOf(IOException e, Path file) {
        String message = e.getMessage();
        if (message == null) {
            return e.getClass().getSimpleName();
        }
        String prefix = file.toString();
        if (message.startsWith(prefix)) {
            message = message.substring(prefix.length()).replaceFirst("^[:\\s]+", "");
        }
        return message.isEmpty() ? e.getClass().getSimpleName() : message;
    }
}

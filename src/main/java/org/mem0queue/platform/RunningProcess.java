package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One process of the machine, as far as we may look into it.
 *
 * @param pid its number, as we see it
 * @param arguments the command line, the program first
 * @param executable the program's file; {@code null} where it is not told
 * @param root where the process's {@code /} is for us: another folder than ours for a container
 * @param workingFolder where its relative paths begin, for us; {@code null} where it is not told
 * @param home its home folder, as the process names it; {@code null} where it is not told
 * @param lockFolders folders of the queue locks that it has open now, as the process names them
 */
record RunningProcess(
        long pid,
        List<String> arguments,
        @Nullable String executable,
        Path root,
        @Nullable Path workingFolder,
        @Nullable Path home,
        List<Path> lockFolders) {
    /** A worker has some 10 kB; what is much larger is none of the programs we know. */
    private static final int MAX_SCRIPT_BYTES = 1024 * 1024;

    RunningProcess {
        arguments = List.copyOf(arguments);
        lockFolders = List.copyOf(lockFolders);
    }

    /** A file that the process names, as a path for us; empty if we cannot know it. */
    Optional<Path> seen(String name) {
        try {
            Path path = Path.of(name);
            if (path.isAbsolute()) {
                return Optional.of(seen(path));
            }
            return Optional.ofNullable(workingFolder).map(folder -> folder.resolve(path));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** An absolute path of the process, as a path for us. */
    Path seen(Path absolute) {
        Path top = absolute.getRoot();
        if (top == null) {
            return absolute;
        }
        Path inside = root.resolve(top.relativize(absolute));
        // Without the right to look through its root, the likely case is that it has ours.
        return Files.exists(inside) ? inside : absolute;
    }

    /** The beginning of a script (1 MiB); empty if it cannot be read. */
    static Optional<String> textOf(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return Optional.of(
                    new String(stream.readNBytes(MAX_SCRIPT_BYTES), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}

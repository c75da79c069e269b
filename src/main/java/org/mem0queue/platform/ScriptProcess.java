package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that runs one of the Python scripts and uses, or may use, a certain queue directory.
 *
 * @param parentPid 0 if not known
 * @param directory the directory that was asked for; {@code null} if it is not known which one it
 *     uses
 */
record ScriptProcess(
        RunningProcess process,
        PythonCommandLine line,
        long parentPid,
        @Nullable Instant startedAt,
        @Nullable Duration processorTime,
        @Nullable Path directory) {
    /** The Python programs know no other folder than this one, below their home. */
    private static final String DIRECTORY_NAME = ".claude";

    /**
     * Linux tells starts by the boot time, which it rounds to a second and corrects now and then.
     */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    /** Empty if the process provably uses another directory. */
    static Optional<ScriptProcess> using(
            Path queueDirectory, RunningProcess process, PythonCommandLine line) {
        List<Path> used = new ArrayList<>(process.lockFolders());
        Path home = process.home();
        if (home != null) {
            used.add(home.resolve(DIRECTORY_NAME));
        }
        boolean same = used.stream().anyMatch(path -> isSame(process.seen(path), queueDirectory));
        return same || used.isEmpty()
                ? Optional.of(of(process, line, same ? queueDirectory : null))
                : Optional.empty();
    }

    static ScriptProcess of(
            RunningProcess process, PythonCommandLine line, @Nullable Path directory) {
        Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
        Optional<ProcessHandle.Info> details = handle.map(ProcessHandle::info);
        return new ScriptProcess(
                process,
                line,
                handle.flatMap(ProcessHandle::parent).map(ProcessHandle::pid).orElse(0L),
                details.flatMap(ProcessHandle.Info::startInstant).orElse(null),
                details.flatMap(ProcessHandle.Info::totalCpuDuration).orElse(null),
                directory);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException oneIsMissing) {
            return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        }
    }

    long pid() {
        return process.pid();
    }

    boolean hasCommandLineOf(ScriptProcess other) {
        return process.arguments().equals(other.process.arguments());
    }

    /**
     * Interpreter and script, safe to print: what a process calls itself may hold control
     * characters.
     */
    String command() {
        String text = line.program() + (line.module() ? " -m " : " ") + line.script();
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** The text that it was started from; empty if that cannot be read or was changed since. */
    Optional<String> script() {
        Path file = line.module() ? null : process.seen(line.script()).orElse(null);
        if (file == null) {
            return Optional.empty();
        }
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            boolean changedSince =
                    startedAt != null && changed.isAfter(startedAt.plus(START_TOLERANCE));
            return changedSince ? Optional.empty() : RunningProcess.textOf(file);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}

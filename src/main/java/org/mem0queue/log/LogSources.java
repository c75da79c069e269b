package org.mem0queue.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log files of a queue directory, as they are at one moment:
 *
 * <pre>
 * mem0_worker.log              the worker log, if it exists
 * logs/mem0_worker.log         otherwise the worker log
 * logs/mem0_worker_error.log   the error log
 * </pre>
 *
 * Cheap (three {@code stat} calls); ask again when a file has gone missing, since the worker log
 * may turn up in the other place.
 */
public final class LogSources {
    private static final Path BESIDE_THE_QUEUE = Path.of("mem0_worker.log");
    private static final Path IN_LOGS = Path.of("logs", "mem0_worker.log");
    private static final Path ERRORS = Path.of("logs", "mem0_worker_error.log");

    private final Path queueDirectory;
    private final List<LogSource> workerLogs;
    private final boolean errorLogExists;

    private LogSources(Path queueDirectory, List<LogSource> workerLogs, boolean errorLogExists) {
        this.queueDirectory = queueDirectory;
        this.workerLogs = workerLogs;
        this.errorLogExists = errorLogExists;
    }

    /**
     * Looks which files are there. A file that may not be read counts as there: the tail will say
     * so.
     */
    public static LogSources in(Path queueDirectory) {
        List<LogSource> found = new ArrayList<>();
        for (Path place : List.of(BESIDE_THE_QUEUE, IN_LOGS)) {
            Path path = queueDirectory.resolve(place);
            if (isThere(path)) {
                found.add(new LogSource(LogSource.Kind.WORKER, path));
            }
        }
        return new LogSources(
                queueDirectory, List.copyOf(found), isThere(queueDirectory.resolve(ERRORS)));
    }

    /** The worker log: the first that exists. */
    public Optional<LogSource> worker() {
        return workerLogs.stream().findFirst();
    }

    /** The error log, if it exists. */
    public Optional<LogSource> errors() {
        return errorLogExists ? Optional.of(errorLog()) : Optional.empty();
    }

    /**
     * All that exist, the worker log first. Where both places have a worker log the second is in
     * here too: an older one still names ids that were sent.
     */
    public List<LogSource> all() {
        List<LogSource> all = new ArrayList<>(workerLogs);
        errors().ifPresent(all::add);
        return List.copyOf(all);
    }

    /** The file to follow and to append to: the worker log, or where it would be created. */
    public LogSource workerOrDefault() {
        return worker().orElseGet(
                        () ->
                                new LogSource(
                                        LogSource.Kind.WORKER,
                                        queueDirectory.resolve(BESIDE_THE_QUEUE)));
    }

    /** The error log's place, whether it exists or not. */
    public LogSource errorLog() {
        return new LogSource(LogSource.Kind.ERROR, queueDirectory.resolve(ERRORS));
    }

    private static boolean isThere(Path path) {
        try {
            // A folder, a pipe or a device of that name is no log: opening a pipe would wait for
            // ever.
            return FileStamp.of(path).regularFile();
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException hidden) {
            // Not allowed to look: whether it is there can't be told from here, except by the
            // folder.
            return Files.exists(path);
        }
    }
}

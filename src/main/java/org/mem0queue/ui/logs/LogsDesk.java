package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What this screen asks of the service. Every method blocks for as long as its files take; none but
 * {@link #follow} is called on the JavaFX thread.
 */
public interface LogsDesk {
    /** The logs that are there, the worker's first. */
    List<LogPlace> places();

    /**
     * Follows a log; returns at once.
     *
     * @param sights told what is found, about ten times a second at most, on any thread
     */
    Following follow(LogSource source, Consumer<LogSight> sights);

    /**
     * Carries out a reading on a thread that nobody interrupts: an interrupt closes the file for
     * everybody. Whoever waits here may be interrupted.
     */
    <T> T read(Callable<T> reading) throws Exception;

    /**
     * Writes lines of a log to a file, byte by byte as they stand in the log. A file that is there
     * is replaced once all is written.
     *
     * @param lines which; null for all. Not changed meanwhile
     * @return how many were written
     */
    long export(LogFile file, @Nullable LineSet lines, Path target) throws Exception;

    /** A log file and how large it is. */
    record LogPlace(LogSource source, String name, long sizeBytes) {}

    /** Ends when closed; returns at once. */
    @FunctionalInterface
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}

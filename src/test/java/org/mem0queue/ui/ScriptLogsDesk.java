package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;
import org.mem0queue.log.LogBook;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;
import org.mem0queue.ui.logs.LogsDesk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Real log files of a folder, looked at when a test says so. */
public final class ScriptLogsDesk implements LogsDesk {
    private final Path folder;
    private final InstantSource clock;
    private @Nullable LogBook book;
    private @Nullable Consumer<LogSight> listener;
    private int readings;
    private int failing;

    /** A folder without logs. */
    public ScriptLogsDesk() {
        this(Path.of("target", "no-such-folder"), InstantSource.fixed(Instant.EPOCH));
    }

    public ScriptLogsDesk(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public List<LogPlace> places() {
        return LogSources.in(folder).all().stream()
                .map(
                        source ->
                                new LogPlace(
                                        source,
                                        folder.relativize(source.path()).toString(),
                                        source.path().toFile().length()))
                .toList();
    }

    @Override
    public synchronized Following follow(LogSource source, Consumer<LogSight> sights) {
        LogBook following = new LogBook(source, clock);
        book = following;
        listener = sights;
        look();
        return () -> {};
    }

    /** Looks until there is nothing more to index. */
    public synchronized void look() {
        LogBook following = book;
        Consumer<LogSight> told = listener;
        if (following != null && told != null) {
            do {
                told.accept(following.look());
            } while (following.hasMore());
        }
    }

    /**
     * The disk fails once.
     *
     * @param number at which reading, from 1
     */
    public void failReading(int number) {
        failing = number;
    }

    /** Looks once. */
    public synchronized void lookOnce() {
        LogBook following = book;
        Consumer<LogSight> told = listener;
        if (following != null && told != null) {
            told.accept(following.look());
        }
    }

    @Override
    public <T> T read(Callable<T> reading) throws Exception {
        if (++readings == failing) {
            throw new IOException("the disk fails");
        }
        return reading.call();
    }

    @Override
    public long export(LogFile file, @Nullable LineSet lines, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            return file.copy(lines, out);
        }
    }
}

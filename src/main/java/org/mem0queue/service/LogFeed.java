package org.mem0queue.service;

import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;
import org.mem0queue.log.LogTail;
import org.mem0queue.log.LogUpdate;
import org.mem0queue.log.TailOptions;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows the worker log on a thread of its own and hands on what is new, ten times a second at
 * most. If the log appears at another place, that one is followed.
 */
final class LogFeed implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How often to ask where the log is: it may appear at another place. */
    private static final int LOOKS_PER_SEARCH = 20;

    private final Path directory;
    private final TailOptions options;
    private final InstantSource clock;
    private final Consumer<LogUpdate> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    LogFeed(Path directory, int lastLines, InstantSource clock, Consumer<LogUpdate> consumer) {
        this.directory = directory;
        this.options = TailOptions.DEFAULT.withLastLines(lastLines);
        this.clock = clock;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().daemon().name("log-follow").start(this::run);
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                LogSource source = LogSources.in(directory).workerOrDefault();
                try (LogTail tail = new LogTail(source, options, clock)) {
                    follow(tail);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(LogTail tail) throws InterruptedException {
        boolean toldMissing = false;
        for (int looks = 1; ; looks++) {
            LogUpdate update = tail.poll();
            boolean missing = update instanceof LogUpdate.Missing;
            if (!(update instanceof LogUpdate.Unchanged) && !(missing && toldMissing)) {
                consumer.accept(update);
            }
            toldMissing = missing;
            if (remaining(update) == 0 && closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            if (looks % LOOKS_PER_SEARCH == 0
                    && !LogSources.in(directory).workerOrDefault().equals(tail.source())) {
                return;
            }
        }
    }

    private static long remaining(LogUpdate update) {
        return switch (update) {
            case LogUpdate.Opened opened -> opened.remainingBytes();
            case LogUpdate.Appended appended -> appended.remainingBytes();
            case LogUpdate.Rotated rotated -> rotated.remainingBytes();
            case LogUpdate.Truncated truncated -> truncated.remainingBytes();
            case LogUpdate.Unchanged ignored -> 0;
            case LogUpdate.Missing ignored -> 0;
            case LogUpdate.Denied ignored -> 0;
            case LogUpdate.Unreadable ignored -> 0;
        };
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

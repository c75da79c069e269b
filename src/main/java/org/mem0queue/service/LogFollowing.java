package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogBook;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at one log ten times a second on a thread of its own and tells what has changed; twice a
 * second where nothing happens, and three times where more comes than anybody reads.
 */
final class LogFollowing implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration IDLE_PAUSE = Duration.ofMillis(500);
    private static final int LOOKS_TO_BE_IDLE = 100;

    /**
     * Every line that is shown is laid out: a list that runs away must not keep a click waiting.
     */
    private static final Duration FLOOD_PAUSE = Duration.ofMillis(333);

    /** More lines than these between two looks fill a window several times. */
    private static final int FLOOD_LINES = 200;

    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final LogBook book;
    private final Consumer<LogSight> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    LogFollowing(LogSource source, InstantSource clock, Consumer<LogSight> consumer) {
        this.book = new LogBook(source, clock);
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().daemon().name("log-book").start(this::run);
    }

    private void run() {
        try (book) {
            LogSight told = null;
            int unchanged = 0;
            Duration pause = Duration.ZERO;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LogSight sight = book.look();
                boolean flood = isFlood(told, sight);
                unchanged++;
                if (!sight.equals(told)) {
                    unchanged = 0;
                    told = sight;
                    consumer.accept(sight);
                }
                pause =
                        book.hasMore()
                                ? Duration.ZERO
                                : flood
                                        ? FLOOD_PAUSE
                                        : unchanged < LOOKS_TO_BE_IDLE ? PAUSE : IDLE_PAUSE;
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFlood(@Nullable LogSight told, LogSight sight) {
        return told instanceof LogSight.Seen before
                && sight instanceof LogSight.Seen now
                && now.lines() - before.lines() > FLOOD_LINES;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TIME_TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

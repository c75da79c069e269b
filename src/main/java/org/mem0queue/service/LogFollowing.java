package org.mem0queue.service;

import org.mem0queue.log.LogBook;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at one log ten times a second on a thread of its own and tells what has changed. */
final class LogFollowing implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
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
            do {
                LogSight sight = book.look();
                if (!sight.equals(told)) {
                    told = sight;
                    consumer.accept(sight);
                }
            } while (!closing.await(book.hasMore() ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
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

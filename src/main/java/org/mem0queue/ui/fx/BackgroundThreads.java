package org.mem0queue.ui.fx;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * One thread for each piece of work. Closing lets what is under way come to its end for a moment,
 * so that a save that was begun is told to nobody but done; what still waits then is interrupted.
 *
 * <p>Work can be held until {@link #begin}: what a window asks for while it is built, such as a
 * look into the history, would take from it the processor that its first frame needs.
 */
public final class BackgroundThreads implements Background, AutoCloseable {
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads;
    private final Executor toolkit;
    private final CountDownLatch begun;
    private volatile boolean closed;

    /**
     * @param threads makes the threads, for example virtual ones
     * @param toolkit runs on the JavaFX thread
     */
    public BackgroundThreads(ThreadFactory threads, Executor toolkit) {
        this(threads, toolkit, new CountDownLatch(0));
    }

    private BackgroundThreads(ThreadFactory threads, Executor toolkit, CountDownLatch begun) {
        this.threads = threads;
        this.toolkit = toolkit;
        this.begun = begun;
    }

    /** The same, but nothing is begun before {@link #begin}. */
    public static BackgroundThreads held(ThreadFactory threads, Executor toolkit) {
        return new BackgroundThreads(threads, toolkit, new CountDownLatch(1));
    }

    @Override
    public <T> Running run(
            Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        Thread thread = threads.newThread(() -> carryOut(work, done, failed));
        running.add(thread);
        thread.start();
        return thread::interrupt;
    }

    /** Does what was asked for, and from now on everything at once. */
    public void begin() {
        begun.countDown();
    }

    private <T> void carryOut(
            Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        try {
            begun.await();
            T result = work.call();
            tell(() -> done.accept(result));
        } catch (Exception e) {
            tell(() -> failed.accept(e));
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    private void tell(Runnable outcome) {
        toolkit.execute(
                () -> {
                    if (!closed) {
                        outcome.run();
                    }
                });
    }

    /** Not on the JavaFX thread: takes a few seconds if something waits for a lock. */
    @Override
    public void close() {
        closed = true;
        begin();
        join(TIME_TO_END);
        running.forEach(Thread::interrupt);
        join(TIME_TO_END);
    }

    private void join(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (Thread thread : running) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isPositive()) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Looks at the directory when the system says that something changed, and every two seconds in any
 * case: an event is a hint, the comparison is the truth. Two threads: one does nothing but take
 * events (left alone they overflow), one looks and tells the subscribers.
 */
final class QueueWatch implements AutoCloseable {
    /** How often to look without a hint. */
    private static final long COMPARE_MS = 2000;

    /** While somebody holds the lock: what is seen of it changes by itself, without any event. */
    private static final long COMPARE_HELD_MS = 1000;

    /** Least pause between two looks: half a frame. */
    private static final long LEAST_PAUSE_MS = 8;

    /** After a partial look, unless somebody asks: whoever waited for it is busy showing it. */
    private static final long PARTIAL_PAUSE_MS = 1000;

    /**
     * The same while changes do not end: a busy writer must not keep us busy, and nobody reads
     * numbers that change more often.
     */
    private static final long BUSY_PAUSE_MS = 100;

    /** So many looks, each because of a hint, are a busy writer. */
    private static final int BUSY_LOOKS = 5;

    /** How long to wait before trying to register again when the folder is gone. */
    private static final long REGISTER_AGAIN_MS = 1000;

    /** What the watch does, on its own thread. */
    interface Work {
        /** Makes a snapshot. */
        QueueSnapshot look() throws InterruptedException;

        /** Whether the last look left something out, for the next one to see. */
        boolean isPartial();

        /**
         * What a look gives rise to, once everybody has been told of it.
         *
         * @return whether something was changed, so that another look is due
         */
        boolean tend() throws InterruptedException;
    }

    private final Path directory;
    private final Work work;
    private final List<Consumer<QueueSnapshot>> subscribers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();

    /** Those who have not been told anything yet; guarded by the lock. */
    private final List<Consumer<QueueSnapshot>> newcomers = new ArrayList<>();

    private boolean hinted;
    private boolean asked;
    private boolean closed;
    private @Nullable Thread looking;
    private @Nullable Thread listening;
    private @Nullable WatchService watcher;
    private @Nullable QueueSnapshot latest;

    /** How many looks came one right after the other; on the looking thread. */
    private int looksInARow;

    QueueWatch(Path directory, Work work) {
        this.directory = directory;
        this.work = work;
    }

    AutoCloseable subscribe(Consumer<QueueSnapshot> consumer) {
        lock.lock();
        try {
            newcomers.add(consumer);
            if (looking == null && !closed) {
                looking = Thread.ofPlatform().daemon().name("queue-look").start(this::lookLoop);
                listening =
                        Thread.ofPlatform().daemon().name("queue-events").start(this::eventLoop);
            }
        } finally {
            lock.unlock();
        }
        hint();
        return () -> leave(consumer);
    }

    private void leave(Consumer<QueueSnapshot> consumer) {
        lock.lock();
        try {
            newcomers.remove(consumer);
            subscribers.remove(consumer);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whoever came since the last look is told what it saw: the next one may be a moment away. On
     * the looking thread, so that nobody is told an older sight after a newer one.
     */
    private void greet() {
        List<Consumer<QueueSnapshot>> strangers = List.of();
        QueueSnapshot known = latest;
        lock.lock();
        try {
            if (known != null) {
                strangers = List.copyOf(newcomers);
                newcomers.clear();
                subscribers.addAll(strangers);
            }
        } finally {
            lock.unlock();
        }
        for (Consumer<QueueSnapshot> stranger : strangers) {
            stranger.accept(Objects.requireNonNull(known));
        }
    }

    /** Somebody asks for a look, and waits for nothing else. */
    void lookNow() {
        lock.lock();
        try {
            asked = true;
        } finally {
            lock.unlock();
        }
        hint();
    }

    /** Something may have changed. */
    private void hint() {
        lock.lock();
        try {
            hinted = true;
            wanted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lookLoop() {
        try {
            while (awaitReason()) {
                QueueSnapshot snapshot = work.look();
                subscribers.forEach(subscriber -> subscriber.accept(snapshot));
                latest = snapshot;
                greet();
                if (work.tend()) {
                    hint();
                }
                awaitGreeting(leastPause(), () -> asked && work.isPartial());
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a hint or for the time to compare; false when closed. */
    private boolean awaitReason() throws InterruptedException {
        lock.lock();
        try {
            looksInARow = hinted ? looksInARow + 1 : 0;
        } finally {
            lock.unlock();
        }
        awaitGreeting(pauseMillis(), () -> hinted);
        lock.lock();
        try {
            hinted = false;
            asked = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, and greets those who come meanwhile; on the looking thread.
     *
     * @param ended whether the waiting is over before its time; asked under the lock
     */
    private void awaitGreeting(long millis, BooleanSupplier ended) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean over = false;
        while (!over) {
            greet();
            lock.lock();
            try {
                long left = end - System.nanoTime();
                while (!closed && left > 0 && !ended.getAsBoolean() && newcomers.isEmpty()) {
                    left = wanted.awaitNanos(left);
                }
                over = closed || left <= 0 || ended.getAsBoolean();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Short for the first changes, which somebody waits to see. */
    private long leastPause() {
        if (work.isPartial()) {
            return PARTIAL_PAUSE_MS;
        }
        return looksInARow < BUSY_LOOKS ? LEAST_PAUSE_MS : BUSY_PAUSE_MS;
    }

    private long pauseMillis() {
        QueueSnapshot shown = latest;
        return shown == null ? 0 : shown.lock().free() ? COMPARE_MS : COMPARE_HELD_MS;
    }

    private void pause(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = wanted.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes events until closed; registers again when the folder was replaced. */
    private void eventLoop() {
        try {
            while (!isClosed()) {
                try (WatchService service = directory.getFileSystem().newWatchService()) {
                    watcher = service;
                    takeEvents(service);
                } catch (ClosedWatchServiceException | IOException unavailable) {
                    // No folder, or no more watches in this system: comparing every 2 s goes on.
                }
                pause(REGISTER_AGAIN_MS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeEvents(WatchService service) throws IOException, InterruptedException {
        directory.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        hint(); // something may have changed before the registration
        while (!isClosed()) {
            WatchKey key = service.take();
            boolean relevant = false;
            for (WatchEvent<?> event : key.pollEvents()) {
                relevant |= concernsQueue(event);
            }
            if (relevant) {
                hint();
            }
            if (!key.reset()) {
                hint();
                return; // the folder is gone
            }
        }
    }

    /**
     * Log lines come by the thousand and are followed elsewhere; a file that is being written says
     * nothing until it is renamed, and a look for its sake would be in the way of the next one.
     */
    private static boolean concernsQueue(WatchEvent<?> event) {
        if (!(event.context() instanceof Path name)) {
            return true; // overflow
        }
        String text = name.toString();
        return text.startsWith("mem0_") && !text.endsWith(".log") && !text.endsWith(".tmp");
    }

    @Override
    public void close() {
        Thread lookThread;
        Thread eventThread;
        lock.lock();
        try {
            closed = true;
            wanted.signalAll();
            lookThread = looking;
            eventThread = listening;
        } finally {
            lock.unlock();
        }
        WatchService open = watcher;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                // it is closed as far as we are concerned
            }
        }
        join(lookThread);
        join(eventThread);
    }

    private static void join(@Nullable Thread thread) {
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(java.time.Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

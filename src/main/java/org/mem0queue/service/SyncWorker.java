package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.store.Claim;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncSettings;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.sync.Syncer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Makes one pass after the other: when a file changed, when a memory's next attempt is due, when an
 * API that was out of order is to be tried again. In between it costs a few stats four times a
 * second. Runs on its caller's thread.
 */
final class SyncWorker {
    private static final Duration TICK = Duration.ofMillis(250);

    /** Agents give up on the lock after 5 s, so nobody else should hold it longer. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

    /** Another process sends, or holds the lock: it is asked again. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final SyncService service;
    private final QueueStore store;
    private final ServiceSetup setup;
    private final Syncer syncer;
    private @Nullable SyncResult last;

    SyncWorker(SyncService service, QueueStore store, ServiceSetup setup, Syncer syncer) {
        this.service = service;
        this.store = store;
        this.setup = setup;
        this.syncer = syncer;
    }

    private record Stamps(
            @Nullable Object queue,
            @Nullable Object spool,
            boolean paused,
            @Nullable SyncSettings settings) {
        /** Whether it may be worth trying an API that was out of order. */
        boolean mayHelp(Stamps before) {
            return paused != before.paused || !Objects.equals(settings, before.settings);
        }
    }

    void run(SyncStop stop, Consumer<SyncResult> told, Consumer<SyncProgress> progress)
            throws InterruptedException {
        while (!stop.stopped()) {
            Stamps before = stamps();
            service.tidy(Housekeeping.AT_LENGTH, stop);
            SyncResult result = service.pass(LOCK_WAIT, Duration.ZERO, stop, progress);
            if (isNews(result)) {
                told.accept(result);
            }
            last = result;
            if (!(result instanceof SyncResult.Ran)) {
                pause(stop, BUSY);
            }
            // What came in while the pass ran is not waited for; our own writes cost one more.
            if (before.equals(stamps())) {
                await(stop, before, wake(result));
            }
        }
    }

    private boolean isNews(SyncResult result) {
        if (result instanceof SyncResult.Ran(SyncReport report)) {
            boolean did = report.sent() + report.synced() + report.failed() + report.inDoubt() > 0;
            return did
                    || last == null
                    || !(last instanceof SyncResult.Ran(SyncReport before))
                    || !Objects.equals(before.stopped(), report.stopped());
        }
        return last == null || !last.getClass().equals(result.getClass());
    }

    /** When to try again if nothing changes. */
    private Instant wake(SyncResult result) {
        Instant now = setup.clock().instant();
        return switch (result) {
            case SyncResult.Ran _ -> soonest(now);
            case SyncResult.Paused _ -> now.plus(Duration.ofDays(1));
            case SyncResult.AnotherRuns _, SyncResult.LockHeld _ -> now.plus(BUSY);
            case SyncResult.Refused _ -> now.plus(interval());
        };
    }

    private Duration interval() {
        SyncSettings settings = setup.sending().get();
        return settings == null ? Duration.ofSeconds(30) : settings.interval();
    }

    private Instant soonest(Instant now) {
        Instant wake = now.plus(Duration.ofHours(1));
        Instant circuit = syncer.nextTry().orElse(null);
        QueueDocument document = store.queueFile().read().ok().orElse(null);
        if (document == null) {
            return now.plus(interval());
        }
        for (Memory memory : document.queue()) {
            Instant next = memory.nextAttempt().orElse(now);
            wake = earlier(wake, circuit != null && next.isBefore(circuit) ? circuit : next, now);
        }
        SyncSettings settings = setup.sending().get();
        for (Memory memory : document.inFlight()) {
            Claim claim = Claim.of(memory);
            if (claim.isOf(store.identity())) {
                wake = earlier(wake, question(memory, claim, settings, now), now);
            }
        }
        return wake;
    }

    /** When a pass has something to do about what is in flight. */
    private Instant question(
            Memory memory, Claim claim, @Nullable SyncSettings settings, Instant now) {
        Claim.Doubt doubt = claim.doubt();
        if (doubt != null && settings != null) {
            return doubt.asked() != null
                    ? now.plus(Duration.ofMinutes(10))
                    : doubt.until().plus(settings.doubtWait());
        }
        return claim.event() != null ? syncer.nextQuestion(memory.id()) : now.plusSeconds(1);
    }

    /** What is due and was not sent just now stands there for longer: it must not keep us awake. */
    private Instant earlier(Instant wake, Instant next, Instant now) {
        Instant then = next.isAfter(now) ? next : now.plus(interval());
        return then.isBefore(wake) ? then : wake;
    }

    private static void pause(SyncStop stop, Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        while (!stop.stopped() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TICK.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("waiting for another process");
            }
        }
    }

    private void await(SyncStop stop, Stamps known, Instant planned) throws InterruptedException {
        Instant wake = planned;
        Stamps seen = known;
        // By a clock that nobody sets, too: one that is set back would keep us waiting for it.
        long began = System.nanoTime();
        Duration longest = Duration.between(setup.clock().instant(), wake);
        while (!stop.stopped()
                && setup.clock().instant().isBefore(wake)
                && System.nanoTime() - began < longest.toNanos()) {
            LockSupport.parkNanos(TICK.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("waiting for something to send");
            }
            Stamps now = stamps();
            if (now.equals(seen)) {
                continue;
            }
            Instant present = setup.clock().instant();
            Instant next = syncer.nextTry().orElse(present);
            if (!next.isAfter(present) || now.mayHelp(seen)) {
                return;
            }
            seen = merged() ? stamps() : now;
            // Now there is something to try the API with.
            wake = next.isBefore(wake) ? next : wake;
            longest = Duration.ofNanos(System.nanoTime() - began).plus(between(present, wake));
        }
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    /** With the API out of order saves are merged all the same. */
    private boolean merged() throws InterruptedException {
        return store.flush(Duration.ZERO) instanceof FlushResult.Merged(int merged, int _)
                && merged > 0;
    }

    private Stamps stamps() {
        QueueDirectory directory = store.directory();
        return new Stamps(
                stamp(directory.queueFile()),
                stamp(directory.spool()),
                store.sending().pauseFile().since().isPresent(),
                setup.sending().get());
    }

    private static @Nullable Object stamp(Path path) {
        record Stamp(FileTime modified, long size, @Nullable Object key) {}
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException missing) {
            return null;
        }
    }
}

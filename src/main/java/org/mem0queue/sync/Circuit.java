package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.UploadResult;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Keeps a bad day from reaching the whole queue. Closed, everything may be sent. It opens
 *
 * <ul>
 *   <li>at the first answer that says the set-up is wrong;
 *   <li>at the second doubtful one in a row;
 *   <li>at the third in a row that was not stored for another reason than the memory itself, and at
 *       the first with which the server says when to come again;
 *   <li>for a process that begins where an earlier one has left doubts.
 * </ul>
 *
 * While it is open one upload is tried per interval, which grows to ten of them, with jitter; the
 * first that is stored closes it, but not before a time that the server has named: it was sent
 * before. Safe for several threads.
 */
final class Circuit {
    private static final int DOUBTS = 2;
    private static final int DEFEATS = 3;
    private static final int LONGEST = 10;
    private static final int SUSPECTS = 100;

    private final RandomGenerator random;
    private int doubts;
    private int defeats;
    private int tries;
    private @Nullable Open open;
    private @Nullable Instant lastStored;
    private @Nullable ClientSetup setup;
    private final Set<String> suspects = new LinkedHashSet<>();
    private boolean remembering;

    /**
     * Why it is open.
     *
     * @param reason for people
     * @param since when that was found
     * @param next when one upload may be tried
     * @param asked whether the server said when to come again
     */
    record Open(String reason, Instant since, Instant next, boolean asked) {
        /** Earlier than when it opened: the clock was set back. */
        boolean isDue(Instant now) {
            return !next.isAfter(now) || now.isBefore(since);
        }
    }

    Circuit(RandomGenerator random) {
        this.random = random;
    }

    /** What one API did, or with one key, is not held against another. */
    synchronized void facing(ClientSetup now) {
        boolean first = setup == null;
        if (!now.equals(setup)) {
            setup = now;
            if (!first) {
                facingAnother();
            }
        }
    }

    /**
     * What earlier processes have left undecided since anything was stored. A timer starts a
     * process for each pass: without this a bad day would cost two memories every time.
     *
     * @param number of doubts that the API gave cause for
     * @param reason of one of them
     */
    synchronized void remembers(long number, String reason, Instant now) {
        if (number >= DOUBTS && setup == null && open == null) {
            open = new Open(reason, now, now, false);
            remembering = true;
        }
    }

    /**
     * Whether it is open for what an earlier process left: of that one nobody knows which memory it
     * tried, so it must not be the same one each time.
     */
    synchronized boolean remembering() {
        return remembering;
    }

    /** Likewise with another server at the same address. */
    synchronized void facingAnother() {
        close();
        suspects.clear();
        lastStored = null;
    }

    /**
     * How an upload ended.
     *
     * @param id of the memory
     */
    synchronized void ended(String id, UploadResult result, Duration interval, Instant now) {
        remembering = false;
        switch (result) {
            case UploadResult.Stored _, UploadResult.NothingNew _, UploadResult.Accepted _ -> {
                lastStored = now;
                suspects.remove(id);
                Open was = open;
                if (was != null && was.asked() && !was.isDue(now)) {
                    doubts = 0;
                    defeats = 0;
                } else {
                    close();
                }
            }
            // The API works: this memory is at fault.
            case UploadResult.Rejected _ -> {
                defeats = 0;
                doubts = 0;
                Open was = open;
                if (was != null) {
                    opens(was.reason(), null, interval, now);
                }
            }
            case UploadResult.Misconfigured wrong -> {
                suspect(id);
                opens(wrong.reason(), null, interval, now);
            }
            case UploadResult.InDoubt lost -> {
                suspect(id);
                doubts++;
                if (doubts >= DOUBTS || open != null) {
                    opens(lost.reason(), null, interval, now);
                }
            }
            case UploadResult.Retryable later -> {
                suspect(id);
                defeats++;
                Duration after = later.after();
                if (defeats >= DEFEATS || open != null) {
                    opens(later.reason(), after, interval, now);
                } else if (after != null) {
                    open = new Open(later.reason(), now, now.plus(after), true);
                }
            }
        }
    }

    /**
     * The server could not be asked something.
     *
     * @param id of the memory that it was about; null if it was about none
     */
    synchronized void unreachable(
            @Nullable String id, String reason, Duration interval, Instant now) {
        if (id != null) {
            suspect(id);
        }
        opens(reason, null, interval, now);
    }

    private void opens(String reason, @Nullable Duration after, Duration interval, Instant now) {
        Instant asked = after == null ? now : now.plus(after);
        Open was = open;
        if (was != null && !was.isDue(now)) {
            // It was sent before this opened: no further try.
            boolean later = after != null && asked.isAfter(was.next());
            open = new Open(reason, was.since(), later(was.next(), asked), later || was.asked());
            return;
        }
        long millis = interval.toMillis() << Math.min(tries, 4);
        long most = Math.min(millis, interval.toMillis() * LONGEST);
        Instant next = now.plusMillis(most / 2 + random.nextLong(Math.max(1, most / 2) + 1));
        open = new Open(reason, now, later(next, asked), after != null && asked.isAfter(next));
        tries++;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void suspect(String id) {
        suspects.remove(id);
        suspects.add(id);
        if (suspects.size() > SUSPECTS) {
            suspects.remove(suspects.iterator().next());
        }
    }

    private void close() {
        remembering = false;
        open = null;
        doubts = 0;
        defeats = 0;
        tries = 0;
    }

    /** Why only one may be sent now and then; empty if all may. */
    synchronized Optional<Open> open() {
        return Optional.ofNullable(open);
    }

    /**
     * Ids that were tried last and not stored. They go last: it may be their text that a gate in
     * front of the API does not let through, and the same one every time would never close it.
     */
    synchronized Set<String> suspects() {
        return Set.copyOf(suspects);
    }

    /**
     * How many requests may be under way.
     *
     * @param usual while it is closed
     */
    synchronized int mayRun(int usual, Instant now) {
        Open why = open;
        return why == null ? usual : why.isDue(now) ? 1 : 0;
    }

    /** Whether others are stored, so that a defeat counts against its memory. */
    synchronized boolean othersAreStored(Instant now, Duration within) {
        return tries == 0
                && lastStored != null
                && !lastStored.isAfter(now)
                && lastStored.isAfter(now.minus(within));
    }
}

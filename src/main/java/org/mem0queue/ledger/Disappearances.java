package org.mem0queue.ledger;

import org.mem0queue.ledger.Judgement.Fate;
import org.mem0queue.ledger.Judgement.Verdict;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.MemoryState;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges what became of memories that left the files by the hand of others. The Python programs
 * keep no record of what they sent, only counters and lines of a log, so it is arithmetic:
 *
 * <ol>
 *   <li>A line of the log that can only mean this memory settles it.
 *   <li>A dead letter without such a line is uncertain, since nobody counts those.
 *   <li>If the rest and what came and went unseen are as many as {@code total_synced} grew by, all
 *       of them were sent.
 *   <li>If the file went back to an older state, what was never sent is lost.
 *   <li>Everything else is uncertain.
 * </ol>
 *
 * <p>An id that stood in a file twice and was sent twice makes the sum wrong, and others uncertain;
 * it makes nothing lost.
 */
public final class Disappearances {
    private Disappearances() {}

    /**
     * Judges the time between the last trusted look and this one.
     *
     * @param lock at this look; while it is held, the worker may have sent what is here still
     * @param gone each id once; a dead letter only if its file can be read, or is missing
     */
    public static Judgement judge(
            LockStatus lock, QueueChange change, List<GoneMemory> gone, WorkerReport worker) {
        if (!lock.free()) {
            return new Judgement.NotYet(
                    lock.state() == LockStatus.State.HELD
                            ? lock.holderSentence() + " holds the queue lock"
                            : "whether somebody holds the queue lock cannot be told");
        }
        Optional<String> setback = change.now().setbackSince(change.before());
        // What was queued in a state that is no more, nobody can tell.
        LineMatch match =
                LineMatch.of(
                        gone,
                        worker,
                        setback.isPresent()
                                ? Optional.empty()
                                : Optional.of(change.now().queuedSince(change.before())));
        List<Verdict> verdicts = new ArrayList<>();
        List<GoneMemory> rest = new ArrayList<>();
        for (GoneMemory memory : gone) {
            WorkerLine.Kind kind = match.settled().get(memory.id());
            if (kind != null) {
                verdicts.add(named(memory, kind));
            } else if (memory.state() == MemoryState.DEAD_LETTER) {
                verdicts.add(
                        uncertain(
                                memory,
                                "it left the dead letters, which nobody counts, and no line of the"
                                        + " worker's log names it alone"));
            } else {
                rest.add(memory);
            }
        }
        if (setback.isPresent()) {
            for (GoneMemory memory : rest) {
                verdicts.add(afterSetback(memory, setback.get(), worker));
            }
        } else {
            byCount(rest, change, match, verdicts);
        }
        return new Judgement.Judged(verdicts, setback);
    }

    /**
     * Settles by name what was judged uncertain earlier, when the log has more to say: a worker
     * whose output is buffered writes its lines late.
     *
     * @return verdicts for those that are settled now
     */
    public static List<Verdict> settle(List<GoneMemory> uncertain, WorkerReport worker) {
        Map<String, WorkerLine.Kind> settled =
                LineMatch.of(uncertain, worker, Optional.empty()).settled();
        List<Verdict> verdicts = new ArrayList<>();
        for (GoneMemory memory : uncertain) {
            WorkerLine.Kind kind = settled.get(memory.id());
            if (kind != null) {
                verdicts.add(named(memory, kind));
            }
        }
        return verdicts;
    }

    private static void byCount(
            List<GoneMemory> rest, QueueChange change, LineMatch match, List<Verdict> verdicts) {
        OptionalLong unseenOrUnknown = change.unseen();
        OptionalLong syncedOrUnknown = change.synced();
        if (unseenOrUnknown.isEmpty() || syncedOrUnknown.isEmpty()) {
            rest.forEach(
                    memory ->
                            verdicts.add(
                                    uncertain(
                                            memory, "the queue file has no counters to compare")));
            return;
        }
        // A dead letter that was never seen and is recovered is counted as queued, not as synced.
        long unseen = unseenOrUnknown.getAsLong() - match.recoveredUnseen();
        long synced = syncedOrUnknown.getAsLong() - match.countedSettled();
        // Below zero something else wrote the file, and the sum means nothing.
        boolean sent = unseen >= 0 && rest.size() + unseen == synced;
        String sum =
                rest.size()
                        + " left"
                        + (unseen == 0 ? "" : " and " + unseen + " came and went unseen")
                        + ", total_synced grew by "
                        + synced
                        + (match.countedSettled() == 0 ? "" : " beside those in the log");
        String reservation =
                change.now().provablyFollows(change.before())
                        ? ""
                        : "; last_100 can't show that the file was not begun anew in between";
        for (GoneMemory memory : rest) {
            verdicts.add(
                    sent
                            ? new Verdict(
                                    memory.id(),
                                    Fate.SYNCED_REPORTED,
                                    JourneyKind.VANISHED_REPORTED,
                                    sum + reservation)
                            : uncertain(memory, sum));
        }
    }

    private static Verdict afterSetback(GoneMemory memory, String setback, WorkerReport worker) {
        String mayBeSent = mayBeSent(memory, worker);
        return mayBeSent.isEmpty()
                ? new Verdict(
                        memory.id(),
                        Fate.LOST,
                        JourneyKind.VANISHED_LOST,
                        "the queue file went back (" + setback + ") and it had never been sent")
                : uncertain(memory, "the queue file went back (" + setback + "), but " + mayBeSent);
    }

    /** Why it cannot be said that it was never sent; empty if it can. */
    private static String mayBeSent(GoneMemory memory, WorkerReport worker) {
        if (memory.attempted()) {
            return "it had been tried before";
        }
        if (memory.sending() == GoneMemory.Sending.POSSIBLE) {
            return "a worker may have sent it before that";
        }
        WorkerLine.Name name = WorkerLine.Name.of(memory.projectId(), memory.id());
        boolean spokenOf =
                name != null
                        && (worker.namedEarlier().contains(name)
                                || worker.lines().stream().anyMatch(l -> l.name().equals(name)));
        return spokenOf ? "a line of the worker's log may mean it" : "";
    }

    private static Verdict named(GoneMemory memory, WorkerLine.Kind kind) {
        return new Verdict(
                memory.id(),
                Fate.SYNCED_REPORTED,
                JourneyKind.SYNCED_REPORTED,
                "the worker's log says \"" + kind.words() + "\"");
    }

    private static Verdict uncertain(GoneMemory memory, String evidence) {
        return new Verdict(memory.id(), Fate.UNCERTAIN, JourneyKind.VANISHED_UNCERTAIN, evidence);
    }
}

package org.mem0queue.sync;

import org.mem0queue.queue.Memory;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is in one pass. It has as many turns as memories were due or in flight when it
 * began, so that it ends though others keep saving; each memory has one. Confined to the pass's
 * thread.
 */
final class Turns {
    private final Set<String> tried = new HashSet<>();

    /** How many more may be claimed; counted anew until a choice has become durable. */
    private long left;

    private boolean begun;

    private long due;

    /**
     * Chooses among what is pending.
     *
     * @param inFlightAtStart what an earlier pass left: some of it will come back to be sent
     * @param atMost how many may be claimed now
     * @param claimed how many each project has claimed already
     * @param last ids that go last
     */
    List<Memory> choose(
            List<Memory> pending,
            int inFlightAtStart,
            int atMost,
            Map<String, Integer> claimed,
            Set<String> last,
            Instant now) {
        long found = dueIn(pending, now);
        if (!begun) {
            left = found + inFlightAtStart;
        }
        List<Memory> chosen =
                FairChoice.of(pending, (int) Math.min(atMost, left), claimed, tried, last, now);
        due = Math.min(found, left) - chosen.size();
        return chosen;
    }

    /** Chooses none: nothing more is to be sent. */
    List<Memory> none(int inFlightAtStart) {
        left = begun ? left : inFlightAtStart;
        due = 0;
        return List.of();
    }

    /** These have had their turn. */
    void had(List<Memory> claimed) {
        begun = true;
        left -= claimed.size();
        claimed.forEach(memory -> tried.add(memory.id()));
    }

    /** It was not the memory's fault that its turn was in vain: it gets another. */
    void giveBack(String id) {
        if (tried.remove(id)) {
            left++;
        }
    }

    /** How many are still due, of those that have a turn. */
    long due() {
        return due;
    }

    /** Whether one of these may be sent now. */
    static boolean anyDue(List<Memory> pending, Instant now) {
        return pending.stream()
                .anyMatch(memory -> FairChoice.isSendable(memory) && FairChoice.isDue(memory, now));
    }

    private long dueIn(List<Memory> pending, Instant now) {
        return pending.stream()
                .filter(FairChoice::isSendable)
                .filter(memory -> FairChoice.isDue(memory, now))
                .filter(memory -> !tried.contains(memory.id()))
                .count();
    }
}

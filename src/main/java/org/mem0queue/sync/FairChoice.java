package org.mem0queue.sync;

import org.mem0queue.queue.Memory;
import org.mem0queue.store.SendingHistory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Chooses what to claim next: in turns between the projects, the one with the fewest claims first,
 * and within a project the oldest. So ten memories of one project do not wait for a thousand of
 * another. Pure.
 */
final class FairChoice {
    private FairChoice() {}

    /** Of what was saved in the same second the first in the queue comes first. */
    private record Candidate(Memory memory, boolean goesLast, Instant saved, int place) {
        static final Comparator<Candidate> OLDEST_FIRST =
                Comparator.comparing(Candidate::goesLast)
                        .thenComparing(Candidate::saved)
                        .thenComparingInt(Candidate::place);

        static Candidate of(Memory memory, Set<String> last, int place) {
            return new Candidate(
                    memory,
                    last.contains(memory.id()),
                    memory.timestamp().orElse(Instant.EPOCH),
                    place);
        }
    }

    /**
     * @param pending as they stand in the queue
     * @param atMost how many to choose
     * @param claimed how many each project has claimed already
     * @param tried ids that had their turn in this pass
     * @param last ids that go last
     * @param now what waits for its next attempt is left out
     */
    static List<Memory> of(
            List<Memory> pending,
            int atMost,
            Map<String, Integer> claimed,
            Set<String> tried,
            Set<String> last,
            Instant now) {
        if (atMost <= 0) {
            return List.of();
        }
        Map<String, PriorityQueue<Candidate>> byProject = new LinkedHashMap<>();
        int place = 0;
        for (Memory memory : pending) {
            place++;
            if (!isSendable(memory) || !isDue(memory, now) || tried.contains(memory.id())) {
                continue;
            }
            Candidate candidate = Candidate.of(memory, last, place);
            PriorityQueue<Candidate> oldest =
                    byProject.computeIfAbsent(
                            memory.projectId().orElse(""),
                            _ -> new PriorityQueue<>(Candidate.OLDEST_FIRST.reversed()));
            // Only the oldest few of a project can be chosen: a heap of these, the newest on top.
            if (oldest.size() < atMost) {
                oldest.add(candidate);
            } else if (Candidate.OLDEST_FIRST.compare(candidate, oldest.peek()) < 0) {
                oldest.poll();
                oldest.add(candidate);
            }
        }
        return inTurns(byProject, atMost, claimed, last);
    }

    private static List<Memory> inTurns(
            Map<String, PriorityQueue<Candidate>> byProject,
            int atMost,
            Map<String, Integer> claimed,
            Set<String> last) {
        Map<String, List<Memory>> lists = new HashMap<>();
        byProject.forEach(
                (project, heap) -> {
                    List<Memory> oldestLast = new ArrayList<>();
                    while (!heap.isEmpty()) {
                        oldestLast.add(heap.remove().memory());
                    }
                    lists.put(project, oldestLast);
                });
        record Turn(String project, int claims, boolean goesLast, Instant oldest) {
            Turn(String project, int claims, Memory next, Set<String> last) {
                this(
                        project,
                        claims,
                        last.contains(next.id()),
                        next.timestamp().orElse(Instant.EPOCH));
            }
        }
        PriorityQueue<Turn> turns =
                new PriorityQueue<>(
                        Comparator.comparing(Turn::goesLast)
                                .thenComparingInt(Turn::claims)
                                .thenComparing(Turn::oldest)
                                .thenComparing(Turn::project));
        lists.forEach(
                (project, list) ->
                        turns.add(
                                new Turn(
                                        project,
                                        claimed.getOrDefault(project, 0),
                                        list.getLast(),
                                        last)));
        List<Memory> chosen = new ArrayList<>();
        while (chosen.size() < atMost && !turns.isEmpty()) {
            Turn turn = turns.poll();
            List<Memory> list = lists.getOrDefault(turn.project(), List.of());
            chosen.add(list.removeLast());
            if (!list.isEmpty()) {
                turns.add(new Turn(turn.project(), turn.claims() + 1, list.getLast(), last));
            }
        }
        return chosen;
    }

    /** An entry without a project or a text cannot be sent; {@code doctor} tells it. */
    static boolean isSendable(Memory memory) {
        return memory.projectId().filter(project -> !project.isEmpty()).isPresent()
                && !memory.idDerived();
    }

    /**
     * Whether its next attempt may be made. One further away than an hour, or than the server had
     * asked for, is due at once: the clock was set back.
     */
    static boolean isDue(Memory memory, Instant now) {
        Instant next = memory.nextAttempt().orElse(null);
        if (next == null || !next.isAfter(now)) {
            return true;
        }
        return next.isAfter(now.plus(RetryPolicy.MOST))
                && next.isAfter(now.plus(SendingHistory.askedToWait(memory)));
    }
}

package org.mem0queue.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When accepted memories are asked for again: with growing pauses. Confined to one thread. */
final class Polls {
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60));

    private record Poll(int count, Instant next) {}

    private final Map<String, Poll> polls = new HashMap<>();

    /** When this one may be asked for; a second after it was first heard of. */
    Instant next(String id, Instant now) {
        Poll poll = polls.computeIfAbsent(id, key -> new Poll(0, now.plus(PAUSES.getFirst())));
        // Far away only because the clock was set back.
        return poll.next().isAfter(now.plus(PAUSES.getLast())) ? now : poll.next();
    }

    /** It is decided. */
    void done(String id) {
        polls.remove(id);
    }

    /** It was asked for and is not decided yet. */
    void again(String id, Instant now) {
        int count = Math.min(polls.getOrDefault(id, new Poll(0, now)).count() + 1, 4);
        polls.put(id, new Poll(count, now.plus(PAUSES.get(count))));
    }
}

package org.mem0queue.store;

import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.RawJson;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What an upload that did not store a memory leaves in its entry. */
final class AttemptNotes {
    /** When it is to be tried next. */
    static final Set<String> SCHEDULE = Set.of("next_attempt", SendingHistory.ASKED);

    private static final Duration LONG = Duration.ofHours(1);

    private AttemptNotes() {}

    /** It is tried again, later. */
    static RawJson again(Memory memory, RawJson plain, Settlement.Again again, Instant now) {
        RawJson entry = JsonObjectEdit.remove(plain, SCHEDULE);
        entry = JsonObjectEdit.set(entry, "last_error", Json.quote(again.reason()));
        if (again.next() != null) {
            entry = JsonObjectEdit.set(entry, "next_attempt", Json.quote(again.next().toString()));
            Duration wait = Duration.between(now, again.next());
            if (wait.compareTo(LONG) > 0) {
                entry = JsonObjectEdit.set(entry, SendingHistory.ASKED, wait.toSeconds() + 1);
            }
        }
        if (again.counted() == Settlement.Counted.NO) {
            return entry;
        }
        return counted(memory, entry, now);
    }

    /** It was sent, most likely in vain. */
    static RawJson sent(Memory memory, RawJson plain, Instant sent) {
        SendingHistory history = SendingHistory.of(memory);
        return new SendingHistory(history.attempts(), history.since(), history.lookUp(), sent)
                .on(plain, memory.retries());
    }

    /** With one more attempt of ours. */
    static RawJson counted(Memory memory, RawJson entry, Instant now) {
        SendingHistory history = SendingHistory.of(memory);
        return new SendingHistory(
                        history.attempts() + 1,
                        history.since() == null ? now : history.since(),
                        history.lookUp())
                .on(entry, memory.retries() + 1);
    }
}

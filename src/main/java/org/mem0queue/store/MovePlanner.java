package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.Skipped;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the moves of an act out of the memories that a person chose. Reads and writes nothing;
 * {@link QueueStore#act} checks each move again under the lock.
 */
public final class MovePlanner {
    private static final String NEXT_ATTEMPT = "next_attempt";

    /** What our sync notes in an entry. */
    private static final Set<String> OF_SYNC =
            Set.of(NEXT_ATTEMPT, SendingHistory.FIELD, SendingHistory.ASKED, Claim.FIELD);

    /** What the endless worker notes in a dead letter; it begins anew if that fails once more. */
    private static final Set<String> OF_DEAD_LETTERS =
            Set.of("moved_to_dlq_at", "retry_count", "last_attempt");

    /** What was wrong with the whole is not wrong with a part. */
    private static final Set<String> OF_FAILURE = Set.of("last_error");

    private static final Set<MemoryState> DISCARDABLE =
            Set.of(
                    MemoryState.SPOOLED,
                    MemoryState.PENDING,
                    MemoryState.HELD,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER,
                    MemoryState.EMERGENCY);

    private MovePlanner() {}

    /** What an edit does beside changing the entry. */
    public enum Then {
        /**
         * It stays where it is. An emergency line, which nobody may write to, goes to the queue.
         */
        STAY,
        /** It goes to the queue. */
        RETRY
    }

    /** To be sent again, from the beginning: what waits is sent now instead of later. */
    public static PlannedMove retry(Memory memory) {
        return switch (memory.state()) {
            case PENDING ->
                    memory.detail().nextAttempt() == null
                            ? impossible(memory, "is waiting already")
                            : move(memory, MemoryState.PENDING, again(memory));
            case FAILED, DEAD_LETTER, EMERGENCY -> move(memory, MemoryState.PENDING, again(memory));
            case SPOOLED -> impossible(memory, "is waiting already");
            case HELD -> impossible(memory, "is on hold: release it");
            case TRASH -> impossible(memory, "is in the trash: restore it");
            case IN_FLIGHT, IN_DOUBT, SYNCED, UNCERTAIN, LOST -> notHere(memory);
        };
    }

    /**
     * Nobody is to send it until it is released: what waits, and what has failed, which is then as
     * after a retry.
     */
    public static PlannedMove hold(Memory memory) {
        return switch (memory.state()) {
            case SPOOLED, PENDING ->
                    move(
                            memory,
                            MemoryState.HELD,
                            memory.raw().isObject()
                                    ? JsonObjectEdit.remove(memory.raw(), AttemptNotes.SCHEDULE)
                                    : memory.raw());
            case FAILED -> move(memory, MemoryState.HELD, again(memory));
            case HELD -> impossible(memory, "is on hold already");
            case DEAD_LETTER, EMERGENCY -> impossible(memory, "is not sent unless you retry it");
            case TRASH -> impossible(memory, "is in the trash: restore it");
            case IN_FLIGHT, IN_DOUBT, SYNCED, UNCERTAIN, LOST -> notHere(memory);
        };
    }

    /** What is on hold may be sent again, and is due at once. */
    public static PlannedMove release(Memory memory) {
        return memory.state() == MemoryState.HELD
                ? move(memory, MemoryState.PENDING, memory.raw())
                : impossible(memory, "is not on hold");
    }

    /** It is stored: a person says so of what is in doubt or uncertain. */
    public static PlannedMove sent(Memory memory) {
        return isUnclear(memory)
                ? move(memory, MemoryState.SYNCED, Claim.off(memory.raw()))
                : impossible(memory, "is not unclear");
    }

    /** It is not stored: what is in doubt, uncertain or lost is to be sent again. */
    public static PlannedMove resend(Memory memory) {
        return isUnclear(memory) || memory.state() == MemoryState.LOST
                ? move(memory, MemoryState.PENDING, anew(memory, memory.raw()))
                : impossible(memory, "is not unclear");
    }

    private static boolean isUnclear(Memory memory) {
        return memory.state() == MemoryState.IN_DOUBT
                || memory.state() == MemoryState.IN_FLIGHT // refused unless its claim is old
                || memory.state() == MemoryState.UNCERTAIN;
    }

    /** Into the trash. */
    public static PlannedMove discard(Memory memory) {
        if (memory.state() == MemoryState.TRASH) {
            return impossible(memory, "is in the trash already");
        }
        return DISCARDABLE.contains(memory.state())
                ? move(memory, MemoryState.TRASH, memory.raw())
                : notHere(memory);
    }

    /** Out of the trash, into the queue, as it was. */
    public static PlannedMove restore(Memory memory) {
        return memory.state() == MemoryState.TRASH
                ? move(memory, MemoryState.PENDING, again(memory))
                : impossible(memory, "is not in the trash");
    }

    /**
     * Another text, another project, or both; attempts are counted from the beginning.
     *
     * @param content null to keep it
     * @param project null to keep it; not empty
     */
    public static PlannedMove edit(
            Memory memory, @Nullable String content, @Nullable String project, Then then) {
        boolean inTrash = memory.state() == MemoryState.TRASH;
        if (!inTrash && !DISCARDABLE.contains(memory.state())) {
            return notHere(memory);
        }
        if (project != null && project.isEmpty()) {
            return impossible(memory, "needs a project that is not empty");
        }
        if (!memory.raw().isObject()) {
            return impossible(memory, "is no entry that could be edited");
        }
        RawJson changed = memory.raw();
        if (content != null) {
            changed = JsonObjectEdit.set(changed, "content", Json.quote(content));
        }
        if (project != null) {
            changed = JsonObjectEdit.set(changed, "project_id", Json.quote(project));
        }
        boolean toQueue = then == Then.RETRY || inTrash || memory.state() == MemoryState.EMERGENCY;
        return toQueue
                ? move(memory, MemoryState.PENDING, anew(memory, changed))
                : move(memory, here(memory), JsonObjectEdit.set(changed, "retries", 0));
    }

    /**
     * Parts take its place in the queue, or on hold if it was, and it goes into the trash, all in
     * one write. A part has its project and its time, names it as its original, and says which one
     * of how many it is.
     *
     * @param parts of its text, in order; joined they are the text
     */
    public static List<PlannedMove> split(Memory memory, List<String> parts) {
        PlannedMove whole = discard(memory);
        if (whole instanceof PlannedMove.Impossible || memory.projectId().isEmpty()) {
            return List.of(
                    whole instanceof PlannedMove.Impossible
                            ? whole
                            : impossible(memory, ActReasons.NO_PROJECT));
        }
        MemoryState place =
                memory.state() == MemoryState.HELD ? MemoryState.HELD : MemoryState.PENDING;
        List<PlannedMove> moves = new ArrayList<>(parts.size() + 1);
        moves.add(whole);
        RawJson entry = JsonObjectEdit.remove(anew(memory, memory.raw()), OF_FAILURE);
        entry = JsonObjectEdit.set(entry, "original_id", Json.quote(memory.id()));
        for (int i = 0; i < parts.size(); i++) {
            RawJson part = JsonObjectEdit.set(entry, "content", Json.quote(parts.get(i)));
            part = JsonObjectEdit.set(part, "part", i + 1);
            part = JsonObjectEdit.set(part, "parts", parts.size());
            String id =
                    KnownMemories.derivedId(
                            EntryReader.read(part, MemoryState.PENDING),
                            memory.id() + "~" + (i + 1));
            part = JsonObjectEdit.set(part, "id", Json.quote(id));
            moves.add(
                    new PlannedMove.Ready(
                            new Move(
                                    id,
                                    MemoryState.SPOOLED,
                                    Move.hashOf(part),
                                    place,
                                    part,
                                    null,
                                    memory.id())));
        }
        return moves;
    }

    /** What waits in the spool is merged before an act begins. */
    private static MemoryState here(Memory memory) {
        return memory.state() == MemoryState.SPOOLED ? MemoryState.PENDING : memory.state();
    }

    private static RawJson anew(Memory memory, RawJson raw) {
        if (!raw.isObject()) {
            return raw; // the act says that nobody could send it
        }
        RawJson entry = JsonObjectEdit.set(raw, "retries", 0);
        entry = JsonObjectEdit.remove(entry, OF_SYNC);
        return switch (memory.state()) {
            case DEAD_LETTER -> JsonObjectEdit.remove(entry, OF_DEAD_LETTERS);
            case EMERGENCY -> JsonObjectEdit.remove(entry, Set.of("emergency"));
            default -> entry;
        };
    }

    /** The same, marked to be looked up first if another program may have sent it. */
    private static RawJson again(Memory memory) {
        RawJson entry = anew(memory, memory.raw());
        return memory.raw().isObject() && mayBeStored(memory)
                ? new SendingHistory(0, null, true).on(entry, 0)
                : entry;
    }

    /**
     * Whether it may be stored already: a program other than ours has tried to send it, or ours has
     * and cannot be quite sure.
     */
    public static boolean mayBeStored(Memory memory) {
        SendingHistory history = SendingHistory.of(memory);
        return history.lookUp()
                || history.sent() != null
                || (memory.state() == MemoryState.FAILED && history.attempts() == 0);
    }

    private static PlannedMove move(Memory memory, MemoryState to, RawJson after) {
        return new PlannedMove.Ready(
                new Move(memory.id(), here(memory), Move.hashOf(memory), to, after));
    }

    private static PlannedMove notHere(Memory memory) {
        return impossible(
                memory,
                switch (memory.state()) {
                    case IN_FLIGHT -> ActReasons.IN_FLIGHT;
                    case IN_DOUBT -> ActReasons.IN_DOUBT;
                    case SYNCED -> "was sent already";
                    default -> "is in no file; `recover` puts it back";
                });
    }

    private static PlannedMove impossible(Memory memory, String reason) {
        return new PlannedMove.Impossible(new Skipped(memory.id(), reason));
    }
}

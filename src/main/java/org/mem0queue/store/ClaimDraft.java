package org.mem0queue.store;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;
import org.mem0queue.store.Exchange.Result;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The next version of the queue file of an {@link Exchange}, checked against the one that lies
 * there. Writes nothing. Used by one thread, under the lock.
 */
final class ClaimDraft {
    private final QueueDocument document;
    private final Outcomes known;
    private final Elsewhere elsewhere;
    private final SpoolIdentity identity;
    private final Instant now;

    private final List<Memory> queue;
    private final List<Memory> failed;
    private final List<Memory> held;
    private final List<Memory> inFlight = new ArrayList<>();

    /**
     * Which of the ids in question stand in queue, failed or held, so that most are not looked for.
     */
    private final Set<String> standing = new HashSet<>();

    private final List<Result> settled = new ArrayList<>();
    private final List<Memory> claimed = new ArrayList<>();
    private final List<Memory> alreadyStored = new ArrayList<>();
    private final List<Outcomes.Line> outcomes = new ArrayList<>();
    private int stored;
    private boolean changed;

    /** Where else a memory may be safe. */
    interface Elsewhere {
        boolean holds(Memory memory) throws IOException;
    }

    ClaimDraft(
            QueueDocument document,
            Outcomes known,
            Elsewhere elsewhere,
            SpoolIdentity identity,
            Instant now) {
        this.document = document;
        this.known = known;
        this.elsewhere = elsewhere;
        this.identity = identity;
        this.now = now.truncatedTo(MILLIS);
        this.queue = new ArrayList<>(document.queue());
        this.failed = new ArrayList<>(document.failed());
        this.held = new ArrayList<>(document.held());
    }

    boolean isChanged() {
        return changed;
    }

    List<Memory> claimed() {
        return claimed;
    }

    List<Result> settled() {
        return settled;
    }

    List<Memory> alreadyStored() {
        return alreadyStored;
    }

    List<Outcomes.Line> outcomes() {
        return outcomes;
    }

    /** Puts the results in, and what recovery says of every other claim. */
    void settle(Exchange request) throws IOException {
        Map<String, List<Result>> open = new HashMap<>();
        for (Result result : request.results()) {
            open.computeIfAbsent(result.memory().id(), id -> new ArrayList<>(1)).add(result);
        }
        Set<String> asked = new HashSet<>(open.keySet());
        document.inFlight().forEach(memory -> asked.add(memory.id()));
        for (List<Memory> list : List.of(queue, failed, held)) {
            list.stream().map(Memory::id).filter(asked::contains).forEach(standing::add);
        }
        for (Memory memory : document.inFlight()) {
            Result result = take(open, memory);
            Settlement settlement =
                    result != null ? result.settlement() : request.recovery().apply(memory);
            if (settlement == null) {
                inFlight.add(memory);
            } else {
                apply(memory, settlement);
            }
        }
        for (List<Result> left : open.values()) {
            for (Result result : left) {
                applyMissing(result);
            }
        }
        for (Memory memory : List.copyOf(queue)) {
            Exchange.Returned returned =
                    open.containsKey(memory.id()) ? null : request.returned().apply(memory);
            if (returned != null && !isSettledSince(memory, returned.at())) {
                putBack(memory, returned);
            }
        }
    }

    private boolean isSettledSince(Memory memory, Instant sent) throws IOException {
        return known.latest(memory.id())
                .filter(line -> line.sha256().equals(TextKey.of(memory).sha256()))
                .filter(line -> !line.time().isBefore(sent.truncatedTo(MILLIS)))
                .isPresent();
    }

    /** It was sent, and must not be sent again from where another program has put it. */
    private void putBack(Memory memory, Exchange.Returned returned) throws IOException {
        queue.removeIf(other -> other == memory);
        Claim claim =
                new Claim(
                        returned.claim(),
                        identity.machine(),
                        identity.boot(),
                        SendingHistory.of(memory).attempts() + 1,
                        returned.at(),
                        null,
                        null);
        apply(
                EntryReader.read(claim.on(memory.raw()), MemoryState.IN_FLIGHT),
                returned.settlement());
    }

    private static @Nullable Result take(Map<String, List<Result>> open, Memory memory) {
        List<Result> same = open.get(memory.id());
        if (same == null) {
            return null;
        }
        String claim = Claim.of(memory).id();
        TextKey key = TextKey.of(memory);
        for (Result result : same) {
            if (Claim.of(result.memory()).id().equals(claim)
                    && TextKey.of(result.memory()).equals(key)) {
                same.remove(result);
                return result;
            }
        }
        return null;
    }

    private void apply(Memory memory, Settlement settlement) throws IOException {
        changed = true;
        RawJson plain = Claim.off(memory.raw());
        boolean goesBack =
                settlement instanceof Settlement.Again || settlement instanceof Settlement.Released;
        Claim before = Claim.of(memory);
        if (goesBack && (before.inDoubt() || before.event() != null)) {
            outcomes.add(line(memory, Outcomes.Outcome.NOT_STORED));
        }
        Memory after =
                switch (settlement) {
                    case Settlement.Stored ignored -> {
                        if (!known.stored(memory)) {
                            outcomes.add(line(memory, Outcomes.Outcome.STORED));
                        }
                        stored++;
                        removeCopies(memory);
                        yield EntryReader.read(plain, MemoryState.SYNCED);
                    }
                    case Settlement.Released(Instant sent) ->
                            back(
                                    EntryReader.read(
                                            sent == null
                                                    ? plain
                                                    : AttemptNotes.sent(memory, plain, sent),
                                            MemoryState.PENDING));
                    case Settlement.Again again ->
                            back(
                                    EntryReader.read(
                                            AttemptNotes.again(memory, plain, again, now),
                                            MemoryState.PENDING));
                    case Settlement.Failed(String reason) -> {
                        outcomes.add(line(memory, Outcomes.Outcome.REJECTED));
                        RawJson told =
                                JsonObjectEdit.set(
                                        JsonObjectEdit.remove(plain, AttemptNotes.SCHEDULE),
                                        "last_error",
                                        Json.quote(reason));
                        Memory entry =
                                EntryReader.read(
                                        AttemptNotes.counted(memory, told, now),
                                        MemoryState.FAILED);
                        if (!holds(failed, entry)) {
                            failed.add(entry);
                            standing.add(entry.id());
                        }
                        yield entry;
                    }
                    case Settlement.Doubtful(Claim.Doubt doubt) ->
                            stays(memory, Claim.of(memory).with(doubt), MemoryState.IN_DOUBT);
                    case Settlement.Accepted(String event) ->
                            stays(memory, Claim.of(memory).with(event), MemoryState.IN_FLIGHT);
                };
        settled.add(new Result(after, settlement));
    }

    /**
     * Another program took a claimed memory out of the queue file by writing back an older one. It
     * may have put it into the queue again, and must not be lost.
     */
    private void applyMissing(Result result) throws IOException {
        Memory memory = result.memory();
        boolean standsHere = stands(memory);
        boolean storedSince = known.stored(memory);
        switch (result.settlement()) {
            case Settlement.Stored _ -> {
                if (!storedSince || standsHere) {
                    apply(memory, result.settlement());
                }
            }
            case Settlement.Released _, Settlement.Again _, Settlement.Failed _ -> {
                if (!standsHere && !storedSince && !elsewhere.holds(memory)) {
                    apply(memory, result.settlement());
                }
            }
            case Settlement.Doubtful(Claim.Doubt doubt) -> {
                // One that was asked for again may have been settled by a person meanwhile.
                if (doubt.asked() == null && !storedSince) {
                    removeCopies(memory);
                    apply(memory, result.settlement());
                }
            }
            case Settlement.Accepted _ -> {
                removeCopies(memory);
                apply(memory, result.settlement());
            }
        }
    }

    private Memory back(Memory memory) {
        if (!stands(memory)) {
            queue.add(memory);
            standing.add(memory.id());
        }
        return memory;
    }

    private Memory stays(Memory memory, Claim claim, MemoryState state) {
        Memory entry = EntryReader.read(claim.on(memory.raw()), state);
        inFlight.add(entry);
        return entry;
    }

    /** A stored memory must not be sent again from where another program has put it back. */
    private void removeCopies(Memory memory) {
        if (standing.contains(memory.id())) {
            TextKey key = TextKey.of(memory);
            queue.removeIf(other -> isSame(other, key));
            failed.removeIf(other -> isSame(other, key));
            held.removeIf(other -> isSame(other, key));
        }
    }

    private boolean stands(Memory memory) {
        return holds(queue, memory) || holds(failed, memory) || holds(held, memory);
    }

    private boolean holds(List<Memory> list, Memory memory) {
        if (!standing.contains(memory.id())) {
            return false;
        }
        TextKey key = TextKey.of(memory);
        return list.stream().anyMatch(other -> isSame(other, key));
    }

    private static boolean isSame(Memory other, TextKey key) {
        return other.id().equals(key.id()) && TextKey.of(other).equals(key);
    }

    /** Takes the chosen ones out of the queue, unless they are stored already. */
    void claim(Exchange request) throws IOException {
        removeTwins();
        // A copy: what was chosen may be a view of the queue that it is taken out of.
        List<Memory> chosen =
                List.copyOf(request.choice().apply(Collections.unmodifiableList(queue)));
        if (chosen.isEmpty()) {
            return;
        }
        changed = true;
        Set<Memory> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.addAll(chosen);
        queue.removeIf(taken::contains);
        Set<TextKey> twice = new HashSet<>();
        for (Memory memory : chosen) {
            if (known.stored(memory)) {
                stored++;
                alreadyStored.add(memory.in(MemoryState.SYNCED));
                continue;
            }
            if (!twice.add(TextKey.of(memory))) {
                continue; // the same entry stood there twice: once is enough
            }
            Claim claim =
                    new Claim(
                            request.claimId(),
                            identity.machine(),
                            identity.boot(),
                            SendingHistory.of(memory).attempts() + 1,
                            now,
                            null,
                            null);
            Memory entry = EntryReader.read(claim.on(memory.raw()), MemoryState.IN_FLIGHT);
            inFlight.add(entry);
            claimed.add(entry);
        }
    }

    /**
     * What is in flight, in doubt or on hold must not be sent from where another program put it
     * back.
     */
    private void removeTwins() {
        Map<String, List<Memory>> away = new HashMap<>();
        for (List<Memory> list : List.of(inFlight, held)) {
            list.forEach(m -> away.computeIfAbsent(m.id(), id -> new ArrayList<>(1)).add(m));
        }
        changed |=
                !away.isEmpty()
                        && queue.removeIf(
                                memory ->
                                        away.getOrDefault(memory.id(), List.of()).stream()
                                                .anyMatch(m -> isSame(m, TextKey.of(memory))));
    }

    private Outcomes.Line line(Memory memory, Outcomes.Outcome outcome) {
        return Outcomes.Line.of(TextKey.of(memory), outcome, now);
    }

    QueueDraft next() {
        QueueDraft draft = new QueueDraft(document);
        draft.replace(QueueDocument.QUEUE, raw(queue));
        draft.replace(QueueDocument.FAILED, raw(failed));
        if (!inFlight.isEmpty() || document.indexOf(QueueDocument.IN_FLIGHT) >= 0) {
            draft.replace(QueueDocument.IN_FLIGHT, raw(inFlight));
        }
        if (held.size() < document.held().size()) {
            draft.replace(QueueDocument.HELD, raw(held));
        }
        draft.followFailed();
        if (stored > 0) {
            draft.countSynced(stored, localTime(now));
        }
        return draft;
    }

    /** As Python writes it: local, without a zone. */
    static String localTime(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneId.systemDefault()).truncatedTo(MICROS).toString();
    }

    private static List<RawJson> raw(List<Memory> memories) {
        return memories.stream().map(Memory::raw).toList();
    }
}

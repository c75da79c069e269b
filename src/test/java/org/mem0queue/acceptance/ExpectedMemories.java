package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each memory has to be, as far as the answers to our acts and the runs of workers tell.
 * Knows nothing of how the program does it.
 */
final class ExpectedMemories {
    /** From where a worker takes memories to wherever it likes. */
    private static final Set<MemoryState> WORKED_OFF =
            EnumSet.of(
                    MemoryState.SPOOLED,
                    MemoryState.PENDING,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER);

    /** Where no worker sends anything from. */
    private static final Set<MemoryState> OUT_OF_REACH =
            EnumSet.of(MemoryState.TRASH, MemoryState.HELD);

    /** A text that is valid from the upload of that number on. */
    private record Version(long sentBefore, String content) {}

    /** One memory. */
    static final class Expected {
        private MemoryState state;
        private final List<Version> versions = new ArrayList<>();

        /** A worker may have moved or sent it since. */
        private boolean loose;

        /** A process was killed while it had its hands on it: two places, two uploads are right. */
        private boolean cutOff;

        Expected(MemoryState state, String content) {
            this.state = state;
            this.versions.add(new Version(0, content));
        }

        MemoryState state() {
            return state;
        }

        boolean settled() {
            return !loose;
        }

        @Override
        public String toString() {
            return state + (loose ? ", worked off" : "") + (cutOff ? ", cut off" : "");
        }
    }

    private final StandInWorker worker;
    private final Map<String, Expected> all = new LinkedHashMap<>();
    private final Map<String, Long> sentWhenTakenAway = new HashMap<>();
    private boolean workerAround;

    /** The worker that is around dies at one of its uploads. */
    private boolean workerDoomed;

    ExpectedMemories(StandInWorker worker) {
        this.worker = worker;
    }

    /** Takes over what is there at the beginning. */
    void begin(QueueSnapshot now) {
        now.memories()
                .forEach(
                        (state, memories) ->
                                memories.forEach(m -> accepted(m.id(), state, textOf(m))));
    }

    void accepted(String id, MemoryState state, String content) {
        Expected one = new Expected(state, content);
        withinReach(one);
        assertThat(all.put(id, one)).as("%s is new", id).isNull();
    }

    /** From now on until {@link #workerEnded} a worker may do what workers do. */
    void workerStarts(StandInWorker.Run run) {
        workerAround = true;
        workerDoomed = run.killAt() > 0;
        all.values().forEach(this::withinReach);
    }

    void workerEnded() {
        workerAround = false;
        workerDoomed = false;
    }

    /**
     * What a worker that is around may take next, also if it came only now: a run has several
     * cycles, and loads the queue later than it starts. One that dies right after an upload leaves
     * that memory in its file, and nobody can know that it was sent.
     */
    private void withinReach(Expected one) {
        one.loose = workerAround && WORKED_OFF.contains(one.state);
        one.cutOff |= one.loose && workerDoomed;
    }

    boolean quiet() {
        return !workerAround;
    }

    /** An act tells what it did. */
    void told(ActReport.Done report) {
        assertThat(report.historyProblem()).isNull();
        for (Moved moved : report.done()) {
            Expected one = all.get(moved.id());
            assertThat(one).as(moved.id()).isNotNull();
            assertThat(moved.idNow()).isEqualTo(moved.id());
            if (!one.loose) {
                assertThat(moved.from()).as("%s, %s", moved.id(), one).isEqualTo(stood(one.state));
            }
            moveTo(moved.id(), one, moved.to(), textOf(moved));
        }
        for (Skipped skipped : report.skipped()) {
            assertThat(skipped.reason()).isNotBlank();
        }
    }

    private void moveTo(String id, Expected one, MemoryState to, String content) {
        long sent = worker.timesSent(id);
        if (!one.versions.getLast().content().equals(content)) {
            one.versions.add(new Version(sent, content));
        }
        one.state = to;
        withinReach(one);
        if (OUT_OF_REACH.contains(to)) {
            sentWhenTakenAway.put(id, sent);
        } else {
            sentWhenTakenAway.remove(id);
        }
    }

    private static MemoryState stood(MemoryState state) {
        return state == MemoryState.SPOOLED ? MemoryState.PENDING : state;
    }

    Expected of(String id) {
        Expected one = all.get(id);
        assertThat(one).as("%s was accepted", id).isNotNull();
        return one;
    }

    Collection<String> ids() {
        return all.keySet();
    }

    /**
     * An act of a process that was killed: each memory is as it was or as it was to be. No worker
     * may run meanwhile.
     */
    void killed(Collection<String> ids, QueueSnapshot now, Set<MemoryState> possible) {
        Map<String, Memory> here = new HashMap<>();
        now.memories().values().forEach(list -> list.forEach(m -> here.put(m.id(), m)));
        for (String id : ids) {
            Expected one = of(id);
            Memory memory = here.get(id);
            if (memory == null) {
                assertThat(one.loose).as("%s (%s) has vanished", id, one).isTrue();
                assertThat(worker.timesSent(id)).isPositive();
                continue;
            }
            Set<MemoryState> right = EnumSet.copyOf(possible);
            right.add(stood(one.state));
            right.add(one.state);
            if (one.loose) {
                right.addAll(WORKED_OFF);
            }
            assertThat(memory.state()).as("%s was %s", id, one).isIn(right);
            one.cutOff = true;
            boolean loose = one.loose;
            moveTo(id, one, memory.state(), textOf(memory));
            one.loose = loose && WORKED_OFF.contains(memory.state());
        }
    }

    /** Each memory is where it has to be, with the text that it has to have. */
    void verify(Map<String, Map<String, String>> placesById) {
        Map<String, List<String>> uploads = new HashMap<>();
        for (StandInWorker.Sent one : worker.sent()) {
            uploads.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one.content());
        }
        for (Map.Entry<String, Expected> each : all.entrySet()) {
            String id = each.getKey();
            Expected one = each.getValue();
            Map<String, String> places = placesById.getOrDefault(id, Map.of());
            List<String> sent = uploads.getOrDefault(id, List.of());
            String what = id + " (" + one + ") in " + places.keySet() + ", sent " + sent.size();
            assertThat(places.size() + sent.size()).as("nowhere: " + what).isPositive();
            if (!one.cutOff) {
                assertThat(places.size() + sent.size()).as("in one place: " + what).isOne();
            }
            if (OUT_OF_REACH.contains(one.state)) {
                assertThat((long) sent.size())
                        .as("sent after it was discarded or held: " + what)
                        .isEqualTo(sentWhenTakenAway.get(id));
            }
            if (one.loose) {
                assertThat(places.keySet())
                        .as(what)
                        .isSubsetOf(
                                one.cutOff
                                        ? Set.of(
                                                "pending",
                                                "failed",
                                                "dead-letters",
                                                "trash",
                                                "held")
                                        : Set.of("pending", "failed", "dead-letters"));
            } else {
                assertThat(places).as(what).containsKey(stood(one.state).word());
            }
            String last = one.versions.getLast().content();
            assertThat(places.values())
                    .as("the text of " + what)
                    .allSatisfy(text -> assertThat(text).isEqualTo(last));
            for (int i = 0; i < sent.size(); i++) {
                assertThat(textsAt(one, i)).as("upload %s of %s", i, what).contains(sent.get(i));
            }
        }
        assertThat(all.keySet()).as("invented").containsAll(placesById.keySet());
    }

    /**
     * What an upload may carry: the text of its time, or one that came right then. A worker may
     * send a new text before we have written down that the act which made it is done.
     */
    private static List<String> textsAt(Expected one, int upload) {
        List<String> texts = new ArrayList<>(List.of(textAt(one, upload)));
        one.versions.stream()
                .filter(version -> version.sentBefore() == upload + 1)
                .forEach(version -> texts.add(version.content()));
        return texts;
    }

    private static String textAt(Expected one, int upload) {
        String text = one.versions.getFirst().content();
        for (Version version : one.versions) {
            text = version.sentBefore() <= upload ? version.content() : text;
        }
        return text;
    }

    private static String textOf(Memory memory) {
        return memory.detail().contentText().orElse("");
    }

    private static String textOf(Moved moved) {
        try {
            JsonNode entry = Outcome.JSON.readTree(moved.after().bytes());
            return entry.path("content").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

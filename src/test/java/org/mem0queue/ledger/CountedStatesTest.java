package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.memory;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.MemoryState;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What was read of the rows before must never show in what is said of them now. */
class CountedStatesTest extends OpenLedger {
    private static final Set<MemoryState> ASKED =
            Set.of(MemoryState.PENDING, MemoryState.FAILED, MemoryState.TRASH);
    private static final List<MemoryState> ALL =
            List.of(
                    MemoryState.PENDING,
                    MemoryState.FAILED,
                    MemoryState.TRASH,
                    MemoryState.IN_FLIGHT);
    private static final int STEPS = 60;
    private static final int MOST_IDS = 400;

    private final Map<String, MemoryState> expected = new HashMap<>();

    private void see(Ledger by, List<String> ids, MemoryState state, int second) {
        List<Sighting> sightings = new ArrayList<>();
        for (String id : ids) {
            sightings.add(
                    new Sighting(
                            memory(id, state, "text of " + id),
                            LedgerFixture.START.plusSeconds(second)));
            expected.put(id, state);
        }
        done(by.record(LedgerBatch.ofSightings(sightings)));
    }

    private Map<String, MemoryState> asked() {
        Map<String, MemoryState> asked = new HashMap<>(expected);
        asked.values().retainAll(ASKED);
        return asked;
    }

    /** One by one and by the hundred, by us and by another process, so that all ways are taken. */
    @Test
    void whateverMovesWhoeverMovesItTheAnswerIsThatOfTheFile() {
        Random random = new Random(28);
        Ledger other = ledgers.open();
        int known = 0;
        for (int step = 0; step < STEPS; step++) {
            int many = random.nextInt(4) == 0 ? 150 : 1 + random.nextInt(3);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                boolean fresh = known < MOST_IDS && random.nextBoolean();
                ids.add("m" + (fresh || known == 0 ? known++ : random.nextInt(known)));
            }
            see(
                    random.nextInt(3) == 0 ? other : ledger,
                    ids.stream().distinct().toList(),
                    ALL.get(random.nextInt(ALL.size())),
                    step);
            assertThat(done(ledger.states(ASKED))).as("step %s", step).isEqualTo(asked());
        }
        assertThat(done(other.states(ASKED))).isEqualTo(asked());
        assertThat(known).as("the test moved something").isGreaterThan(200);
    }
}

package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.ledger.Judgement.Fate;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Simulated workers, saves, acts of ours and mishaps, looked at from time to time. */
class DisappearancesSimulationTest {
    private static final int RUNS = 10_000;
    private static final int STEPS = 25;

    @Test
    void whatTheOneShotWorkerSyncsIsAlwaysReportedWhateverTheLogHas() {
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            int lines = random.nextInt(3) * 50;
            SimulatedQueue queue =
                    new SimulatedQueue(random, random.nextBoolean(), random.nextInt(4) * 30, lines);
            SimulatedLooks looks = new SimulatedLooks(queue);
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> queue.save();
                    case 3 -> queue.oneShotRun(random.nextInt(4) == 0);
                    case 4 -> act(looks, random);
                    case 5 -> assertThat(looks.lookWhileHeld().reason()).contains("python3");
                    default -> normal(seed, queue, looks, fates);
                }
            }
        }
        assertThat(fates).containsOnlyKeys(Fate.SYNCED_REPORTED);
        assertThat(fates.get(Fate.SYNCED_REPORTED)).isGreaterThan(RUNS);
    }

    @Test
    void whatTheEndlessWorkerSyncsIsNeverLostAndReportedOnlyIfStored() {
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            endless(seed, random, random.nextBoolean(), random.nextInt(3) * 50, fates);
        }
        assertThat(fates).containsOnlyKeys(Fate.SYNCED_REPORTED, Fate.UNCERTAIN);
        assertThat(fates.get(Fate.SYNCED_REPORTED)).isGreaterThan(RUNS);
    }

    @Test
    void withAWholeLogNothingThatTheEndlessWorkerSyncsIsUncertain() {
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        for (int seed = 0; seed < RUNS; seed++) {
            endless(seed, new Random(seed), false, 100, fates);
        }
        assertThat(fates).containsOnlyKeys(Fate.SYNCED_REPORTED);
    }

    @Test
    void aMishapLosesOnlyWhatWasNeverSentAndIsNoticed() {
        int lost = 0;
        int noticed = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            boolean endless = random.nextBoolean();
            SimulatedQueue queue =
                    new SimulatedQueue(
                            random,
                            random.nextBoolean(),
                            random.nextInt(4) * 30,
                            random.nextInt(3) * 50);
            SimulatedLooks looks = new SimulatedLooks(queue);
            SimulatedQueue.File backup = queue.file.copy();
            int mishapAt = random.nextInt(STEPS);
            boolean mishap = false;
            boolean workerRan = false;
            SimulatedQueue.File looked = queue.file.copy();
            for (int step = 0; step < STEPS; step++) {
                if (step == mishapAt) {
                    mishap = true;
                    switch (random.nextInt(3)) {
                        case 0 -> queue.file = backup.copy();
                        case 1 -> queue.file = SimulatedQueue.File.empty();
                        default -> queue.removeByHand();
                    }
                }
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> queue.save();
                    case 3, 4 -> {
                        workerRan = true;
                        if (endless) {
                            queue.endlessPass(random.nextInt(4) == 0);
                        } else {
                            queue.oneShotRun(random.nextInt(4) == 0);
                        }
                    }
                    case 5 -> backup = random.nextBoolean() ? queue.file.copy() : backup;
                    default -> {
                        Judgement.Judged judged =
                                looks.look(
                                        workerRan
                                                ? GoneMemory.Sending.POSSIBLE
                                                : GoneMemory.Sending.NEVER);
                        assertTrue(seed, queue, judged);
                        assertThat(judged.setback().isEmpty() || mishap)
                                .as("seed %d: %s without a mishap", seed, judged.setback())
                                .isTrue();
                        boolean back = isBack(looked, queue.file);
                        assertThat(judged.setback().isPresent())
                                .as("seed %d: an older state is noticed", seed)
                                .isEqualTo(back);
                        noticed += back ? 1 : 0;
                        for (Judgement.Verdict verdict : judged.verdicts()) {
                            lost += verdict.fate() == Fate.LOST ? 1 : 0;
                        }
                        mishap = false;
                        workerRan = false;
                        looked = queue.file.copy();
                    }
                }
            }
        }
        assertThat(noticed).isGreaterThan(RUNS / 10);
        assertThat(lost).isGreaterThan(RUNS / 20);
    }

    private static void endless(
            int seed, Random random, boolean similarIds, int lines, Map<Fate, Integer> fates) {
        SimulatedQueue queue =
                new SimulatedQueue(random, similarIds, random.nextInt(4) * 30, lines);
        SimulatedLooks looks = new SimulatedLooks(queue);
        for (int step = 0; step < 2 * STEPS; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> queue.save();
                case 2, 3, 4 -> queue.endlessPass(random.nextInt(5) == 0);
                case 5 -> act(looks, random);
                default -> normal(seed, queue, looks, fates);
            }
        }
    }

    private static void act(SimulatedLooks looks, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> looks.merge();
            case 1 -> looks.syncOne();
            case 2 -> looks.discardOne();
            default -> looks.retryFailed();
        }
    }

    private static void normal(
            int seed, SimulatedQueue queue, SimulatedLooks looks, Map<Fate, Integer> fates) {
        // The worst a caller may say: it saw no worker although one has run.
        Judgement.Judged judged = looks.look(GoneMemory.Sending.NEVER);
        assertThat(judged.setback()).as("seed %d", seed).isEmpty();
        assertTrue(seed, queue, judged);
        judged.verdicts().forEach(verdict -> fates.merge(verdict.fate(), 1, Integer::sum));
    }

    /** The API knows. */
    private static void assertTrue(int seed, SimulatedQueue queue, Judgement.Judged judged) {
        Set<String> once = new HashSet<>();
        for (Judgement.Verdict verdict : judged.verdicts()) {
            assertThat(once.add(verdict.id())).isTrue();
            switch (verdict.fate()) {
                case SYNCED_REPORTED ->
                        assertThat(queue.stored)
                                .as("seed %d: %s", seed, verdict)
                                .contains(verdict.id());
                case LOST ->
                        assertThat(queue.stored)
                                .as("seed %d: %s", seed, verdict)
                                .doesNotContain(verdict.id());
                case UNCERTAIN -> assertThat(verdict.evidence()).isNotBlank();
            }
        }
    }

    /** Whether a file cannot have come out of another by saves and uploads alone. */
    private static boolean isBack(SimulatedQueue.File before, SimulatedQueue.File now) {
        return now.totalQueued() < before.totalQueued()
                || now.totalSynced() < before.totalSynced()
                || (!before.last100().isEmpty()
                        && !now.last100().contains(before.last100().getLast()));
    }
}

package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rebuilding the queue: what is put back, what is uncertain, what is counted, when it stops. */
class QueueRestoreTest {
    private static final Instant STATE_TIME = QueueFixture.START.minus(Duration.ofHours(1));

    @TempDir Path folder;
    private QueueFixture queue;
    private QueueDirectory files;
    private QueueStore store;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
        files = queue.directory();
        store = queue.store();
    }

    /** A good state as backup: pending {@code p0…}, failed {@code f0…}. */
    private byte[] backup(int pending, int failed, int queued, int synced) {
        QueueFixture.write(
                files.backupFile(),
                QueueFixture.pythonText(
                                QueueFixture.entries("p", pending),
                                QueueFixture.entries("f", failed),
                                queued,
                                synced)
                        .getBytes(US_ASCII));
        queue.age(files.backupFile(), Duration.ofHours(1));
        return QueueFixture.bytes(files.backupFile());
    }

    private void current(List<String> pending, List<String> failed, int queued, int synced) {
        queue.write(QueueFixture.pythonText(pending, failed, queued, synced));
    }

    private RestorePlan plan(String... logged) {
        return plan(files.backupFile(), STATE_TIME, logged);
    }

    private RestorePlan plan(Path source, Instant time, String... logged) {
        try {
            Map<String, String> before = QueueFixture.listing(folder);
            boolean damaged = store.queueFile().read().word().equals("corrupt");
            QueueRestore.Preview preview = store.restore().plan(source, time, Set.of(logged));
            assertThat(preview).isInstanceOf(QueueRestore.Preview.Planned.class);
            if (!damaged) { // damaged bytes are copied aside at first sight
                assertThat(QueueFixture.listing(folder)).as("a look").isEqualTo(before);
            }
            return ((QueueRestore.Preview.Planned) preview).plan();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String impossible() throws IOException {
        QueueRestore.Preview preview =
                store.restore().plan(files.backupFile(), STATE_TIME, Set.of());
        assertThat(preview).isInstanceOf(QueueRestore.Preview.Impossible.class);
        return ((QueueRestore.Preview.Impossible) preview).reason();
    }

    private RestoreResult apply(RestorePlan plan) {
        return apply(plan, QueueRestore.Uncertain.LEAVE);
    }

    private RestoreResult apply(RestorePlan plan, QueueRestore.Uncertain uncertain) {
        try {
            return store.restore(plan, uncertain, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void restored(RestorePlan plan) {
        assertThat(apply(plan)).isEqualTo(new RestoreResult.Restored(plan));
        queue.legacy("load"); // Python reads it
    }

    private String stopped(RestorePlan plan) {
        RestoreResult result = apply(plan);
        assertThat(result).isInstanceOf(RestoreResult.Stopped.class);
        return ((RestoreResult.Stopped) result).reason();
    }

    private static List<String> ids(List<Memory> memories) {
        return memories.stream().map(Memory::id).toList();
    }

    private List<String> failedIds() {
        return QueueFixture.ids(queue.queueJson().path("failed"));
    }

    private List<Integer> counters() {
        JsonNode stats = queue.queueJson().path("stats");
        return List.of(
                stats.path("total_queued").asInt(),
                stats.path("total_synced").asInt(),
                stats.path("total_failed").asInt());
    }

    private List<QueueSnapshots.Label> pinned() throws IOException {
        return store.snapshots().list().stream()
                .map(QueueSnapshots.Copy::label)
                .filter(QueueSnapshots.Label::pinned)
                .toList();
    }

    // ---- what is put back

    @Test
    void aMissingFileIsRebuilt() {
        byte[] good = backup(3, 2, 20, 15);
        RestorePlan plan = plan();
        assertThat(plan.currentState()).isEqualTo("missing");
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", "p2");
        assertThat(ids(plan.toFailed())).containsExactly("f0", "f1");
        restored(plan);
        assertThat(queue.queueBytes()).isEqualTo(good);
        assertThat(files.backupFile()).hasBinaryContent(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "\0\0\0\0", "[]", "{\"queue\": [{\"id\": \"only here\""})
    void aDamagedFileIsRebuiltAndItsBytesArePinnedAndTheBackupSurvives(String damage)
            throws IOException {
        byte[] good = backup(3, 2, 20, 15);
        queue.write(damage);
        RestorePlan plan = plan();
        assertThat(plan.currentState()).isEqualTo("corrupt");
        restored(plan);
        assertThat(queue.queueBytes()).isEqualTo(good);
        assertThat(files.backupFile()).hasBinaryContent(good);
        if (!damage.isEmpty()) {
            assertThat(pinned()).containsExactly(QueueSnapshots.Label.DAMAGED);
            assertThat(store.snapshots().list().getFirst().file()).hasContent(damage);
        }
        queue.clock().advance(Duration.ofDays(400));
        store.snapshots().thin(queue.clock().instant());
        assertThat(pinned()).hasSize(damage.isEmpty() ? 0 : 1);
    }

    @Test
    void whatAFileThatWentBackLacksIsAddedToIt() {
        backup(3, 2, 20, 15);
        current(
                List.of(QueueFixture.entry("p1", "text of p1"), QueueFixture.entry("new", "n")),
                List.of(),
                10,
                7);
        byte[] before = queue.queueBytes();
        RestorePlan plan = plan();
        assertThat(plan.currentState()).isEqualTo("ok");
        assertThat(plan.alreadyThere()).isEqualTo(1);
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p1", "new", "p0", "p2");
        assertThat(failedIds()).containsExactly("f0", "f1");
        assertThat(files.backupFile()).hasBinaryContent(before);
    }

    @Test
    void restoringAgainChangesNothingMore() {
        backup(3, 2, 20, 15);
        current(List.of(), List.of(), 0, 0);
        restored(plan());
        List<Integer> counters = counters();
        RestorePlan again = plan();
        assertThat(again.changesSomething()).isFalse();
        restored(again);
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2");
        assertThat(counters()).isEqualTo(counters);
    }

    @Test
    void whatIsInAnotherFileIsNotPutBack() {
        backup(4, 0, 20, 15);
        QueueFixture.write(
                files.deadLetterFile(),
                ("{\"items\": [" + QueueFixture.entry("p0", "x") + "]}").getBytes(US_ASCII));
        QueueFixture.write(
                files.emergencyFile(),
                "{\"id\": \"p1\", \"emergency\": true}\n".getBytes(US_ASCII));
        QueueFixture.accept(store, List.of(QueueFixture.memory("p2", "text of p2")));
        RestorePlan plan = plan();
        assertThat(ids(plan.toQueue())).containsExactly("p3");
        assertThat(plan.alreadyThere()).isEqualTo(3);
        restored(plan);
        QueueFixture.flush(store);
        assertThat(queue.queuedIds()).containsExactlyInAnyOrder("p2", "p3");
    }

    @Test
    void fieldsThatWeDoNotKnowComeBackAsTheyWere() {
        String odd =
                "{\n"
                        + "      \"id\": \"odd\",\n"
                        + "      \"number\": 1e999,\n"
                        + "      \"lone\": \"\\ud83d\"\n"
                        + "    }";
        QueueFixture.write(
                files.backupFile(),
                QueueFixture.pythonText(List.of(odd), List.of(), 1, 0).getBytes(US_ASCII));
        restored(plan());
        assertThat(queue.queueText()).contains(odd);
    }

    // ---- what speaks of sending

    @Test
    void whatTheLogNamesAsSentIsUncertainAndItsStateIsPinned() throws IOException {
        backup(3, 1, 20, 15);
        RestorePlan plan = plan("p1", "f0");
        assertThat(ids(plan.uncertain())).containsExactly("p1", "f0");
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p0", "p2");
        assertThat(failedIds()).isEmpty();
        assertThat(counters()).containsExactly(20, 15, 0);
        assertThat(pinned()).containsExactly(QueueSnapshots.Label.RESTORE);
        assertThat(store.snapshots().list().getFirst().file())
                .hasBinaryContent(QueueFixture.bytes(files.backupFile()));
    }

    @Test
    void aPersonMayQueueTheUncertainAsWell() {
        backup(3, 0, 20, 15);
        RestorePlan plan = plan("p1");
        assertThat(apply(plan, QueueRestore.Uncertain.QUEUE))
                .isEqualTo(new RestoreResult.Restored(plan));
        assertThat(queue.queuedIds()).containsExactlyInAnyOrder("p0", "p1", "p2");
        assertThat(counters().getFirst()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        // synced now, logged ids,   uncertain
        "15, '', ''",
        "14, '', ''",
        "16, '', 'p0 p1 p2'",
        "16, 'p1', 'p1'",
        "17, 'p1', 'p0 p1 p2'",
        "17, 'p1 p2', 'p1 p2'",
        "15, 'p1', 'p1'",
    })
    void growthOfTheSyncedCountThatTheLogDoesNotExplainMakesAllUncertain(
            int syncedNow, String logged, String uncertain) {
        backup(3, 0, 20, 15);
        current(List.of(), List.of(), 20, syncedNow);
        List<String> expected = uncertain.isEmpty() ? List.of() : List.of(uncertain.split(" "));
        assertThat(ids(plan(logged.split(" ")).uncertain())).isEqualTo(expected);

        // The same from what a damaged file still says.
        String text = queue.queueText();
        queue.write("{" + text);
        assertThat(ids(plan(logged.split(" ")).uncertain())).isEqualTo(expected);
    }

    @Test
    void whatWasBeingSentIsUncertain() {
        QueueFixture.write(
                files.backupFile(),
                ("{\"queue\": [], \"failed\": [], \"in_flight\": ["
                                + QueueFixture.entry("flying", "text")
                                + "]}")
                        .getBytes(US_ASCII));
        RestorePlan plan = plan();
        assertThat(ids(plan.uncertain())).containsExactly("flying");
        restored(plan);
        assertThat(queue.queuedIds()).isEmpty();
        assertThat(queue.queueJson().path("in_flight").size()).isZero();
    }

    // ---- what is newer than the state

    private String merge(String text) {
        String id = QueueFixture.save(store, text).getFirst();
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        return id;
    }

    /** Real merges: the backup is the state before the last one. */
    @Test
    void whatWasMergedAfterTheStateComesBackFromKept() throws IOException {
        queue.pythonQueue(2, 0);
        queue.age(files.queueFile(), Duration.ofHours(1));
        String one = merge("one");
        queue.age(files.queueFile(), Duration.ZERO); // the disk's clock is not the test's
        queue.clock().advance(Duration.ofMinutes(1));
        String two = merge("two");
        queue.write("{ damaged");
        RestorePlan plan =
                plan(files.backupFile(), Files.getLastModifiedTime(files.backupFile()).toInstant());
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", one, two);
        assertThat(plan.newer()).isEqualTo(1);
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", one, two);
        assertThat(counters().getFirst()).isEqualTo(4);
        assertThat(QueueFixture.ids(queue.queueJson().path("last_100")))
                .containsExactly("p0", "p1", one, two);
    }

    /**
     * A worker held the lock for two minutes and wrote the file at the end; the saves of these two
     * minutes are older than that state, and not in it.
     */
    @Test
    void aSaveThatWaitedForTheLockIsNewerThanAStateWrittenMeanwhile() throws IOException {
        String waited = QueueFixture.save(store, "accepted while the lock was held").getFirst();
        queue.clock().advance(Duration.ofMinutes(2));
        queue.pythonQueue(2, 0);
        queue.age(files.queueFile(), Duration.ZERO); // written now, after the save
        queue.clock().advance(Duration.ofSeconds(1));
        QueueFixture.flush(store);
        queue.write("{ damaged");
        RestorePlan plan =
                plan(files.backupFile(), Files.getLastModifiedTime(files.backupFile()).toInstant());
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", waited);
    }

    /** The clock was set back: only the counters tell. */
    @Test
    void whatWasMergedLaterIsFoundByCountingWhereTheTimesAreWrong() throws IOException {
        backup(2, 0, 2, 0);
        queue.pythonQueue(2, 0);
        String later = merge("merged after a state from the future");
        queue.write("{ damaged");
        Path state = store.snapshots().list().getFirst().file(); // of the backup, as it was
        RestorePlan plan = plan(state, QueueFixture.START.plus(Duration.ofDays(1)));
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", later);
    }

    /** The same without counters: only the times tell. */
    @Test
    void whatWasMergedLaterIsFoundByItsTimeWhereNothingCounts() throws IOException {
        String waited = QueueFixture.save(store, "one").getFirst();
        queue.clock().advance(Duration.ofMinutes(2));
        queue.write("{\"queue\": [], \"last_100\": [], \"failed\": [], \"stats\": {}}");
        queue.age(files.queueFile(), Duration.ZERO);
        queue.clock().advance(Duration.ofSeconds(1));
        QueueFixture.flush(store);
        queue.write("{ damaged");
        assertThat(ids(plan(files.backupFile(), queue.clock().instant().minusSeconds(1)).toQueue()))
                .containsExactly(waited);
        assertThat(ids(plan(files.backupFile(), queue.clock().instant().plusSeconds(1)).toQueue()))
                .isEmpty();
    }

    @Test
    void whatTheStateHasAlreadyWorkedOffStaysAway() throws IOException {
        String old = merge("synced before the state");
        queue.clock().advance(Duration.ofMinutes(1));
        backup(2, 0, 20, 15);
        queue.age(files.backupFile(), Duration.ZERO);
        queue.clock().advance(Duration.ofMinutes(1));
        queue.write("{ damaged");
        RestorePlan plan = plan(files.backupFile(), queue.clock().instant().minusSeconds(60));
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1").doesNotContain(old);
    }

    /**
     * A crash came between a merge and the move of its batch, then the file was damaged. The
     * restored version carries the marker, so the next merge only moves the batch: what is in it
     * must be in the queue.
     */
    @Test
    void aBatchThatTheRestoredMarkerNamesIsPutBackBecauseItWillNotBeMergedAgain()
            throws IOException {
        queue.pythonQueue(1, 0);
        QueueStore ended =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.RENAME && path.startsWith(files.kept())) {
                                        throw new IOException("ended here");
                                    }
                                }));
        String id = QueueFixture.save(ended, "one").getFirst();
        QueueFixture.tryFlush(ended);
        store.keepGoodState();
        Path state = store.snapshots().list().getFirst().file();
        queue.write("{ damaged");

        restored(plan(state, queue.clock().instant()));
        QueueFixture.flush(store);
        assertThat(queue.queuedIds()).containsExactly("p0", id);
        assertThat(counters().getFirst()).isEqualTo(2);
    }

    // ---- counters

    @ParameterizedTest
    @CsvSource({
        // source, current, put back, expected
        "20, 20, 2, 20",
        "20, 10, 2, 12",
        "20, 19, 2, 20",
        "20, 25, 2, 25",
        "20, 0, 3, 3",
        "20, 10, 0, 10",
    })
    void theQueuedCountOfAFileThatWentBackGrowsByWhatIsPutBack(
            int source, int current, int putBack, int expected) {
        backup(putBack, 0, source, 5);
        current(List.of(), List.of(), current, 5);
        restored(plan());
        assertThat(counters().getFirst()).isEqualTo(expected);
    }

    @Test
    void theFailedCountFollowsTheList() {
        backup(0, 3, 20, 15);
        current(
                List.of(),
                List.of(QueueFixture.entry("f1", "x"), QueueFixture.entry("g", "x")),
                9,
                7);
        assertThat(counters().get(2)).isEqualTo(2);
        restored(plan());
        assertThat(failedIds()).containsExactly("f1", "g", "f0", "f2");
        assertThat(counters().get(2)).isEqualTo(4);
    }

    @Test
    void theFailedCountOfARebuiltFileLosesWhatDoesNotComeBack() {
        backup(0, 3, 20, 15);
        queue.write("{");
        restored(plan("f1"));
        assertThat(failedIds()).containsExactly("f0", "f2");
        assertThat(counters()).containsExactly(20, 15, 2);
    }

    /** Or the next look would call them overwritten again as soon as they are sent. */
    @Test
    void whatWasPutBackAndThenSentIsNotMissedAgain() throws IOException, InterruptedException {
        queue.pythonQueue(2, 0);
        byte[] old = queue.queueBytes();
        String taken = merge("taken out");
        queue.write(old); // a foreign program writes its old copy back
        assertThat(ids(OverwrittenMemories.find(store, document()))).containsExactly(taken);

        QueueRestore.Preview preview = store.planPuttingBack(Set.of());
        RestorePlan plan = ((QueueRestore.Preview.Planned) preview).plan();
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", taken);
        assertThat(counters().getFirst()).isEqualTo(3);
        assertThat(OverwrittenMemories.find(store, document())).isEmpty();

        queue.legacy("sync");
        assertThat(OverwrittenMemories.find(store, document())).isEmpty();
    }

    private QueueDocument document() {
        return store.queueFile().read().ok().orElseThrow();
    }

    // ---- when it stops

    @Test
    void itStopsIfTheFileChangedSinceThePreview() {
        backup(3, 0, 20, 15);
        current(List.of(), List.of(), 1, 0);
        RestorePlan plan = plan();
        queue.legacy("save", "meanwhile");
        byte[] before = queue.queueBytes();
        assertThat(stopped(plan)).contains("changed since the preview", "Nothing was changed");
        assertThat(queue.queueBytes()).isEqualTo(before);
    }

    @Test
    void itStopsIfTheFileAppearedOrDisappearedSinceThePreview() throws IOException {
        backup(3, 0, 20, 15);
        RestorePlan missing = plan();
        current(List.of(), List.of(), 1, 0);
        assertThat(stopped(missing)).contains("changed since the preview");
        RestorePlan there = plan();
        Files.delete(files.queueFile());
        assertThat(stopped(there)).contains("changed since the preview");
        assertThat(files.queueFile()).doesNotExist();
    }

    @Test
    void itStopsIfTheStateIsGone() throws IOException {
        backup(3, 0, 20, 15);
        queue.write("{");
        RestorePlan plan = plan();
        Files.delete(files.backupFile());
        assertThat(stopped(plan)).contains("no longer be read", "Nothing was changed");
        assertThat(queue.queueText()).isEqualTo("{");
    }

    @Test
    void itStopsIfTheDamagedBytesCannotBeKept() {
        backup(3, 0, 20, 15);
        queue.write("{");
        RestorePlan plan = plan();
        for (Path copy : QueueFixture.files(files.snapshots())) {
            assertThat(copy.toFile().delete()).isTrue();
        }
        store = queue.store(Disk.withFaults(Faults.on(Disk.Call.SYNC, "snapshots")));
        assertThat(stopped(plan)).contains("input/output", "Nothing was changed");
        assertThat(queue.queueText()).isEqualTo("{");
    }

    @Test
    void aRestoreThatTheDiskDidNotConfirmSaysSo() {
        backup(3, 0, 20, 15);
        boolean[] renamed = {false};
        store =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    renamed[0] |=
                                            call == Disk.Call.RENAME
                                                    && path.equals(files.queueFile());
                                    if (renamed[0] && call == Disk.Call.SYNC_FOLDER) {
                                        throw new IOException(path + ": Input/output error");
                                    }
                                }));
        assertThat(stopped(plan()))
                .contains("the change is made", "did not confirm")
                .doesNotContain("Nothing was changed");
        assertThat(queue.queuedIds()).hasSize(3);
    }

    @Test
    void itWaitsForNobodyLongerThanAsked() throws InterruptedException {
        backup(3, 0, 20, 15);
        RestorePlan plan = plan();
        try (Python holder = Python.legacy("hold", folder).await("held")) {
            RestoreResult result =
                    store.restore(plan, QueueRestore.Uncertain.LEAVE, Duration.ofMillis(50));
            assertThat(result).isInstanceOf(RestoreResult.LockHeld.class);
            assertThat(((RestoreResult.LockHeld) result).lock().pid()).hasValue(holder.pid());
        }
        assertThat(files.queueFile()).doesNotExist();
    }

    @Test
    void aStateThatCannotBeReadIsRefused() throws IOException {
        assertThat(impossible()).contains("missing");
        QueueFixture.write(files.backupFile(), "{".getBytes(US_ASCII));
        assertThat(impossible()).contains("corrupt", files.backupFile().toString());
    }

    @Test
    void aFolderAsQueueFileMustBeMovedAwayFirst() throws IOException {
        backup(1, 0, 1, 0);
        Files.createDirectory(files.queueFile());
        assertThat(impossible()).contains("folder", "Move it away");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFaultAtAnyCallLeavesTheOldVersionOrTheRestoredOne(boolean crash) throws IOException {
        for (int n = 1; ; n++) {
            queue = new QueueFixture(Files.createDirectory(folder.resolve("n" + n)));
            files = queue.directory();
            backup(3, 1, 20, 15);
            queue.write("{ damaged");
            Faults.AtCall fault = crash ? Faults.AtCall.crashes(n) : Faults.AtCall.fails(n);
            byte[] good = QueueFixture.bytes(files.backupFile());
            store = queue.store();
            RestorePlan plan =
                    ((QueueRestore.Preview.Planned)
                                    store.restore()
                                            .plan(files.backupFile(), STATE_TIME, Set.of("p0")))
                            .plan();
            store = queue.store(Disk.withFaults(fault));
            try {
                apply(plan);
            } catch (Faults.Crash ended) {
                // as meant
            }
            assertThat(files.backupFile()).as(fault.where()).hasBinaryContent(good);
            if (queue.queueText().equals("{ damaged")) {
                store = queue.store();
                assertThat(apply(plan))
                        .as(fault.where())
                        .isInstanceOf(RestoreResult.Restored.class);
            }
            assertThat(queue.queuedIds()).as(fault.where()).containsExactly("p1", "p2");
            assertThat(failedIds()).containsExactly("f0");
            assertThat(pinned())
                    .as(fault.where())
                    .contains(QueueSnapshots.Label.DAMAGED, QueueSnapshots.Label.RESTORE);
            if (!fault.happened()) {
                assertThat(n).isGreaterThan(10);
                return;
            }
        }
    }
}

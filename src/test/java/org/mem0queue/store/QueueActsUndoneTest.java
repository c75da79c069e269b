package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Discards, what brings them back, and what they leave for other readers of the files. */
class QueueActsUndoneTest extends ActingStore {
    // ---- discard, restore

    @Test
    void whatIsDiscardedLiesInTheTrashByteForByte() throws IOException {
        queue.pythonQueue(3, 2);
        byte[] bytes = one("p1").raw().bytes();
        done(MovePlanner.discard(one("p1")), MovePlanner.discard(one("f0")));
        assertThat(queue.queuedIds()).containsExactly("p0", "p2");
        assertThat(failedIds()).containsExactly("f1");
        assertThat(counters()).containsExactly(5, 0, 1);
        List<Trash.Discarded> trash = trash();
        assertThat(trash).extracting(d -> d.memory().id()).containsExactlyInAnyOrder("p1", "f0");
        Trash.Discarded pending =
                trash.stream().filter(d -> d.memory().id().equals("p1")).findFirst().orElseThrow();
        assertThat(QueueFixture.bytes(pending.file())).isEqualTo(bytes);
        assertThat(pending.from()).isEqualTo(MemoryState.PENDING);
        assertThat(pending.when()).isEqualTo(QueueFixture.START);
        assertThat(pending.memory().state()).isEqualTo(MemoryState.TRASH);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pending.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.trash())))
                .isEqualTo("rwx------");

        done(MovePlanner.restore(pending.memory()));
        assertThat(queue.queuedIds()).containsExactly("p0", "p2", "p1");
        assertThat(counters()).containsExactly(5, 0, 1);
        assertThat(trash()).extracting(d -> d.memory().id()).containsExactly("f0");
        assertThat(skipped(MovePlanner.restore(pending.memory())))
                .isEqualTo("is waiting in the queue already");
        queue.legacy("load");
    }

    @Test
    void aTrashFileOfWhatStillStandsInTheQueueIsNoTrash() throws IOException {
        queue.pythonQueue(2, 0);
        Disk disk = Disk.real();
        disk.ensureFolder(files.own());
        disk.ensureFolder(files.trash());
        store.trash().write(one("p0").raw(), MemoryState.PENDING, disk);
        assertThat(trash()).isEmpty();
    }

    @Test
    void whatADiscardThatWasCutOffLeftGoesWithTheNextActOnItsMemory() throws IOException {
        queue.pythonQueue(2, 2);
        List<Memory> before = List.of(one("p0"), one("p1"), one("f0"));
        for (Memory memory : before) {
            cutOffDiscard(memory);
        }
        done(
                MovePlanner.edit(one("p0"), "other text", null, MovePlanner.Then.STAY),
                MovePlanner.discard(one("p1")),
                MovePlanner.retry(one("f0")));
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
        assertThat(trash()).extracting(d -> d.memory().id()).containsExactly("p1");
        List<String> leftOut = new ArrayList<>();
        for (Memory memory : before) {
            if (store.outcomes().settled(memory)) {
                leftOut.add(memory.id());
            }
        }
        assertThat(leftOut).as("by a rebuild of the queue").containsExactly("p1");
        queue.legacy("load");
    }

    @Test
    void anActThatLeavesAMemoryAsItWasLeavesTheFileOfADiscardThatWaits() throws IOException {
        queue.pythonQueue(1, 0);
        Disk disk = Disk.real();
        disk.ensureFolder(files.own());
        disk.ensureFolder(files.trash());
        store.trash().write(one("p0").raw(), MemoryState.PENDING, disk);
        done(MovePlanner.edit(one("p0"), null, "another/project", MovePlanner.Then.STAY));
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
    }

    /** As a process leaves it that dies between the outcome and the new queue file. */
    private void cutOffDiscard(Memory memory) throws IOException {
        Disk disk = Disk.real();
        disk.ensureFolder(files.own());
        disk.ensureFolder(files.trash());
        store.trash().write(memory.raw(), memory.state(), disk);
        store.outcomes()
                .append(
                        List.of(
                                Outcomes.Line.of(
                                        TextKey.of(memory),
                                        Outcomes.Outcome.DISCARDED,
                                        QueueFixture.START)),
                        disk);
    }

    @Test
    void aRestoreOfAnIdThatAnotherTextHasGetsItsOwn() {
        queue.pythonQueue(1, 0);
        Memory old = one("p0");
        done(MovePlanner.discard(old));
        queue.write(
                QueueFixture.pythonText(
                        List.of(QueueFixture.entry("p0", "another")), List.of(), 2, 0));
        Moved moved = done(MovePlanner.restore(old.in(MemoryState.TRASH))).getFirst();
        assertThat(moved.idNow()).startsWith("p0~");
        assertThat(queue.queuedIds()).containsExactly("p0", moved.idNow());
        assertThat(queue.queueJson().path("queue").path(1).path("original_id").asText())
                .isEqualTo("p0");
        undo(List.of(moved));
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    // ---- undo

    @Test
    void undoPutsEachBackWhereItStood() {
        queue.pythonQueue(5, 5);
        String before = queue.queueText();
        List<Moved> first =
                done(
                        MovePlanner.retry(one("f1")),
                        MovePlanner.retry(one("f2")),
                        MovePlanner.discard(one("p0")),
                        MovePlanner.discard(one("p3")),
                        MovePlanner.discard(one("f4")),
                        MovePlanner.edit(one("p1"), "x", null, MovePlanner.Then.STAY),
                        MovePlanner.edit(one("f0"), "y", "z", MovePlanner.Then.RETRY));
        assertThat(counters()).containsExactly(10, 0, 1);
        List<Moved> back = undo(first);
        assertThat(queue.queueText()).isEqualTo(before);
        assertThat(QueueFixture.files(files.trash())).isEmpty();
        undo(back);
        assertThat(queue.queuedIds()).containsExactlyInAnyOrder("p1", "p2", "p4", "f0", "f1", "f2");
        assertThat(failedIds()).containsExactly("f3");
        queue.legacy("load");
    }

    @Test
    void anUndoSaysWhatHappenedMeanwhile() {
        queue.pythonQueue(0, 5);
        List<Moved> moved =
                done(
                        MovePlanner.retry(one("f0")),
                        MovePlanner.retry(one("f1")),
                        MovePlanner.retry(one("f2")),
                        MovePlanner.retry(one("f3")),
                        MovePlanner.discard(one("f4")));
        done(MovePlanner.edit(one("f1"), "edited", null, MovePlanner.Then.STAY));
        done(MovePlanner.discard(one("f2")));
        // f0 was sent, f3 is claimed
        String text = queue.queueText();
        Memory claimed = one("f3");
        queue.write(
                "{\"queue\": ["
                        + one("f1").raw().text()
                        + "], \"in_flight\": ["
                        + claimed.raw().text()
                        + "], \"failed\": [], \"last_100\": [], \"stats\": {\"total_queued\": 5,"
                        + " \"total_synced\": 1, \"total_failed\": 0, \"last_sync\": null}}");
        assertThat(text).isNotEqualTo(queue.queueText());
        ActResult.Done result = act(moved.stream().map(Moved::reversed).toList());
        assertThat(result.done()).extracting(Moved::id).containsExactly("f4");
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped("f0", ActReasons.GONE),
                        new Skipped("f1", "was changed since you looked"),
                        new Skipped("f2", "was discarded meanwhile"),
                        new Skipped("f3", "is being uploaded now: try again when that has ended"));
        assertThat(failedIds()).containsExactly("f4");
        assertThat(counters()).containsExactly(5, 1, 1);
    }

    // ---- outcomes

    @Test
    void aRebuildLeavesOutWhatWasDiscarded() throws IOException, InterruptedException {
        queue.pythonQueue(2, 1);
        String mine = QueueFixture.save(store, "mine").getFirst();
        QueueFixture.flush(store);
        store.upkeep().keepGoodState();
        done(MovePlanner.discard(one("p0")), MovePlanner.discard(one(mine)));
        Files.delete(files.queueFile());
        QueueCopy good =
                store.copies().stream()
                        .filter(copy -> copy.number() > 0 && copy.pending() == 3)
                        .findFirst()
                        .orElseThrow();
        for (boolean purged : new boolean[] {false, true}) {
            if (purged) {
                for (Path file : QueueFixture.files(files.trash())) {
                    Files.delete(file);
                }
            }
            QueueRestore.Preview preview =
                    queue.store().restore().plan(good.file(), good.time(), Set.of());
            assertThat(((QueueRestore.Preview.Planned) preview).plan().toQueue())
                    .extracting(Memory::id)
                    .containsExactly("p1");
        }
    }

    @Test
    void whatWasDiscardedWasNotTakenOutByAnotherProgram() throws IOException {
        queue.pythonQueue(1, 0);
        String first = queue.queueText();
        List<String> ids = QueueFixture.save(store, "one", "two");
        QueueFixture.flush(store);
        done(MovePlanner.discard(one(ids.getFirst())));
        queue.write(first); // an older state comes back
        assertThat(OverwrittenMemories.find(store, document()))
                .extracting(Memory::id)
                .containsExactly(ids.getLast());
    }

    @Test
    void aGivenIdThatIsStoredIsNotMergedAgain() throws IOException {
        queue.pythonQueue(1, 0);
        Memory stored = one(QueueFixture.entry("g1", "given"), MemoryState.PENDING);
        store.outcomes()
                .append(
                        List.of(
                                Outcomes.Line.of(
                                        TextKey.of(stored),
                                        Outcomes.Outcome.STORED,
                                        QueueFixture.START)),
                        Disk.real());
        QueueFixture.accept(
                store,
                List.of(QueueFixture.memory("g1", "given"), QueueFixture.memory("g2", "new")));
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        assertThat(queue.queuedIds()).containsExactly("p0", "g2");
    }

    @Test
    void tornAndDamagedOutcomesArePassedOver() throws IOException {
        queue.pythonQueue(0, 3);
        done(MovePlanner.discard(one("f0")));
        Files.writeString(
                files.outcomes(),
                "{\"id\": \"f9\", \"outc",
                US_ASCII,
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(store.outcomes().latest("f0").orElseThrow().outcome())
                .isEqualTo(Outcomes.Outcome.DISCARDED);
        done(MovePlanner.discard(one("f1")));
        done(MovePlanner.restore(trashed("f0")));
        Files.writeString(
                files.outcomes(),
                "{\"id\": \"f1\", \"sha256\": \"\", \"outcome\": \"unheard-of\", \"time\": \"\"}\n",
                US_ASCII,
                java.nio.file.StandardOpenOption.APPEND);
        for (Outcomes outcomes : List.of(store.outcomes(), queue.store().outcomes())) {
            assertThat(outcomes.latest("f0").orElseThrow().outcome())
                    .isEqualTo(Outcomes.Outcome.RESTORED);
            assertThat(outcomes.latest("f1").orElseThrow().outcome())
                    .isEqualTo(Outcomes.Outcome.DISCARDED);
            assertThat(outcomes.latest("f9")).isEmpty();
            assertThat(outcomes.all()).hasSize(2);
        }
    }

    private Memory trashed(String id) throws IOException {
        return trash().stream()
                .map(Trash.Discarded::memory)
                .filter(memory -> memory.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Moved> undo(List<Moved> moved) {
        ActResult.Done result = act(moved.reversed().stream().map(Moved::reversed).toList());
        assertThat(result.skipped()).isEmpty();
        return result.done();
    }
}

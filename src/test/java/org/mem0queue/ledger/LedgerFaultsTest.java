package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.memory;
import static org.mem0queue.ledger.LedgerFixture.refused;
import static org.mem0queue.ledger.LedgerFixture.run;
import static org.mem0queue.ledger.LedgerFixture.runOrSkip;
import static org.mem0queue.ledger.LedgerFixture.see;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.store.Python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What disks, hands and other processes do to a ledger while it is used. */
class LedgerFaultsTest extends LedgerFolder {
    private static final String HOLD =
            """
            import sqlite3, sys
            connection = sqlite3.connect(sys.argv[1], isolation_level=None)
            for statement in sys.argv[2:]:
                connection.execute(statement).fetchall()
            print("held", flush=True)
            sys.stdin.readline()
            connection.close()
            """;

    @Test
    void anotherProcessThatWritesForLongIsWaitedForThenTold() {
        Ledger ledger = ledgers.open();
        see(ledger, "a", "text", START);
        try (Python other = Python.start(HOLD, ledgers.file(), "BEGIN EXCLUSIVE")) {
            other.line();

            assertThat(done(ledger.counts()).known()).as("reading goes on").isEqualTo(1);
            LedgerProblem problem = refused(ledger.record(sighting("b")));
            assertThat(problem.kind()).isEqualTo(LedgerProblem.Kind.BUSY);
            assertThat(problem.sentence()).contains(ledgers.file().toString(), "locked");
            assertThat(((LedgerOpening.Opened) ledgers.opening()).note()).isNull();

            other.finish();
        }
        see(ledger, "b", "text", START);
        assertThat(done(ledger.counts()).known()).isEqualTo(2);
    }

    @Test
    void aLedgerThatAnotherProcessKeepsToItselfIsUnavailableUntilItEnds() {
        see(ledgers.open(), "a", "text", START);
        ledgers.closeAll();
        try (Python other =
                Python.start(
                        HOLD,
                        ledgers.file(),
                        "PRAGMA locking_mode = EXCLUSIVE",
                        "BEGIN EXCLUSIVE")) {
            other.line();

            assertThat(ledgers.unavailable()).contains("locked", "tried again");

            other.finish();
        }
        assertThat(done(ledgers.open().counts()).known()).isEqualTo(1);
        assertThat(ledgers.asides()).isEmpty();
    }

    @Test
    void aDeletedLedgerIsNoticedAtTheNextUse() throws IOException {
        Ledger ledger = ledgers.open();
        String identity = ledger.identity();
        see(ledger, "a", "text", START);
        for (String name : ledgers.files()) {
            Files.delete(ledgers.folder().resolve(name));
        }

        assertThat(done(ledger.counts()).known()).isZero();

        assertThat(ledger.identity()).isNotEqualTo(identity);
        assertThat(ledger.takeNote().orElseThrow()).contains("deleted or replaced");
        see(ledger, "b", "text", START);
        ledgers.closeAll();
        assertThat(done(ledgers.open().counts()).known()).isEqualTo(1);
    }

    @Test
    void aDeletedFolderIsMadeAgain() {
        Ledger ledger = ledgers.open();
        see(ledger, "a", "text", START);
        run("rm", "-r", ledgers.folder().getParent().toString());

        see(ledger, "b", "text", START);

        assertThat(ledgers.file()).isNotEmptyFile();
        assertThat(done(ledger.counts()).known()).isEqualTo(1);
    }

    @Test
    void aLedgerPutInItsPlaceIsUsed() throws IOException {
        Ledger ledger = ledgers.open();
        see(ledger, "a", "text", START);
        Path elsewhere = folder.resolve("other.db");
        Ledger other = ((LedgerOpening.Opened) Ledger.open(elsewhere, ledgers.clock())).ledger();
        see(other, "b", "text", START);
        see(other, "c", "text", START);
        String identity = other.identity();
        other.close();
        Files.deleteIfExists(ledgers.companion("-wal"));
        Files.deleteIfExists(ledgers.companion("-shm"));
        Files.move(elsewhere, ledgers.file(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(done(ledger.counts()).known()).isEqualTo(2);
        assertThat(ledger.identity()).isEqualTo(identity);
        assertThat(ledger.takeNote()).isPresent();
    }

    @Test
    void aDeletedLogLosesNothingThatWeHold() throws IOException {
        Ledger ledger = ledgers.open();
        see(ledger, "a", "text", START);
        Files.delete(ledgers.companion("-wal"));
        Files.delete(ledgers.companion("-shm"));

        see(ledger, "b", "text", START);

        assertThat(done(ledger.counts()).known()).isEqualTo(2);
        ledgers.closeAll();
        assertThat(done(ledgers.open().counts()).known()).isEqualTo(2);
    }

    @Test
    void aFileThatMayNotBeWrittenIsStillRead() {
        see(ledgers.open(), "a", "text", START);
        ledgers.closeAll();
        runOrSkip("chattr", "+i", ledgers.file().toString());
        try {
            Ledger ledger = ((LedgerOpening.Opened) ledgers.opening()).ledger();

            assertThat(done(ledger.counts()).known()).isEqualTo(1);
            assertThat(refused(ledger.record(sighting("b"))).kind())
                    .isEqualTo(LedgerProblem.Kind.READ_ONLY);
            run("chattr", "-i", ledgers.file().toString());
            see(ledger, "b", "text", START);
        } finally {
            run("chattr", "-i", ledgers.file().toString());
        }
    }

    @Test
    void aDiskThatIsReadOnlyIsStillRead() {
        see(ledgers.open(), "a", "text", START);
        ledgers.closeAll();
        String place = ledgers.folder().toString();
        runOrSkip("mount", "--bind", place, place);
        try {
            run("mount", "-o", "remount,bind,ro", place);
            String note = ledgers.note();
            Ledger ledger = ((LedgerOpening.Opened) ledgers.opening()).ledger();

            assertThat(note).contains(ledgers.file().toString());
            assertThat(done(ledger.counts()).known()).isEqualTo(1);
            assertThat(done(ledger.search("text", 10))).hasSize(1);
            assertThat(refused(ledger.record(sighting("b"))).kind())
                    .isEqualTo(LedgerProblem.Kind.READ_ONLY);
            ledgers.closeAll();
        } finally {
            run("umount", "-l", place);
        }
        see(ledgers.open(), "b", "text", START);
    }

    @Test
    void aReadOnlyDiskWithoutALedgerHasNone() throws IOException {
        Files.createDirectories(ledgers.folder());
        String place = ledgers.folder().toString();
        runOrSkip("mount", "--bind", place, place);
        try {
            run("mount", "-o", "remount,bind,ro", place);

            assertThat(ledgers.unavailable()).contains(ledgers.file().toString());
        } finally {
            run("umount", "-l", place);
        }
    }

    @Test
    void withoutPermissionItIsUnavailable() {
        see(ledgers.open(), "a", "text", START);
        ledgers.closeAll();
        runOrSkip("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "true");
        run("chmod", "000", ledgers.file().toString());

        try (OtherJvm other = OtherJvm.boundByModes("open", ledgers.file())) {
            assertThat(other.finish())
                    .startsWith("unavailable")
                    .contains(ledgers.file().toString(), "Give this user access");
        }
        assertThat(ledgers.asides()).isEmpty();
    }

    @Test
    void aDiskThatRunsFullRefusesTheBatchAndKeepsTheRest() throws IOException {
        Files.createDirectories(ledgers.folder());
        String place = ledgers.folder().toString();
        runOrSkip("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place);
        try {
            Ledger ledger = ledgers.open();
            see(ledger, "a", "text", START);
            Path ballast = ledgers.folder().resolve("ballast");
            Python.run(
                    """
                    import os, sys
                    file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
                    try:
                        while True:
                            os.write(file, b'x' * 4096)
                    except OSError:
                        pass
                    """,
                    ballast);

            LedgerProblem problem = null;
            int recorded = 1;
            for (int i = 0; i < 5000 && problem == null; i++) {
                LedgerResult<Recorded> result = ledger.record(sighting("full-" + i));
                problem = result.notDone().orElse(null);
                recorded += problem == null ? 1 : 0;
            }
            assertThat(problem).isNotNull();
            assertThat(problem.kind()).isEqualTo(LedgerProblem.Kind.FULL);
            assertThat(problem.sentence()).contains("disk is full");
            assertThat(done(ledger.counts()).known()).isEqualTo(recorded);

            Files.delete(ballast);
            see(ledger, "b", "text", START);
            assertThat(done(ledger.counts()).known()).isEqualTo(recorded + 1);
            ledgers.closeAll();
            assertThat(done(ledgers.open().counts()).known()).isEqualTo(recorded + 1);
            assertThat(ledgers.asides()).isEmpty();
            ledgers.closeAll();
        } finally {
            run("umount", "-l", place);
        }
    }

    @Test
    void aFullDiskWithoutALedgerHasNoneUntilThereIsRoom() throws IOException {
        Files.createDirectories(ledgers.folder());
        String place = ledgers.folder().toString();
        runOrSkip("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", place);
        try {
            assertThat(ledgers.unavailable()).contains("disk is full");

            run("mount", "-o", "remount,size=10m", place);
            Ledger ledger = ((LedgerOpening.Opened) ledgers.opening()).ledger();
            see(ledger, "a", "text", START);
            ledgers.closeAll();
        } finally {
            run("umount", "-l", place);
        }
    }

    @Test
    void severalOpenersOfADamagedFileMoveItAsideOnce() throws Exception {
        Files.createDirectories(ledgers.folder());
        Files.writeString(ledgers.file(), "damage".repeat(3000));
        List<OtherJvm> openers = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                openers.add(OtherJvm.start("fill", ledgers.file(), "p" + i, 5, 40));
            }
            for (OtherJvm opener : openers) {
                assertThat(opener.finish()).isEqualTo("done");
            }
        } finally {
            openers.forEach(OtherJvm::close);
        }
        assertThat(ledgers.asides()).hasSize(1);
        assertThat(done(ledgers.open().counts()).known()).isEqualTo(3 * 5 * 40);
    }

    @Test
    void twoProcessesWriteAtOnceAndNothingIsMissing() throws Exception {
        Ledger ours = ledgers.open();
        try (OtherJvm one = OtherJvm.start("fill", ledgers.file(), "one", 25, 20);
                OtherJvm two = OtherJvm.start("fill", ledgers.file(), "two", 25, 20)) {
            for (int i = 0; i < 25; i++) {
                LedgerBatch batch = sighting("ours-" + i);
                // Busy is an answer: on a slow disk two that write without a pause may outlast us.
                boolean done = false;
                for (int attempt = 0; attempt < 10 && !done; attempt++) {
                    done = ours.record(batch).done().isPresent();
                }
                assertThat(done).isTrue();
            }
            assertThat(one.finish()).isEqualTo("done");
            assertThat(two.finish()).isEqualTo("done");
        }
        assertThat(done(ours.counts()).known()).isEqualTo(25 + 2 * 25 * 20);
        assertThat(done(ours.journey("one-0-0"))).hasSize(1);
        ledgers.closeAll();
        ledgers.advance(Duration.ofHours(25)); // so that opening reads all of it
        assertThat(done(ledgers.open().memoriesByPrefix("two-", 10_000))).hasSize(500);
    }

    @Test
    void aTemporaryFolderThatCannotHoldTheLibraryIsNoObstacle() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc")), "there is no /proc here");
        try (OtherJvm other =
                OtherJvm.start(
                        List.of("-Djava.io.tmpdir=/proc"), "fill", ledgers.file(), "t", "1", "1")) {
            assertThat(other.finish()).isEqualTo("done");
        }
    }

    private static LedgerBatch sighting(String id) {
        return LedgerBatch.ofSightings(
                List.of(new Sighting(memory(id, MemoryState.PENDING, "x".repeat(1000)), START)));
    }
}

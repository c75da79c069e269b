package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.refused;
import static org.mem0queue.ledger.LedgerFixture.run;
import static org.mem0queue.ledger.LedgerFixture.runOrSkip;
import static org.mem0queue.ledger.LedgerFixture.see;

import org.junit.jupiter.api.Test;
import org.mem0queue.store.Python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where there can be no ledger: a sentence that names the file and the next step. */
class LedgerRefusalTest extends LedgerFolder {
    private static final String SET_VERSION =
            """
            import sqlite3, sys
            connection = sqlite3.connect(sys.argv[1], isolation_level=None)
            connection.execute("PRAGMA user_version = " + sys.argv[2])
            connection.close()
            """;

    @Test
    void aStateFolderThatCannotBeMade() {
        runOrSkip("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "true");
        run("chmod", "555", folder.toString());
        try (OtherJvm other = OtherJvm.boundByModes("open", ledgers.file())) {
            assertThat(other.finish())
                    .startsWith("unavailable")
                    .contains(ledgers.file().toString(), "Give this user access");
        } finally {
            run("chmod", "755", folder.toString());
        }
        assertThat(ledgers.file().getParent().getParent()).doesNotExist();
    }

    @Test
    void aHomeThatDoesNotExistAndCannotBeMade() {
        // As for users without one: HOME=/nonexistent, or a place where nobody may make folders.
        Path file = Path.of("/proc/nobody/.local/state/mem0-queue-monitor/ledger/l.db");

        LedgerOpening opening = Ledger.open(file, ledgers.clock());

        assertThat(opening).isInstanceOf(LedgerOpening.Unavailable.class);
        assertThat(((LedgerOpening.Unavailable) opening).sentence())
                .contains(
                        file.toString(),
                        "/proc/nobody does not exist and cannot be made",
                        "Give this user access");
    }

    @Test
    void aFolderWithoutWritePermissionAndWithoutALedger() throws IOException {
        runOrSkip("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "true");
        Files.createDirectories(ledgers.folder());
        // Owned by somebody else, so that its mode cannot be changed either.
        run("chmod", "555", ledgers.folder().toString());
        run("chown", "65534", ledgers.folder().toString());
        try (OtherJvm other = OtherJvm.boundByModes("open", ledgers.file())) {
            assertThat(other.finish())
                    .startsWith("unavailable")
                    .contains(ledgers.file().toString(), "Give this user access");
        }
    }

    @Test
    void aNewerVersionStartedBesideUsEndsOurUse() {
        Ledger ledger = ledgers.open();
        see(ledger, "a", "text", START);
        Python.run(SET_VERSION, ledgers.file(), 7);

        LedgerProblem reading = refused(ledger.counts());
        LedgerProblem writing = refused(ledger.index(1));

        assertThat(reading.kind()).isEqualTo(LedgerProblem.Kind.NEWER);
        assertThat(reading.sentence())
                .contains(ledgers.file().toString(), "newer version", "Use that version");
        assertThat(writing).isEqualTo(reading);
        assertThat(ledgers.asides()).isEmpty();
        Python.run(SET_VERSION, ledgers.file(), 1);
        assertThat(done(ledger.counts()).known()).isEqualTo(1);
    }
}

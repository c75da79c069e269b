package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.memory;
import static org.mem0queue.ledger.LedgerFixture.see;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.store.Python;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class LedgerOpeningTest extends LedgerFolder {
    @Test
    void aMissingLedgerIsCreatedForItsOwnerAlone() throws IOException {
        Ledger ledger = ledgers.open();
        see(ledger, "a", "text", START);

        assertThat(mode(ledgers.folder())).isEqualTo("rwx------");
        assertThat(mode(ledgers.folder().getParent())).isEqualTo("rwx------");
        for (String name : ledgers.files()) {
            assertThat(mode(ledgers.folder().resolve(name))).as(name).isEqualTo("rw-------");
        }
        assertThat(ledgers.files()).contains("3f0c9a1b77de.db", "3f0c9a1b77de.db-wal");
    }

    @Test
    void aFolderOpenToOthersIsNarrowed() throws IOException {
        Files.createDirectories(ledgers.folder());
        Files.setPosixFilePermissions(
                ledgers.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));

        ledgers.open();

        assertThat(mode(ledgers.folder())).isEqualTo("rwx------");
    }

    @Test
    void whatWasRecordedIsThereAtTheNextStart() {
        Ledger ledger = ledgers.open();
        String identity = ledger.identity();
        see(ledger, "a", "text", START);
        ledgers.closeAll();

        Ledger again = ledgers.open();

        assertThat(again.identity()).isEqualTo(identity);
        assertThat(done(again.counts()).known()).isEqualTo(1);
        assertThat(again.takeNote()).isEmpty();
    }

    @Test
    void theFileSaysWhoseItIs() {
        Path queueDirectory = folder.resolve("qu\u00e9ue");
        LedgerLocation location = LedgerLocation.of(folder, queueDirectory, "machine-1");
        LedgerOpening opening = Ledger.open(location, ledgers.clock());
        ((LedgerOpening.Opened) opening).ledger().close();

        assertThat(
                        sql(
                                location.file(),
                                "select group_concat(value, '|') from (select value from meta"
                                        + " where key in ('directory','machine') order by key)"))
                .isEqualTo(queueDirectory.toString().replace("\u00e9", "\\u00e9") + "|machine-1");
        assertThat(sql(location.file(), "pragma application_id"))
                .isEqualTo(Integer.toString(0x4d304c51));
        assertThat(sql(location.file(), "pragma user_version")).isEqualTo("1");
        assertThat(sql(location.file(), "pragma journal_mode")).isEqualTo("wal");
    }

    @Test
    void eachDirectoryAndMachineHasItsOwnFile() {
        Path one = LedgerLocation.fileFor(folder, Path.of("/home/a/.claude"), "m1");

        assertThat(one.toString()).matches(".*/ledger/[0-9a-f]{12}\\.db");
        assertThat(LedgerLocation.fileFor(folder, Path.of("/home/a/.claude"), "m1")).isEqualTo(one);
        assertThat(LedgerLocation.fileFor(folder, Path.of("/home/b/.claude"), "m1"))
                .isNotEqualTo(one);
        assertThat(LedgerLocation.fileFor(folder, Path.of("/home/a/.claude"), "m2"))
                .isNotEqualTo(one);
    }

    @Test
    void namesThatMeanSomethingInAnAddressAreJustNames() {
        Path odd = folder.resolve("a b?mode=memory&x=%41#\u00e9\ud83d\ude00").resolve("l.db");
        LedgerOpening opening = Ledger.open(odd, ledgers.clock());

        assertThat(opening).isInstanceOf(LedgerOpening.Opened.class);
        Ledger ledger = ((LedgerOpening.Opened) opening).ledger();
        see(ledger, "a", "text", START);
        ledger.close();

        assertThat(odd).isNotEmptyFile();
    }

    @Test
    void aNewerVersionIsRefusedAndLeftAsItIs() throws IOException {
        see(ledgers.open(), "a", "text", START);
        ledgers.closeAll();
        sql(ledgers.file(), "pragma user_version = 2");
        byte[] before = Files.readAllBytes(ledgers.file());

        LedgerOpening opening = ledgers.opening();

        assertThat(opening).isInstanceOf(LedgerOpening.Newer.class);
        assertThat(((LedgerOpening.Newer) opening).sentence())
                .contains(ledgers.file().toString(), "newer version", "version is 2");
        assertThat(ledgers.file()).hasBinaryContent(before);
        assertThat(ledgers.asides()).isEmpty();
    }

    @Test
    void aFileThatIsNoDatabaseIsKeptAsideAndReplaced() throws IOException {
        Files.createDirectories(ledgers.folder());
        Files.writeString(ledgers.file(), "this is not a database\n".repeat(1000));

        String note = ledgers.note();

        assertThat(note).contains("was damaged", "3f0c9a1b77de.damaged-20261123T140000Z.db");
        assertThat(note).contains("A new one is rebuilt");
        assertThat(ledgers.folder().resolve("3f0c9a1b77de.damaged-20261123T140000Z.db"))
                .hasContent("this is not a database\n".repeat(1000));
        ledgers.closeAll();
        see(ledgers.open(), "a", "text", START);
    }

    @Test
    void aDatabaseOfAnotherProgramIsKeptAside() {
        createFolder();
        sql(ledgers.file(), "create table theirs(x)");

        assertThat(ledgers.note()).contains("not a ledger of this program");
        assertThat(ledgers.asides()).hasSize(1);
    }

    @Test
    void aLedgerWithoutOneOfItsTablesIsReplaced() {
        ledgers.open();
        ledgers.closeAll();
        sql(ledgers.file(), "drop table act");

        assertThat(ledgers.note()).contains("a table is missing");
    }

    @Test
    void anEmptyFileIsRebuiltAndSaysSo() throws IOException {
        Files.createDirectories(ledgers.folder());
        Files.createFile(ledgers.file());

        assertThat(ledgers.note()).contains("was empty", "rebuilt");
        assertThat(ledgers.asides()).isEmpty();
    }

    @Test
    void aFileCutAtAnyPlaceIsReplaced() throws IOException {
        fill(300);
        byte[] whole = Files.readAllBytes(ledgers.file());
        Random random = new Random(20261123);
        for (int round = 0; round < 15; round++) {
            int length = 1 + random.nextInt(whole.length - 1);
            Files.write(ledgers.file(), Arrays.copyOf(whole, length));
            ledgers.advance(Duration.ofSeconds(1));

            LedgerOpening opening = ledgers.opening();

            assertThat(opening).as("cut at %d", length).isInstanceOf(LedgerOpening.Opened.class);
            LedgerOpening.Opened opened = (LedgerOpening.Opened) opening;
            assertThat(opened.note()).as("cut at %d", length).contains("was damaged");
            assertThat(done(opened.ledger().counts()).known()).isZero();
            see(opened.ledger(), "b", "text", START);
            ledgers.closeAll();
        }
        assertThat(ledgers.asides()).as("only the latest are kept").hasSize(2);
    }

    @Test
    void damageInTheMiddleIsFoundByTheDailyCheck() throws IOException {
        fill(300);
        overwriteMiddle();

        Ledger unaware = ledgers.open();
        unaware.close();
        ledgers.advance(Duration.ofHours(25));

        assertThat(ledgers.note()).contains("was damaged");
        assertThat(ledgers.asides()).hasSize(1);
    }

    @Test
    void damageMetInUseIsRepairedBehindTheCall() throws IOException {
        fill(300);
        overwriteMiddle();
        Ledger ledger = ledgers.open();
        String identity = ledger.identity();

        assertThat(done(ledger.memoriesByPrefix("", 1000))).isEmpty();

        assertThat(ledger.identity()).isNotEqualTo(identity);
        assertThat(ledger.takeNote().orElseThrow()).contains("was damaged");
        assertThat(ledger.takeNote()).isEmpty();
        see(ledger, "b", "text", START);
        assertThat(done(ledger.counts()).known()).isEqualTo(1);
        assertThat(ledgers.asides()).hasSize(1);
    }

    @Test
    void aLogThatWasLeftByACrashGoesAsideWithItsFile() throws IOException {
        fill(10);
        Files.writeString(ledgers.file(), "garbage".repeat(5000));
        Files.writeString(ledgers.companion("-wal"), "left over");

        assertThat(ledgers.note()).contains("was damaged");

        String aside = ledgers.asides().getFirst();
        assertThat(ledgers.folder().resolve(aside)).hasContent("garbage".repeat(5000));
        ledgers.closeAll();
        see(ledgers.open(), "a", "text", START);
    }

    @Test
    void whereAFolderCannotBeMadeTheLedgerIsUnavailable() throws IOException {
        Path inTheWay = folder.resolve("state");
        Files.writeString(inTheWay, "a file stands here");

        assertThat(ledgers.unavailable())
                .contains(ledgers.file().toString(), "a file stands where a folder should be")
                .contains("Give this user access");
    }

    @Test
    void aFolderInItsPlaceIsUnavailable() throws IOException {
        Files.createDirectories(ledgers.file());

        assertThat(ledgers.unavailable())
                .contains(ledgers.file().toString(), "Give this user access");
    }

    @Test
    void afterClosingEveryCallSaysSo() {
        Ledger ledger = ledgers.open();
        ledger.close();
        ledger.close();

        assertThat(LedgerFixture.refused(ledger.counts()).kind())
                .isEqualTo(LedgerProblem.Kind.CLOSED);
    }

    private void fill(int memories) {
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < memories; i++) {
            String text = "the text number " + i + " " + "x".repeat(i);
            sightings.add(new Sighting(memory("id-" + i, MemoryState.PENDING, text), START));
        }
        done(ledgers.open().record(LedgerBatch.ofSightings(sightings)));
        ledgers.closeAll();
        assertThat(ledgers.companion("-wal")).doesNotExist();
    }

    /** All pages but the first few, so that opening finds nothing wrong. */
    private void overwriteMiddle() throws IOException {
        int page = Integer.parseInt(sql(ledgers.file(), "pragma page_size"));
        String root = sql(ledgers.file(), "select rootpage from sqlite_schema where name='memory'");
        try (RandomAccessFile file = new RandomAccessFile(ledgers.file().toFile(), "rw")) {
            byte[] noise = new byte[page];
            new Random(1).nextBytes(noise);
            file.seek((long) (Integer.parseInt(root) - 1) * page);
            file.write(noise);
        }
    }

    private void createFolder() {
        try {
            Files.createDirectories(ledgers.folder());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Another program looks into the file, or changes it. */
    private static String sql(Path file, String sql) {
        return Python.run(
                """
                import sqlite3, sys
                connection = sqlite3.connect(sys.argv[1])
                rows = connection.execute(sys.argv[2]).fetchall()
                connection.commit()
                connection.close()
                print(rows[0][0] if rows else '')
                """,
                file,
                sql);
    }
}

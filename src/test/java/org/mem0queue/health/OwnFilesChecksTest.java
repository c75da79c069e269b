package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.ObservationFixture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Spool, kept, snapshots, backup: what we wrote ourselves. */
class OwnFilesChecksTest {
    private static final SpoolCheck SPOOL = new SpoolCheck();
    private static final KeptFilesCheck KEPT = new KeptFilesCheck();
    private static final OverwrittenMemoriesCheck OVERWRITTEN = new OverwrittenMemoriesCheck();

    @TempDir private Path folder;
    private ObservationFixture queue;

    @BeforeEach
    void emptyQueue() {
        queue = new ObservationFixture(folder).queue(0, 0);
    }

    private void save(String text) {
        assertThat(
                        queue.store()
                                .spool()
                                .accept(List.of(new NewMemory(null, "p", text, null, "test"))))
                .isInstanceOf(SaveResult.Accepted.class);
    }

    private Path only(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void freshSavesAreFineAndOldOnesAreToldUntilTheyAreMerged() throws InterruptedException {
        save("text");
        assertThat(queue.check(SPOOL)).isEmpty();

        queue.later(Duration.ofMinutes(11));
        assertThat(queue.check(SPOOL))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("spool-old");
                            assertThat(finding.message()).contains("11 min").contains("1 batch)");
                            assertThat(finding.action()).contains("mem0-queue flush");
                        });

        queue.store().flush(Duration.ofSeconds(5));
        assertThat(queue.check(SPOOL)).isEmpty();
    }

    @Test
    void savesOfAnotherMachineAreToldAfterADay() {
        queue.machine("cccc");
        save("text");
        queue.machine("dddd").later(Duration.ofHours(23));
        assertThat(queue.check(SPOOL)).isEmpty();

        queue.later(Duration.ofHours(2));
        assertThat(queue.check(SPOOL))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("spool-foreign");
                            assertThat(finding.message()).contains("25 h");
                        });
    }

    @Test
    void aBatchWithALineThatCannotBeReadIsAnAlarm() throws IOException {
        save("text");
        Path batch = only(queue.directory().spool());
        Files.writeString(batch, "{oops}\n", StandardOpenOption.APPEND);

        assertThat(queue.check(SPOOL))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("spool-damaged");
                            assertThat(finding.message())
                                    .contains(batch.getFileName().toString())
                                    .doesNotContain("oops");
                        });
    }

    @Test
    void aHalfWrittenSaveIsToldAfterAnHour() {
        Path half = queue.directory().spoolTemporary().resolve("x.jsonl");
        queue.write(half, "{\"id\": ");
        assertThat(queue.check(SPOOL)).isEmpty();

        queue.later(Duration.ofMinutes(61));
        assertThat(queue.codes(SPOOL)).containsExactly("spool-half-written");
    }

    @Test
    void aSpoolThatIsNoFolderIsAnAlarm() throws IOException {
        Files.createDirectory(queue.directory().own());
        queue.write(queue.directory().spool(), "");

        assertThat(queue.codes(SPOOL)).containsExactly("spool-unreadable");
    }

    @Test
    void whatAForeignProgramTakesOutIsToldAndPuttingItBackClearsIt()
            throws IOException, InterruptedException {
        Path old = folder.resolve("old");
        Files.copy(queue.directory().queueFile(), old);
        save("text");
        queue.store().flush(Duration.ofSeconds(5));
        Path merged = folder.resolve("merged");
        Files.copy(queue.directory().queueFile(), merged);
        assertThat(queue.check(OVERWRITTEN)).isEmpty();

        Files.move(old, queue.directory().queueFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(queue.check(OVERWRITTEN))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("memories-overwritten");
                            assertThat(finding.message())
                                    .startsWith("1 memory that was accepted was taken out");
                            assertThat(finding.action())
                                    .isEqualTo("`mem0-queue restore --kept` puts it back.");
                        });

        Files.move(merged, queue.directory().queueFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(queue.check(OVERWRITTEN)).isEmpty();
    }

    @Test
    void aDamagedKeptBatchAndSnapshotAndBackupAreTold() throws IOException, InterruptedException {
        save("text");
        queue.store().upkeep().keepGoodState();
        queue.store().flush(Duration.ofSeconds(5));
        assertThat(queue.check(KEPT)).isEmpty();

        Files.writeString(only(queue.directory().kept()), "{oops");
        Files.writeString(only(queue.directory().snapshots()), "{oops");
        Files.writeString(queue.directory().backupFile(), "{oops");
        assertThat(queue.codes(KEPT))
                .containsExactlyInAnyOrder("kept-damaged", "snapshot-damaged", "backup-unusable");
    }

    @Test
    void damagedVersionsThatAreKeptAreANotice() throws IOException {
        queue.write(
                queue.directory()
                        .snapshots()
                        .resolve("20261123T140203.123Z-1f0c2b7a9d3e4f50-damaged.json"),
                "{oops");

        assertThat(queue.codes(KEPT)).containsExactly("damaged-copies-kept");
    }

    @Test
    void foldersThatAreFilesAreTold() throws IOException {
        Files.createDirectory(queue.directory().own());
        Path loop = queue.directory().kept();
        Files.createSymbolicLink(loop, loop);
        Files.createSymbolicLink(queue.directory().snapshots(), loop);

        assertThat(queue.codes(KEPT)).containsExactlyInAnyOrder("kept-damaged", "snapshot-damaged");
    }
}

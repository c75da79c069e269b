package org.mem0queue.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.store.Disk;
import org.mem0queue.store.MovePlanner;
import org.mem0queue.store.QueueFixture;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the real store refuses, as the French window tells it. */
class RefusalsTest {
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** Words of English sentences that are none of a French one. */
    private static final Pattern ENGLISH =
            Pattern.compile("(?i)\\b(the|was|is|nothing|again|cannot|it|and|not|safe)\\b");

    @TempDir Path folder;
    private QueueFixture queue;
    private Messages french;

    @BeforeEach
    void open() {
        queue = new QueueFixture(folder);
        french = new Messages(Locale.FRENCH, ZoneId.of("UTC"), Path.of("/home/lea"));
    }

    /** In French to the last word, and no quotation. */
    private String told(String english) {
        String told = Reasons.alone(english, french);
        String words = told.replace(folder.toString(), "").replace("`restore`", "");
        assertThat(ENGLISH.matcher(words).results().map(found -> found.group()).toList())
                .as(told)
                .isEmpty();
        assertThat(told).doesNotContain("«").contains(folder.toString());
        return told;
    }

    private String refused(QueueStore store, Memory memory) throws InterruptedException {
        Move move = ((PlannedMove.Ready) MovePlanner.hold(memory)).move();
        ActResult result = store.act(List.of(move), WAIT);
        assertThat(result).isInstanceOf(ActResult.Refused.class);
        return told(((ActResult.Refused) result).sentence());
    }

    private Memory waiting() {
        QueueFixture.save(queue.store(), "one");
        QueueFixture.flush(queue.store());
        return queue.store().queueFile().read().ok().orElseThrow().queue().getFirst();
    }

    private static Disk failing(Disk.Call call, String words) {
        return Disk.withFaults(
                (now, path) -> {
                    if (now == call && path.toString().contains("mem0_queue")) {
                        throw new IOException(path + ": " + words);
                    }
                });
    }

    @Test
    void anActOnADamagedQueueSaysHowToRepairIt() throws Exception {
        Memory memory = waiting();
        queue.write("{\"queue\": [");
        assertThat(refused(queue.store(), memory))
                .contains("le JSON est invalide", "`restore`", "Rien n’a été changé.");
    }

    @Test
    void anActThatTheDiskRefusesSaysWhatItLacks() throws Exception {
        Memory memory = waiting();
        for (Disk.Call call : List.of(Disk.Call.WRITE, Disk.Call.SYNC)) {
            assertThat(refused(queue.store(failing(call, "No space left on device")), memory))
                    .contains("le disque est plein", "Rien n’a été changé.");
        }
        assertThat(refused(queue.store(failing(Disk.Call.RENAME, "Read-only file system")), memory))
                .contains("le disque est en lecture seule");
    }

    @Test
    void aLockFileThatIsAFolderIsTold() throws Exception {
        Memory memory = waiting();
        Files.deleteIfExists(queue.directory().lockFile());
        Files.createDirectory(queue.directory().lockFile());
        assertThat(refused(queue.store(), memory)).contains("dossier", "verrou");
    }

    @Test
    void aSaveThatIsRefusedSaysThatNothingWasSaved() {
        SaveResult result =
                queue.store(failing(Disk.Call.WRITE, "No space left on device"))
                        .spool()
                        .accept(List.of(QueueFixture.memory("one")));
        assertThat(told(((SaveResult.NotSaved) result).reason()))
                .contains("le disque est plein", "Rien n’a été enregistré.");
    }

    @Test
    void aMergeThatIsRefusedSaysThatWhatWasSavedIsSafe() {
        QueueFixture.save(queue.store(), "one");
        queue.write("[]");
        FlushResult result = QueueFixture.tryFlush(queue.store());
        assertThat(told(((FlushResult.Refused) result).reason()))
                .contains("Réparez", "reste en sûreté dans");
    }

    private RestorePlan plan() throws IOException {
        return ((QueueRestore.Preview.Planned)
                        queue.store()
                                .restore()
                                .plan(queue.directory().backupFile(), Instant.EPOCH, Set.of()))
                .plan();
    }

    private String stopped(QueueStore store, RestorePlan plan) throws InterruptedException {
        RestoreResult result = store.restore(plan, QueueRestore.Uncertain.LEAVE, WAIT);
        assertThat(result).isInstanceOf(RestoreResult.Stopped.class);
        return told(((RestoreResult.Stopped) result).reason());
    }

    @Test
    void aRestoreThatStopsSaysWhy() throws Exception {
        waiting();
        Files.copy(queue.directory().queueFile(), queue.directory().backupFile());
        queue.write("{");
        RestorePlan plan = plan();
        assertThat(stopped(queue.store(failing(Disk.Call.WRITE, "Permission denied")), plan))
                .contains("autorisation refusée", "Rien n’a été changé.");
        queue.write("{ ");
        assertThat(stopped(queue.store(), plan)).contains("a changé depuis l’aperçu");
        RestorePlan other = plan();
        Files.delete(queue.directory().backupFile());
        assertThat(stopped(queue.store(), other)).contains("ne peut plus être lu");
        assertThatThrownBy(() -> plan()).isInstanceOf(ClassCastException.class);
    }

    @Test
    void aStateThatCannotBeUsedSaysSoBeforehand() throws IOException {
        waiting();
        QueueRestore.Preview preview =
                queue.store().restore().plan(folder.resolve("none.json"), Instant.EPOCH, Set.of());
        assertThat(told(((QueueRestore.Preview.Impossible) preview).reason()))
                .contains("il est absent", "Choisissez un autre état.");
    }
}

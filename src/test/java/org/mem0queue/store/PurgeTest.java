package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** What is old is deleted, but never soon after the clock jumped. */
class PurgeTest {
    private static final Duration LONG = Duration.ofDays(31);

    @TempDir Path folder;

    private QueueFixture queue;
    private QueueDirectory files;
    private QueueStore store;
    private OptionalLong uptime = OptionalLong.of(1_000_000);
    private String boot = "b1";

    @BeforeEach
    void open() {
        queue = new QueueFixture(folder);
        files = queue.directory();
        store = queue.store();
        queue.pythonQueue(2, 1);
    }

    @Test
    void trashGoesAfterThirtyDaysOfAClockThatKeepsPace() throws IOException {
        discard("p0");
        assertThat(trusted()).as("the first look").isFalse();
        pass(Duration.ofHours(23));
        assertThat(trusted()).isFalse();
        pass(Duration.ofHours(2));
        assertThat(trusted()).isTrue();
        pass(Duration.ofDays(28));
        purge();
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
        pass(Duration.ofDays(2));
        purge();
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void afterAJumpOfTheClockADayPassesFirst() throws IOException {
        trusted();
        pass(Duration.ofDays(2));
        discard("p0");
        assertThat(trusted()).isTrue();
        queue.clock().advance(LONG); // the clock alone
        purge();
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
        pass(Duration.ofHours(25));
        purge();
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void aJumpBackIsOneToo() throws IOException {
        trusted();
        pass(Duration.ofDays(2));
        assertThat(trusted()).isTrue();
        queue.clock().advance(Duration.ofHours(-2));
        assertThat(trusted()).isFalse();
        pass(Duration.ofHours(25));
        assertThat(trusted()).isTrue();
        queue.clock().advance(Duration.ofMinutes(50)); // corrected by less than an hour
        assertThat(trusted()).isTrue();
    }

    @Test
    void aRebootInBetweenIsNoJumpUnlessTheTimeIs() throws IOException {
        trusted();
        pass(Duration.ofDays(2));
        assertThat(trusted()).isTrue();
        reboot(Duration.ofHours(10));
        assertThat(trusted()).isTrue();
        reboot(Duration.ofDays(3));
        assertThat(trusted()).isFalse();
        pass(Duration.ofHours(25));
        assertThat(trusted()).isTrue();
        reboot(Duration.ofHours(-3));
        assertThat(trusted()).isFalse();
    }

    @Test
    void aDamagedNoteIsAsIfThereWereNone() throws IOException {
        trusted();
        pass(Duration.ofDays(2));
        assertThat(trusted()).isTrue();
        Files.writeString(files.clockFile(), "{\"boot\": \"b1\", \"see");
        assertThat(trusted()).isFalse();
    }

    @Test
    void whereNoUptimeIsToldTheStepsOfTheClockCount() throws IOException {
        uptime = OptionalLong.empty();
        assertThat(trusted()).isFalse();
        for (int i = 0; i < 25; i++) {
            queue.clock().advance(Duration.ofHours(2));
            trusted();
        }
        assertThat(trusted()).isTrue();
        queue.clock().advance(LONG);
        assertThat(trusted()).isFalse();
    }

    @Test
    void emergencyFilesGoOnlyWhenEveryLineWasDealtWith() throws IOException {
        QueueFixture.write(
                files.emergencyFile(), (line("e0") + "\n" + line("e1") + "\n").getBytes(US_ASCII));
        act(MovePlanner.retry(emergency("e0")));
        trusted();
        pass(LONG);
        trusted();
        pass(Duration.ofDays(2));
        for (Path file : QueueFixture.files(files.drained())) {
            queue.age(file, LONG);
        }
        purge();
        assertThat(QueueFixture.files(files.drained())).hasSize(1);
        Disk.real().ensureFolder(files.trash());
        Path prepared =
                store.trash().write(emergency("e1").raw(), MemoryState.EMERGENCY, Disk.real());
        purge();
        assertThat(QueueFixture.files(files.drained()))
                .as("an act waits, and may give up")
                .hasSize(1);
        Files.delete(prepared);
        act(MovePlanner.discard(emergency("e1")));
        purge();
        assertThat(QueueFixture.files(files.drained())).isEmpty();
    }

    @Test
    void aWatchedDirectoryIsLeftAsItIs() throws IOException {
        discard("p0");
        var before = QueueFixture.listing(folder);
        queue.clock().advance(LONG);
        queue.watching().upkeep().keepGoodState();
        assertThat(QueueFixture.listing(folder)).isEqualTo(before);
    }

    @Test
    void aFileThatACrashLeftGoesWithTheNextMerge() throws IOException {
        Disk disk = Disk.real();
        disk.ensureFolder(files.own());
        disk.ensureFolder(files.trash());
        store.trash().write(pending("p0").raw(), MemoryState.PENDING, disk);
        discard("p1");
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(QueueFixture.files(files.trash())).as("perhaps an act waits").hasSize(2);
        pass(Duration.ofHours(2));
        QueueFixture.save(store, "two");
        QueueFixture.flush(store);
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
        assertThat(store.trash().list(List.of()))
                .extracting(discarded -> discarded.memory().id())
                .containsExactly("p1");
    }

    @Test
    void aDiscardThatWasCutOffBehindItsOutcomeGoesWithTheNextMergeAtOnce() throws IOException {
        Disk disk = Disk.real();
        disk.ensureFolder(files.own());
        disk.ensureFolder(files.trash());
        Memory memory = pending("p0");
        store.trash().write(memory.raw(), MemoryState.PENDING, disk);
        store.outcomes()
                .append(
                        List.of(
                                Outcomes.Line.of(
                                        TextKey.of(memory),
                                        Outcomes.Outcome.DISCARDED,
                                        queue.clock().instant())),
                        disk);
        pass(Duration.ofSeconds(1));
        store.trash().write(memory.raw(), MemoryState.PENDING, disk); // another act waits
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(store.trash().list(List.of()))
                .extracting(Trash.Discarded::when)
                .containsExactly(queue.clock().instant());
        assertThat(store.outcomes().settled(memory))
                .as("a rebuild of the queue must not leave it out")
                .isFalse();
    }

    // ---- helpers

    private ClockGuard guard() {
        return new ClockGuard(files, boot, () -> uptime);
    }

    private boolean trusted() throws IOException {
        Disk.real().ensureFolder(files.own());
        return guard().trusted(queue.clock().instant(), Disk.real());
    }

    private void purge() throws IOException {
        EmergencyLines lines =
                new EmergencyLines(
                        files, store.kept(), store.trash(), store.outcomes(), queue.clock());
        Purge purge = new Purge(files, store.trash(), store.outcomes(), lines, guard());
        Instant now = queue.clock().instant();
        purge.deleteOldTrash(now, Disk.real());
        purge.deleteDrained(now, () -> List.of(document().queue()), Disk.real());
    }

    private void pass(Duration time) {
        queue.clock().advance(time);
        uptime = OptionalLong.of(uptime.getAsLong() + time.toSeconds());
    }

    private void reboot(Duration off) {
        boot += "x";
        uptime = OptionalLong.of(10);
        queue.clock().advance(off);
    }

    private QueueDocument document() {
        return queue.store().queueFile().read().ok().orElseThrow();
    }

    private Memory pending(String id) {
        return document().queue().stream()
                .filter(memory -> memory.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Memory emergency(String id) {
        return store
                .emergency()
                .read(List.of(document().queue()))
                .ok()
                .orElseThrow()
                .memories()
                .stream()
                .filter(memory -> memory.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void discard(String id) {
        act(MovePlanner.discard(pending(id)));
    }

    private void act(PlannedMove planned) {
        try {
            ActResult result =
                    store.act(List.of(((PlannedMove.Ready) planned).move()), Duration.ZERO);
            assertThat(result)
                    .isInstanceOfSatisfying(
                            ActResult.Done.class, done -> assertThat(done.done()).hasSize(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(String id) {
        return "{\"id\": \""
                + id
                + "\", \"project_id\": \"a\", \"content\": \"x\", \"timestamp\": 1, \"retries\":"
                + " 0}";
    }
}

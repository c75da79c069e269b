package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which copies are made, and which stay. */
class QueueSnapshotsTest {
    private static final Instant NOW = QueueFixture.START;

    @TempDir Path folder;
    private QueueFixture queue;
    private QueueSnapshots snapshots;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
        snapshots = queue.store().snapshots();
    }

    private boolean keep(String content, QueueSnapshots.Label label, Instant time)
            throws IOException {
        queue.write(content);
        return snapshots.keep(queue.directory().queueFile(), label, time);
    }

    private boolean keep(String content, Instant time) throws IOException {
        return keep(content, QueueSnapshots.Label.NONE, time);
    }

    private List<Instant> times() throws IOException {
        return snapshots.list().stream().map(QueueSnapshots.Copy::time).toList();
    }

    @Test
    void oneContentIsKeptOnce() throws IOException {
        assertThat(keep("one", NOW)).isTrue();
        assertThat(keep("one", NOW.plusSeconds(1))).isFalse();
        assertThat(keep("two", NOW.plusSeconds(2))).isTrue();
        assertThat(keep("one", NOW.plusSeconds(3))).isFalse();
        assertThat(times()).containsExactly(NOW.plusSeconds(2), NOW);
    }

    @Test
    void aCopyIsACopyNotALink() throws IOException {
        keep("one", NOW);
        Files.writeString(queue.directory().queueFile(), "changed in place");
        assertThat(snapshots.list().getFirst().file()).hasContent("one");
    }

    @Test
    void aContentKeptWithoutAPinIsPinnedWhenItMatters() throws IOException {
        keep("one", NOW);
        assertThat(keep("one", QueueSnapshots.Label.BEFORE_SHRINK, NOW.plusSeconds(1))).isTrue();
        assertThat(keep("one", QueueSnapshots.Label.RESTORE, NOW.plusSeconds(2))).isFalse();
        assertThat(keep("one", NOW.plusSeconds(3))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aLabelIsReadBackFromTheName(QueueSnapshots.Label label) throws IOException {
        keep("one", label, NOW);
        QueueSnapshots.Copy copy = snapshots.list().getFirst();
        assertThat(copy.label()).isEqualTo(label);
        assertThat(copy.time()).isEqualTo(NOW);
        assertThat(copy.bytes()).isEqualTo(3);
        assertThat(copy.hash()).hasSize(16);
    }

    @Test
    void aLabelOfALaterVersionCountsAsPinned() throws IOException {
        keep("one", NOW);
        Path file = snapshots.list().getFirst().file();
        Files.move(
                file,
                file.resolveSibling(file.getFileName().toString().replace(".json", "-later.json")));
        assertThat(snapshots.list().getFirst().label().pinned()).isTrue();
    }

    @Test
    void whatIsNotOursIsNotListed() throws IOException {
        keep("one", NOW);
        for (String name :
                List.of(
                        "notes.json",
                        "20261399T140000.000Z-0123456789abcdef.json",
                        "20261123T140000.000Z-0123456789ABCDEF.json",
                        ".4711-1-00000000.tmp")) {
            Files.writeString(queue.directory().snapshots().resolve(name), "x");
        }
        assertThat(snapshots.list()).hasSize(1);
        snapshots.thin(NOW.plus(Duration.ofDays(4000)));
        assertThat(queue.directory().snapshots().resolve("notes.json")).exists();
    }

    @Test
    void largeFilesAreCopiedEveryTenMinutesAtMost() throws IOException {
        assertThat(keep(large(1), NOW)).isTrue();
        assertThat(keep(large(2), NOW.plus(Duration.ofMinutes(9)))).isFalse();
        assertThat(keep(large(2), NOW.minus(Duration.ofMinutes(9)))).isFalse();
        assertThat(keep("small", NOW.plus(Duration.ofMinutes(9)))).isTrue();
        assertThat(keep(large(3), QueueSnapshots.Label.DAMAGED, NOW.plus(Duration.ofMinutes(9))))
                .as("damage is never put off")
                .isTrue();
        assertThat(keep(large(4), NOW.plus(Duration.ofMinutes(20)))).isTrue();
    }

    private static String large(int n) {
        return n + "x".repeat((int) QueueSnapshots.LARGE_BYTES);
    }

    /** Makes empty copies: only their names count for thinning. */
    private void copiesAt(List<Instant> times, String suffix) throws IOException {
        keep("first", Instant.EPOCH); // makes the folders
        Files.delete(snapshots.list().getFirst().file());
        Path sample = queue.directory().snapshots();
        for (int i = 0; i < times.size(); i++) {
            String time = times.get(i).toString().replaceAll("[-:]", "");
            Files.createFile(
                    sample.resolve(
                            (time.contains(".") ? time : time.replace("Z", ".000Z"))
                                    + "-%016x".formatted(i)
                                    + suffix
                                    + ".json"));
        }
    }

    private static List<Instant> every(Duration step, int count) {
        return IntStream.range(0, count).mapToObj(i -> NOW.minus(step.multipliedBy(i))).toList();
    }

    @Test
    void theNewest20StayAndOlderOnesByTheHourAndTheDay() throws IOException {
        copiesAt(every(Duration.ofMinutes(30), 2 * 24 * 34), "");
        snapshots.thin(NOW);
        List<Instant> expected = new ArrayList<>(every(Duration.ofMinutes(30), 20)); // to 04:30
        expected.add(Instant.parse("2026-11-23T04:00:00Z"));
        addSeries(expected, "2026-11-23T03:30:00Z", Duration.ofHours(1), Duration.ofDays(1));
        expected.add(Instant.parse("2026-11-22T13:30:00Z"));
        addSeries(expected, "2026-11-21T23:30:00Z", Duration.ofDays(1), Duration.ofDays(30));
        assertThat(times()).isEqualTo(expected);
        snapshots.thin(NOW);
        assertThat(times()).as("thinning again changes nothing").isEqualTo(expected);
    }

    private static void addSeries(List<Instant> all, String first, Duration step, Duration age) {
        for (Instant time = Instant.parse(first);
                !time.isBefore(NOW.minus(age));
                time = time.minus(step)) {
            all.add(time);
        }
    }

    @Test
    void thinningAsTimePassesKeepsAtLeastOneADay() throws IOException {
        copiesAt(every(Duration.ofHours(1), 24 * 20), "");
        for (int day = 0; day < 10; day++) {
            snapshots.thin(NOW.plus(Duration.ofDays(day)));
        }
        assertThat(times().stream().map(time -> time.toString().substring(0, 10)).distinct())
                .hasSize(21);
    }

    @Test
    void whatIsPinnedStaysHoweverOld() throws IOException {
        copiesAt(every(Duration.ofDays(7), 60), "-damaged");
        snapshots.thin(NOW);
        assertThat(snapshots.list()).hasSize(60);
    }

    @Test
    void pinnedCopiesTakeNoPlaceAmongTheNewest20() throws IOException {
        List<Instant> old = every(Duration.ofSeconds(1), 20);
        copiesAt(old, "");
        for (int i = 0; i < 30; i++) {
            keep("damaged " + i, QueueSnapshots.Label.DAMAGED, NOW.plusMillis(i));
        }
        snapshots.thin(NOW.plusSeconds(1));
        assertThat(snapshots.list()).hasSize(50);
    }

    @Test
    void aPinIsKeptThroughThinning() throws IOException {
        copiesAt(every(Duration.ofDays(60), 30), "");
        QueueSnapshots.Copy oldest = snapshots.list().getLast();
        snapshots.pin(oldest, QueueSnapshots.Label.BEFORE_SHRINK);
        snapshots.thin(NOW);
        assertThat(snapshots.list()).hasSize(21);
        assertThat(snapshots.list().getLast().time()).isEqualTo(oldest.time());
        assertThat(snapshots.list().getLast().label().pinned()).isTrue();
    }

    /** Copies from a time that has not come yet are no reason to throw away those of today. */
    @Test
    void aClockSetBackThrowsNothingAway() throws IOException {
        List<Instant> future = every(Duration.ofMinutes(1), 30);
        copiesAt(future, "");
        Instant back = NOW.minus(Duration.ofDays(400));
        for (int i = 0; i < 20; i++) {
            keep("today " + i, back.plusSeconds(i));
        }
        snapshots.thin(back.plusSeconds(60));
        assertThat(times()).hasSize(50);
    }

    @Test
    void aMissingFolderHoldsNoCopies() throws IOException {
        assertThat(snapshots.list()).isEmpty();
        snapshots.thin(NOW);
        assertThat(queue.directory().own()).doesNotExist();
    }

    @Test
    void onlyAGoodStateIsKeptAsOne() throws IOException {
        QueueStore store = queue.store();
        store.upkeep().keepGoodState();
        assertThat(snapshots.list()).isEmpty();
        queue.pythonQueue(1, 0);
        store.upkeep().keepGoodState();
        store.upkeep().keepGoodState();
        assertThat(snapshots.list()).hasSize(1);
        queue.write("{\"queue\": [".getBytes(US_ASCII));
        store.upkeep().keepGoodState();
        assertThat(snapshots.list())
                .extracting(QueueSnapshots.Copy::label)
                .containsExactlyInAnyOrder(QueueSnapshots.Label.NONE, QueueSnapshots.Label.DAMAGED);
    }
}

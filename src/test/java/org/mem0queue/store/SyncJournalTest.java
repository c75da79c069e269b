package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What a journal tells the next process, whatever became of the one that wrote it. */
class SyncJournalTest {
    private static final Instant AT = Instant.parse("2026-11-23T14:00:00.123Z");
    private static final Instant UNTIL = AT.plusSeconds(90);
    private static final SyncJournal.Entry OPEN = new SyncJournal.Entry(AT, UNTIL, null, "00");

    @TempDir private Path folder;
    private QueueFixture queue;
    private Path file;

    @BeforeEach
    void open() {
        queue = new QueueFixture(folder);
        file = queue.directory().syncJournal();
    }

    // ---- what is read

    @Test
    void aFolderWithoutAJournalHasNothingOpen() throws IOException {
        assertThat(opened().find("c", "a")).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void aTornLastLineIsPassedOver() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        append("{\"sending\": \"b\", \"claim\": \"c\", \"at\": \"2026-11-23T14:0");

        SyncJournal next = opened();

        assertThat(next.find("c", "a")).contains(OPEN);
        assertThat(next.find("c", "b")).isEmpty();
    }

    @Test
    void theNextLineIsNotGluedToATornOne() throws IOException {
        sending(opened(), "a");
        append("{\"sending\": \"b\", \"cl");
        SyncJournal next = opened();

        sending(next, "d");

        SyncJournal third = opened();
        assertThat(third.find("c", "a")).contains(OPEN);
        assertThat(third.find("c", "d")).contains(OPEN);
        assertThat(text()).doesNotContain("\"b\"").endsWith("}\n");
    }

    @Test
    void aDamagedLineInTheMiddleIsPassedOver() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        append("\0\0\0\0{]\n[1]\n{\"sending\": \"x\"} {\"sending\": \"y\"}\n\n");
        sending(opened(), "b");

        SyncJournal next = opened();

        assertThat(next.find("c", "a")).contains(OPEN);
        assertThat(next.find("c", "b")).contains(OPEN);
        assertThat(next.find("", "x")).isEmpty();
    }

    @Test
    void anEndCountsThoughItsBeginningIsDamaged() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        journal.ended("c", "a", new Settlement.Stored());
        String damaged = text().replaceFirst("\"sending\"", "\"sen\0ing\"");
        Files.writeString(file, damaged);

        assertThat(settlement(opened(), "a")).isEqualTo(new Settlement.Stored());
    }

    @Test
    void anEndThatALaterVersionWroteLeavesItOpen() throws IOException {
        sending(opened(), "a");
        append("{\"ended\": \"a\", \"claim\": \"c\", \"as\": \"merged\"}\n");

        assertThat(opened().find("c", "a")).contains(OPEN);
    }

    @Test
    void theSameMemoryOfAnotherClaimIsAnother() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        journal.ended("other", "a", new Settlement.Stored());

        assertThat(opened().find("c", "a")).contains(OPEN);
    }

    static Stream<Settlement> everyKind() {
        return Stream.of(
                new Settlement.Stored(),
                new Settlement.Released(),
                new Settlement.Released(UNTIL),
                new Settlement.Again(null, "a \"quoted\"\nreason, é", Settlement.Counted.NO),
                new Settlement.Again(UNTIL, "later", Settlement.Counted.YES),
                new Settlement.Failed("HTTP 422"),
                new Settlement.Doubtful(new Claim.Doubt("time_out", "no answer", AT, UNTIL, null)),
                new Settlement.Accepted("evt_1"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyEndIsFoundAgain(Settlement settlement) throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        journal.ended("c", "a", settlement);

        assertThat(opened().find("c", "a"))
                .contains(new SyncJournal.Entry(AT, UNTIL, settlement, "00"))
                .isEqualTo(journal.find("c", "a"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyEndOutlivesANewFile(Settlement settlement) throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        journal.ended("c", "a", settlement);
        append("{\"torn");
        sending(opened(), "b"); // begins a new file

        assertThat(text()).doesNotContain("torn");
        assertThat(opened().find("c", "a"))
                .contains(new SyncJournal.Entry(AT, UNTIL, settlement, "00"));
    }

    // ---- what is written

    @Test
    void linesOfManyThreadsAreAllFoundAgain() throws Exception {
        Faults.Record record = new Faults.Record();
        SyncJournal journal = opened(Disk.withFaults(record));
        int threads = 32;
        int each = 10;
        CountDownLatch start = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                all.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    for (int i = 0; i < each; i++) {
                                        String id = thread + "-" + i;
                                        sending(journal, id);
                                        journal.ended("c", id, new Settlement.Failed(id));
                                    }
                                    return null;
                                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }

        SyncJournal next = opened();
        for (int t = 0; t < threads; t++) {
            for (int i = 0; i < each; i++) {
                String id = t + "-" + i;
                assertThat(settlement(next, id)).isEqualTo(new Settlement.Failed(id));
            }
        }
        assertThat(record.count(Disk.Call.SYNC))
                .as("lines that come together are synced together")
                .isLessThan(2L * threads * each);
    }

    @Test
    void anInterruptedThreadWritesItsLineAndStaysInterrupted() throws IOException {
        SyncJournal journal = opened();
        Thread.currentThread().interrupt();

        sending(journal, "a");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(opened().find("c", "a")).contains(OPEN);
    }

    @Test
    void aLineThatIsNotDurableIsToldAndNotKnown() throws IOException {
        SyncJournal journal = opened(Disk.withFaults(Faults.on(Disk.Call.SYNC, "sync.journal")));

        assertThatThrownBy(() -> sending(journal, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Input/output error");

        assertThat(journal.find("c", "a")).isEmpty();
    }

    @Test
    void aFileWhoseSyncFailedIsGivenUpForANewOneWithWhatIsOpen() throws IOException {
        AtomicBoolean fails = new AtomicBoolean();
        List<Path> synced = new ArrayList<>();
        SyncJournal journal =
                opened(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.SYNC) {
                                        synced.add(path);
                                        if (fails.get()) {
                                            throw new IOException("Input/output error");
                                        }
                                    }
                                }));
        sending(journal, "a");
        sending(journal, "b");
        journal.ended("c", "b", new Settlement.Accepted("evt_1"));
        Object before = inode();
        fails.set(true);
        assertThatThrownBy(() -> sending(journal, "lost")).isInstanceOf(IOException.class);
        fails.set(false);
        synced.clear();

        sending(journal, "d");
        sending(journal, "e");

        assertThat(inode()).as("a new file").isNotEqualTo(before);
        assertThat(synced.getFirst()).as("never synced again").isNotEqualTo(file);
        SyncJournal next = opened();
        assertThat(next.find("c", "a")).contains(OPEN);
        assertThat(settlement(next, "b")).isEqualTo(new Settlement.Accepted("evt_1"));
        assertThat(next.find("c", "d")).contains(OPEN);
        assertThat(next.find("c", "e")).contains(OPEN);
        assertThat(next.find("c", "lost")).as("nothing was sent on its word").isEmpty();
        assertThat(QueueFixture.files(queue.directory().own())).containsExactly(file);
    }

    @Test
    void aNewFileThatCannotBeNamedLeavesTheOldOneAndNoLitter() throws IOException {
        sending(opened(), "a");
        append("{\"torn");
        SyncJournal journal = opened(Disk.withFaults(Faults.on(Disk.Call.RENAME, "sync.journal")));

        assertThatThrownBy(() -> sending(journal, "b")).isInstanceOf(IOException.class);

        assertThat(QueueFixture.files(queue.directory().own())).containsExactly(file);
        assertThat(opened().find("c", "a")).contains(OPEN);
    }

    // ---- what is forgotten

    @Test
    void theFileGoesWhenNothingIsOpen() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        journal.ended("c", "a", new Settlement.Stored());
        journal.committed(List.of(result("c", "a", new Settlement.Stored())));

        journal.tidy();

        assertThat(file).doesNotExist();
        sending(journal, "b");
        assertThat(opened().find("c", "b")).contains(OPEN);
    }

    @Test
    void theFileStaysWhileAnythingIsOpen() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        sending(journal, "b");
        journal.ended("c", "a", new Settlement.Stored());
        journal.committed(List.of(result("c", "a", new Settlement.Stored())));

        journal.tidy();

        assertThat(opened().find("c", "b")).contains(OPEN);
    }

    @Test
    void whatIsInDoubtOrAcceptedIsRememberedBeyondItsCommit() throws IOException {
        Settlement doubt =
                new Settlement.Doubtful(new Claim.Doubt("time_out", "", AT, UNTIL, null));
        Settlement accepted = new Settlement.Accepted("evt_1");
        SyncJournal journal = opened();
        sending(journal, "a");
        journal.ended("c", "a", doubt);
        sending(journal, "b");
        journal.ended("c", "b", accepted);

        journal.committed(List.of(result("c", "a", doubt), result("c", "b", accepted)));
        journal.tidy();

        assertThat(settlement(journal, "a")).isEqualTo(doubt);
        assertThat(settlement(opened(), "b")).isEqualTo(accepted);
    }

    @Test
    void onlyTheClaimsThatAreOpenAreKept() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        journal.sending("d", "a", 1, "00", AT, UNTIL);

        journal.keepOnly(Set.of("d"));

        assertThat(journal.find("c", "a")).isEmpty();
        assertThat(journal.find("d", "a")).contains(OPEN);
        journal.keepOnly(Set.of());
        journal.tidy();
        assertThat(file).doesNotExist();
    }

    @Test
    void aLongFileIsBegunAnewWithWhatIsOpen() throws IOException {
        SyncJournal journal = opened();
        sending(journal, "a");
        String reason = "r".repeat(1 << 20);
        for (int i = 0; i < 5; i++) {
            journal.ended("c", "b" + i, new Settlement.Failed(reason));
            journal.committed(List.of(result("c", "b" + i, new Settlement.Failed(reason))));
        }
        assertThat(Files.size(file)).isGreaterThan(4 << 20);

        journal.tidy();

        assertThat(Files.size(file)).isLessThan(1000);
        assertThat(opened().find("c", "a")).contains(OPEN);
    }

    // ---- helpers

    private SyncJournal opened() throws IOException {
        return opened(Disk.real());
    }

    private SyncJournal opened(Disk disk) throws IOException {
        SyncJournal journal = new SyncJournal(queue.directory(), disk);
        journal.open();
        return journal;
    }

    private static void sending(SyncJournal journal, String id) throws IOException {
        journal.sending("c", id, 1, "00", AT, UNTIL);
    }

    private static Settlement settlement(SyncJournal journal, String id) {
        return journal.find("c", id).map(SyncJournal.Entry::settlement).orElseThrow();
    }

    private static Exchange.Result result(String claim, String id, Settlement settlement) {
        RawJson entry = RawJson.of("{\"id\": \"" + id + "\", \"content\": \"x\"}");
        RawJson claimed = new Claim(claim, "m", "b", 1, AT, null, null).on(entry);
        Memory memory = EntryReader.read(claimed, MemoryState.IN_FLIGHT);
        return new Exchange.Result(memory, settlement);
    }

    private String text() throws IOException {
        return Files.readString(file);
    }

    private void append(String text) throws IOException {
        Files.write(file, text.getBytes(UTF_8), StandardOpenOption.APPEND);
    }

    private Object inode() throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }
}

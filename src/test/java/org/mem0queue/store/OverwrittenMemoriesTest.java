package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.NewMemory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Every way in which a merged memory leaves the queue, and which of them is an overwriting. */
class OverwrittenMemoriesTest {
    @TempDir private Path folder;

    private QueueFixture queue;
    private QueueStore store;

    @BeforeEach
    void aQueueOfPython() {
        queue = new QueueFixture(folder);
        queue.pythonQueue(3, 0);
        store = queue.store();
    }

    private List<String> found() throws IOException {
        QueueDocument document = store.queueFile().read().ok().orElseThrow();
        return OverwrittenMemories.find(store, document).stream().map(Memory::id).toList();
    }

    private List<String> merge(String... texts) {
        List<String> ids = QueueFixture.save(store, texts);
        QueueFixture.flush(store);
        return ids;
    }

    /** What a worker does to what it sent: out of the queue, counted, still in last_100. */
    private void workOff() {
        String text = queue.queueText();
        String rest = text.substring(text.indexOf("\n  ],\n  \"last_100\""));
        queue.write("{\n  \"queue\": [" + rest);
    }

    @Test
    void whatIsStillInTheQueueIsNotMissed() throws IOException {
        merge("one", "two");
        assertThat(found()).isEmpty();
    }

    @Test
    void whatAWorkerSentIsNotMissed() throws IOException {
        merge("one", "two");
        workOff();
        assertThat(queue.queuedIds()).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void whatAHundredNewerOnesPushedOutIsNotMissed() throws IOException {
        merge("pushed out");
        workOff();
        merge(IntStream.range(0, 100).mapToObj(i -> "newer " + i).toArray(String[]::new));
        workOff();
        assertThat(found()).isEmpty();
    }

    @Test
    void aMergeOfMoreThanAHundredIsNotMissedOnceItWasSent() throws IOException {
        merge(IntStream.range(0, 250).mapToObj(i -> "many " + i).toArray(String[]::new));
        workOff();
        assertThat(found()).isEmpty();
    }

    @Test
    void manyBatchesOfOneMergeAreNotMissedOnceTheyWereSent() throws IOException {
        for (int i = 0; i < 150; i++) {
            QueueFixture.save(store, "batch " + i);
        }
        QueueFixture.flush(store);
        workOff();
        assertThat(found()).isEmpty();
    }

    @Test
    void anOlderQueueWrittenBackIsAnOverwriting() throws IOException {
        String old = queue.queueText();
        List<String> ids = merge("one", "two");
        queue.write(old);
        assertThat(found()).isEqualTo(ids);
    }

    @Test
    void itIsStillOneAfterPythonSavedMoreIntoTheOlderQueue() throws IOException {
        String old = queue.queueText();
        List<String> ids = merge("one", "two");
        queue.write(old);
        for (int i = 0; i < 5; i++) {
            queue.legacy("save", "theirs " + i);
        }
        assertThat(found()).isEqualTo(ids);
    }

    @Test
    void onlyWhatTheOlderQueueLacksIsMissed() throws IOException {
        merge("in both");
        String old = queue.queueText();
        List<String> later = merge("only later");
        queue.write(old);
        assertThat(found()).isEqualTo(later);
    }

    @Test
    void neitherOldTimesNorAClockSetBackRaiseAFalseAlarm() throws IOException {
        merge("pushed out");
        workOff();
        queue.clock().advance(Duration.ofDays(-400));
        List<NewMemory> reEntered = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            reEntered.add(
                    new NewMemory(
                            null, "p", "re-entered " + i, Instant.ofEpochSecond(1000 + i), "test"));
        }
        QueueFixture.accept(store, reEntered);
        QueueFixture.flush(store);
        workOff();
        assertThat(found()).isEmpty();
    }

    @Test
    void aQueueWithoutItsHistoryProvesNothing() throws IOException {
        merge("one");
        queue.write("{\"queue\": [], \"failed\": [], \"last_100\": 7, \"stats\": {}}");
        assertThat(found()).isEmpty();
        queue.write("{\"queue\": [], \"failed\": [], \"last_100\": [], \"stats\": {}}");
        assertThat(found()).isEmpty();
    }

    @Test
    void whatWaitsAgainOrIsKeptElsewhereIsNotMissed() throws IOException {
        String old = queue.queueText();
        List<String> ids = merge("dead letter", "emergency", "missing");
        queue.write(old);
        Files.writeString(
                queue.directory().deadLetterFile(),
                "{\"items\": [" + QueueFixture.entry(ids.get(0), "dead letter") + "]}");
        Files.writeString(
                queue.directory().emergencyFile(),
                "{\"id\": \"" + ids.get(1) + "\", \"content\": \"emergency\"}\n");
        assertThat(found()).containsExactly(ids.get(2));
    }
}

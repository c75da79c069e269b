package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.Oddity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One id, one text: a repeat adds nothing, and another text never disappears behind an id. */
class MemoryIdentityTest {
    @TempDir Path folder;
    private QueueFixture queue;
    private QueueStore store;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
        store = queue.store();
    }

    private int saveGiven(String id, String content) {
        QueueFixture.accept(store, List.of(QueueFixture.memory(id, content)));
        return QueueFixture.flush(store).merged();
    }

    private List<String> contents() {
        List<String> all = new ArrayList<>();
        queue.queueJson().path("queue").forEach(entry -> all.add(entry.path("content").asText()));
        return all;
    }

    private void pythonSyncsEverything() {
        queue.legacy("sync");
    }

    @Test
    void theSameIdAndTextIsNothingToDo() {
        assertThat(saveGiven("a", "text")).isEqualTo(1);
        byte[] before = queue.queueBytes();
        assertThat(saveGiven("a", "text")).isZero();
        assertThat(queue.queueBytes()).isEqualTo(before);
        assertThat(QueueFixture.files(queue.directory().spool())).isEmpty();
    }

    @Test
    void theSameIdTwiceInOneBatchIsSavedOnce() {
        QueueFixture.accept(
                store, List.of(QueueFixture.memory("a", "text"), QueueFixture.memory("a", "text")));
        QueueFixture.accept(store, List.of(QueueFixture.memory("a", "text")));
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        assertThat(queue.queuedIds()).containsExactly("a");
        assertThat(queue.queueJson().path("stats").path("total_queued").asInt()).isEqualTo(1);
    }

    @Test
    void theSameIdWithAnotherTextIsSavedUnderADerivedId() {
        saveGiven("a", "first");
        assertThat(saveGiven("a", "second")).isEqualTo(1);
        assertThat(contents()).containsExactly("first", "second");
        JsonNode second = queue.queueJson().path("queue").path(1);
        assertThat(second.path("id").asText()).startsWith("a~").isNotEqualTo("a");
        assertThat(second.path("original_id").asText()).isEqualTo("a");
        assertThat(second.path("project_id").asText()).isEqualTo("trace-hub");
        assertThat(store.queueFile().read().ok().orElseThrow().oddities())
                .extracting(Oddity::kind)
                .contains(Oddity.Kind.ID_WAS_TAKEN);

        assertThat(saveGiven("a", "second")).as("the same again").isZero();
        assertThat(saveGiven("a", "third")).isEqualTo(1);
        assertThat(contents()).containsExactly("first", "second", "third");
        assertThat(queue.queuedIds()).doesNotHaveDuplicates();
    }

    @Test
    void theSameTextOfAnotherProjectIsAnotherMemory() {
        saveGiven("a", "text");
        QueueFixture.accept(store, List.of(new NewMemory("a", "other", "text", null, "test")));
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        assertThat(queue.queuedIds()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aGivenIdThatWasSyncedLongAgoAddsNothing() {
        saveGiven("a", "text");
        pythonSyncsEverything();
        assertThat(saveGiven("a", "text")).isZero();
        assertThat(queue.queuedIds()).isEmpty();
        assertThat(saveGiven("a", "another")).isEqualTo(1);
        assertThat(queue.queuedIds()).hasSize(1).first().asString().startsWith("a~");
    }

    /** A process that has looked into kept before must see what came there since. */
    @Test
    void aRepeatIsFoundAmongWhatAnotherProcessMergedSinceTheLastLook() {
        saveGiven("a", "text");
        QueueStore other = queue.store();
        QueueFixture.accept(other, List.of(QueueFixture.memory("b", "text")));
        QueueFixture.flush(other);
        pythonSyncsEverything();
        assertThat(saveGiven("b", "text")).isZero();
        assertThat(saveGiven("a", "text")).isZero();
        assertThat(queue.queuedIds()).isEmpty();
    }

    /** An id that we made and somebody exported and imports again. */
    @Test
    void anIdOfOursThatIsGivenBackAfterItsSyncAddsNothing() {
        String id = QueueFixture.save(store, "text").getFirst();
        QueueFixture.flush(store);
        pythonSyncsEverything();
        assertThat(saveGiven(id, "text")).isZero();
        assertThat(queue.queuedIds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "failed", "in_flight"})
    void anIdIsKnownInEachList(String list) {
        queue.write(
                "{\"queue\": [], \"last_100\": [], \"failed\": [], \"stats\": {}, \"in_flight\": []}"
                        .replace(
                                "\"" + list + "\": []",
                                "\"" + list + "\": [" + QueueFixture.entry("a", "text") + "]"));
        assertThat(saveGiven("a", "text")).isZero();
        assertThat(saveGiven("a", "another")).isEqualTo(1);
    }

    @Test
    void anIdIsKnownAmongTheDeadLetters() {
        QueueFixture.write(
                queue.directory().deadLetterFile(),
                ("{\"items\": [" + QueueFixture.entry("a", "text") + "]}").getBytes(US_ASCII));
        assertThat(saveGiven("a", "text")).isZero();
        assertThat(saveGiven("b", "text")).isEqualTo(1);
    }

    /** What Python saved twice is Python's: we count it, and leave both. */
    @Test
    void repeatedIdsOfOthersStayAsTheyAre() {
        queue.write(
                "{\"queue\": ["
                        + QueueFixture.entry("a", "one")
                        + ", "
                        + QueueFixture.entry("a", "one")
                        + ", "
                        + QueueFixture.entry("a", "two")
                        + "]}");
        assertThat(saveGiven("a", "one")).isZero();
        assertThat(saveGiven("a", "two")).isZero();
        assertThat(saveGiven("b", "new")).isEqualTo(1);
        assertThat(queue.queuedIds()).containsExactly("a", "a", "a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a\"b\\", "é\ud83d\ude00", "\ud83d", "~", "a~b", "../../x"})
    void oddIdsAreSavedAsGiven(String id) {
        if (id.isBlank()) {
            assertThat(QueueFixture.memory(id, "text").refusal()).contains("id is empty");
            return;
        }
        assertThat(saveGiven(id, "text")).isEqualTo(1);
        assertThat(saveGiven(id, "text")).isZero();
        assertThat(store.queueFile().read().ok().orElseThrow().queue().getFirst().id())
                .isEqualTo(id);
    }

    /** The hash in a derived id may be taken as well, by chance or by somebody's joke. */
    @Test
    void aDerivedIdThatIsTakenIsDerivedAgain() {
        saveGiven("a", "first");
        saveGiven("a", "second");
        String derived = queue.queuedIds().get(1);
        queue.write(
                "{\"queue\": ["
                        + QueueFixture.entry("a", "first")
                        + ", "
                        + QueueFixture.entry(derived, "somebody's joke")
                        + "]}");
        deleteKept();
        assertThat(saveGiven("a", "second")).isEqualTo(1);
        assertThat(contents()).containsExactly("first", "somebody's joke", "second");
        assertThat(queue.queuedIds()).doesNotHaveDuplicates();
    }

    private void deleteKept() {
        for (Path file : QueueFixture.files(queue.directory().kept())) {
            assertThat(file.toFile().delete()).isTrue();
        }
    }

    @Test
    void batchesAreMergedInTheOrderInWhichTheyWereAccepted() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.addAll(QueueFixture.save(store, "text " + i));
            queue.clock().advance(Duration.ofMillis(1));
        }
        QueueFixture.flush(store);
        assertThat(queue.queuedIds()).isEqualTo(ids);
    }

    @Test
    void nothingToMergeNeitherLocksNorWrites() {
        queue.pythonQueue(1, 0);
        Map<String, String> before = QueueFixture.listing(folder);
        assertThat(QueueFixture.flush(store).merged()).isZero();
        assertThat(QueueFixture.listing(folder)).isEqualTo(before);
    }
}

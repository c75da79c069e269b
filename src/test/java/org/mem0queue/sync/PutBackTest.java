package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.store.MovePlanner;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.Settlement;
import org.mem0queue.store.SyncJournal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Another program writes a queue from before a sending back: what was sent is not sent again. */
class PutBackTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void whatIsInDoubtStaysInDoubt(StubApi.Kind kind) {
        try (StubApi api = new StubApi(kind)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 1);
            JsonNode before = queue.file();
            api.weather((number, content) -> StubDay.SILENT_AFTER_STORING);
            queue.pass();
            assertThat(queue.list("in_flight")).hasSize(1);
            api.weather((number, content) -> StubDay.GOOD);

            for (int i = 0; i < 3; i++) {
                queue.write(before);
                if (i > 0) {
                    queue.restart();
                }
                queue.pass();
                assertThat(queue.list("queue")).as("where it would be sent").isEmpty();
                assertThat(queue.list("in_flight").getFirst().path("claim").path("doubt").asText())
                        .isEqualTo("connection");
                queue.nothingIsLost(ids, api);
            }
            queue.passes(5, Duration.ofMinutes(5));
            assertThat(api.adds()).hasSize(1);
            assertThat(queue.synced()).isEqualTo(1);
        }
    }

    @Test
    void whatThePlatformHasAcceptedIsAskedFor() {
        try (StubApi api = new StubApi(StubApi.Kind.PLATFORM)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 2);
            JsonNode before = queue.file();
            api.events(StubEvents.Day.PENDING);
            queue.pass();
            queue.write(before);
            queue.restart();
            queue.pass();
            assertThat(queue.list("in_flight"))
                    .hasSize(2)
                    .allMatch(entry -> entry.path("claim").path("event").asText().startsWith("e"));

            api.events(StubEvents.Day.FAILED);
            queue.passes(1, Duration.ofMinutes(2));
            assertThat(queue.list("queue")).as("given up, and waiting again").hasSize(2);
            queue.restart();
            api.events(StubEvents.Day.SUCCEEDED);
            queue.passes(6, Duration.ofHours(2));

            assertThat(api.stored()).hasSize(2);
            assertThat(queue.synced()).isEqualTo(2);
        }
    }

    @Test
    void whatIsStoredAndNotYetCommittedIsCommitted() throws IOException {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 2);
            Memory sent = pending(queue).getFirst();
            SyncJournal journal = queue.store().sending().syncJournal();
            journal.open();
            journal.sending(
                    "c", sent.id(), 1, Move.hashOf(sent), queue.now, queue.now.plusSeconds(60));
            journal.ended("c", sent.id(), new Settlement.Stored());

            queue.pass();

            assertThat(api.texts()).hasSize(1).doesNotContain(sent.detail().content());
            assertThat(queue.synced()).isEqualTo(2);
            assertThat(queue.list("queue")).isEmpty();
        }
    }

    private static List<Memory> pending(SyncFixture queue) {
        return queue.store().queueFile().read().ok().orElseThrow().queue();
    }

    /** The journal lives on with the other's doubt, and must not speak of this one any more. */
    @Test
    void whatAPersonSendsAgainIsSent() throws InterruptedException {
        try (StubApi api = new StubApi(StubApi.Kind.WRAPPER)) {
            api.rewording();
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 1);
            queue.queue("two", 1);
            api.weather((number, content) -> StubDay.SILENT);
            queue.pass();
            assertThat(queue.list("in_flight")).hasSize(2);
            api.weather((number, content) -> StubDay.GOOD);
            queue.now = queue.now.plusSeconds(30);
            QueueStore store = queue.store();
            Memory doubtful = store.queueFile().read().ok().orElseThrow().inFlight().getFirst();
            Move move = ((PlannedMove.Ready) MovePlanner.resend(doubtful)).move();
            store.act(List.of(move), Duration.ofSeconds(1));
            assertThat(queue.list("queue")).hasSize(1);

            queue.restart();
            queue.now = queue.now.plusSeconds(60);
            queue.pass();

            assertThat(api.stored()).hasSize(1);
            assertThat(queue.synced()).isEqualTo(1);
            assertThat(queue.list("in_flight")).hasSize(1);
        }
    }

    /** While it is looked up nobody knows yet whether it is stored. */
    @Test
    void whatIsBeingLookedUpIsNotSentMeanwhile() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = new ArrayList<>(queue.queue("slow", 1));
            ids.addAll(queue.queue("quick", 1));
            JsonNode before = queue.file();
            api.weather((number, content) -> StubDay.SILENT_AFTER_STORING);
            queue.pass();
            assertThat(queue.list("in_flight")).hasSize(2);
            api.weather((number, content) -> StubDay.GOOD);
            queue.now = queue.now.plus(Duration.ofMinutes(10));
            queue.restart();
            AtomicBoolean over = new AtomicBoolean();
            api.onLookUp(
                    project -> {
                        if (project.equals("quick")) {
                            queue.write(before);
                            return;
                        }
                        // The other's result is committed meanwhile, with the next claims.
                        long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
                        while (!over.get() && System.nanoTime() - end < 0) {
                            over.set(api.adds().size() > 2);
                            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                        }
                    });
            queue.pass();
            queue.passes(4, Duration.ofMinutes(10));

            assertThat(api.adds()).as("each sent once").hasSize(2);
            queue.nothingIsLost(ids, api);
        }
    }

    @Test
    void whatWasFoundAbsentWaitsForItsTurn() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 1);
            api.weather((number, content) -> StubDay.SILENT);
            queue.pass();
            queue.queue("two", 1);
            queue.now = queue.now.plusSeconds(100);
            queue.pass(); // the second is in doubt later than the first
            assertThat(queue.list("in_flight")).hasSize(2);
            queue.now = queue.now.plusSeconds(30);
            queue.pass();
            assertThat(queue.list("queue")).as("the first is not there").hasSize(1);
            queue.restart();

            queue.pass();

            assertThat(queue.list("in_flight")).hasSize(1);
            assertThat(queue.list("queue").getFirst().path("last_error").asText()).isNotEmpty();
            api.weather((number, content) -> StubDay.GOOD);
            queue.passes(6, Duration.ofHours(1));
            assertThat(api.stored()).hasSize(2);
        }
    }
}

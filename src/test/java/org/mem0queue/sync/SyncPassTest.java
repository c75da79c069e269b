package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.store.MovePlanner;
import org.mem0queue.store.QueueStore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A pass over a healthy API. */
class SyncPassTest {
    @TempDir private Path directory;

    @Test
    void everythingIsSentOnceAndCounted() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 30);
            ids.addAll(queue.queue("two", 5));

            SyncResult result = queue.pass();

            assertThat(result).isInstanceOf(SyncResult.Ran.class);
            SyncReport report = ((SyncResult.Ran) result).report();
            assertThat(report).isEqualTo(new SyncReport(35, 35, 0, 0, 0, 0L, null));
            assertThat(api.stored())
                    .extracting(StubApi.Stored::ourId)
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(queue.list("queue")).isEmpty();
            assertThat(queue.list("in_flight")).isEmpty();
            assertThat(queue.synced()).isEqualTo(35);
            assertThat(queue.file().path("stats").path("last_sync").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT.*");
            assertThat(directory.resolve("mem0_queue.d/sync.journal")).doesNotExist();
        }
    }

    @Test
    void whatIsOnHoldIsNeverSentUntilItIsReleased() throws Exception {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 4);
            List<Memory> two =
                    queue.store().queueFile().read().ok().orElseThrow().queue().subList(1, 3);
            act(queue, two, MovePlanner::hold);

            queue.pass();
            queue.restart();
            queue.pass();

            assertThat(api.stored())
                    .extracting(StubApi.Stored::ourId)
                    .containsExactlyInAnyOrder(ids.get(0), ids.get(3));
            assertThat(queue.list("held")).hasSize(2);

            act(
                    queue,
                    queue.store().queueFile().read().ok().orElseThrow().held(),
                    MovePlanner::release);
            queue.pass();

            assertThat(api.stored())
                    .extracting(StubApi.Stored::ourId)
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(queue.synced()).isEqualTo(4);
        }
    }

    private static void act(
            SyncFixture queue, List<Memory> memories, Function<Memory, PlannedMove> plan)
            throws InterruptedException {
        List<Move> moves =
                memories.stream().map(m -> ((PlannedMove.Ready) plan.apply(m)).move()).toList();
        assertThat(queue.store().act(moves, Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        ActResult.Done.class, done -> assertThat(done.skipped()).isEmpty());
    }

    @Test
    void aSmallProjectDoesNotWaitForALargeOne() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("large", 1000);
            queue.queue("small", 10);

            queue.pass();

            List<String> order = api.stored().stream().map(StubApi.Stored::project).toList();
            assertThat(order).hasSize(1010);
            assertThat(order.subList(0, 30)).filteredOn("small"::equals).hasSize(10);
            assertThat(api.overlapped()).as("two of one project at a time").isFalse();
        }
    }

    @Test
    void whatIsStoredIsNeverSentAgain() throws Exception {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 3);
            byte[] before = Files.readAllBytes(directory.resolve("mem0_queue.json"));
            queue.pass();

            Files.write(directory.resolve("mem0_queue.json"), before); // an older copy comes back
            queue.restart();
            queue.pass();

            assertThat(api.adds()).hasSize(3);
            assertThat(queue.list("queue")).isEmpty();
            assertThat(queue.synced()).isEqualTo(3);
        }
    }

    @Test
    void aPassEndsThoughOthersKeepSaving() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 20);
            AtomicInteger more = new AtomicInteger();
            api.weather(
                    (number, content) -> {
                        QueueStore store = queue.store();
                        store.spool()
                                .accept(
                                        List.of(
                                                new NewMemory(
                                                        null,
                                                        "one",
                                                        "more " + more.incrementAndGet(),
                                                        null,
                                                        "test")));
                        return StubDay.GOOD;
                    });

            SyncReport report = ((SyncResult.Ran) queue.pass()).report();

            assertThat(report.sent()).isEqualTo(20);
            assertThat(more).hasValue(20);
            assertThat(report.left()).isPositive();
            assertThat(report.stopped()).isNull();
        }
    }
}

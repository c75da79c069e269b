package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An API that is out of order all day: how little of the queue it reaches. */
class SyncBadDayTest {
    @TempDir Path directory;

    @Test
    void aBadDayDoesNotPutTheWholeQueueInDoubt() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 50);
            api.weather((number, content) -> StubDay.BROKEN);

            SyncResult result = queue.pass();

            assertThat(queue.list("in_flight")).hasSize(2);
            assertThat(((SyncResult.Ran) result).report().stopped()).contains("500");
            for (int i = 0; i < 20; i++) {
                queue.now = queue.now.plusMillis(500);
                SyncReport report = ((SyncResult.Ran) queue.pass()).report();
                assertThat(report.stopped()).as("why nothing is sent").contains("500");
            }
            assertThat(queue.list("in_flight")).hasSize(2);
            queue.nothingIsLost(ids, api);
        }
    }

    @Test
    void norDoesItIfATimerStartsAProcessForEachPass() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 25);
            ids.addAll(queue.queue("two", 25));
            api.weather((number, content) -> StubDay.BROKEN);
            queue.pass();
            int first = queue.list("in_flight").size();
            assertThat(first).as("as many as were under way").isLessThanOrEqualTo(4);

            for (int i = 1; i <= 10; i++) {
                queue.restart();
                queue.now = queue.now.plusSeconds(1);
                queue.pass();
                assertThat(queue.list("in_flight")).as("one try each").hasSize(first + i);
            }
            queue.nothingIsLost(ids, api);
            api.weather((number, content) -> StubDay.GOOD);
            queue.restart();
            queue.passes(5, Duration.ofMinutes(10));
            assertThat(queue.synced()).isEqualTo(50);
        }
    }

    @Test
    void thenOneMemoryThatIsNeverLetThroughDoesNotKeepTheOthers() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 12);
            api.weather((number, content) -> StubDay.BROKEN);
            queue.pass();
            String poison = queue.list("queue").getFirst().path("content").asText();
            api.weather(
                    (number, content) -> content.equals(poison) ? StubDay.FORBIDDEN : StubDay.GOOD);

            for (int i = 0; i < 30 && queue.synced() == 0; i++) {
                queue.restart();
                queue.now = queue.now.plusSeconds(1);
                queue.pass();
            }
            assertThat(queue.synced()).as("one of them is tried in the end").isPositive();
        }
    }
}

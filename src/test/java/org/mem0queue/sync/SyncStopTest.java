package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What ends a pass, or holds it up, while uploads are under way. */
class SyncStopTest {
    @TempDir private Path directory;

    @Test
    void aStopWithoutGraceEndsThePassWithinASecondAndIsWrittenDown() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 3);
            SyncStop stop = new SyncStop();
            long[] stoppedAt = new long[1];
            api.weather(
                    (number, content) -> {
                        stoppedAt[0] = System.nanoTime();
                        stop.stop(Duration.ZERO);
                        return StubDay.MUTE_AFTER_STORING;
                    });

            queue.pass(stop);

            assertThat(Duration.ofNanos(System.nanoTime() - stoppedAt[0]))
                    .isLessThan(Duration.ofMillis(1500));
            assertThat(queue.list("in_flight")).hasSize(1);
            assertThat(queue.list("in_flight").getFirst().path("claim").path("doubt").asText())
                    .isEqualTo("cancelled");
            assertThat(queue.list("queue")).hasSize(2);
            queue.nothingIsLost(ids, api);
            api.weather((number, content) -> StubDay.GOOD);
            queue.passes(3, Duration.ofMinutes(10));
            assertThat(api.stored()).hasSize(3);
            assertThat(queue.synced()).isEqualTo(3);
        }
    }

    @Test
    void aPauseDuringAPassHoldsTheNextUploadBack() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 5);
            api.weather(
                    (number, content) -> {
                        if (number == 2) {
                            try {
                                Files.createFile(directory.resolve("mem0_queue.d/paused"));
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        }
                        return StubDay.GOOD;
                    });

            SyncReport report = ((SyncResult.Ran) queue.pass()).report();

            assertThat(report.stopped()).contains("paused");
            assertThat(api.stored()).hasSize(2);
            assertThat(queue.list("queue")).hasSize(3);
            queue.nothingIsLost(ids, api);
        }
    }

    @Test
    void anotherAddressAppliesToTheNextUpload() {
        try (StubApi first = new StubApi(StubApi.Kind.OSS);
                StubApi second = new StubApi(StubApi.Kind.WRAPPER)) {
            SyncFixture queue = new SyncFixture(directory, first);
            queue.queue("one", 4);
            first.weather(
                    (number, content) -> {
                        queue.settings = SyncFixture.settings(second, 1);
                        return StubDay.GOOD;
                    });

            queue.pass();

            assertThat(first.stored()).hasSize(1);
            assertThat(second.stored()).hasSize(3);
            assertThat(queue.synced()).isEqualTo(4);
        }
    }

    @Test
    void anOutcomeThatCannotBeWrittenIsHeldUntilItCan() {
        AtomicBoolean full = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        Disk disk =
                Disk.withFaults(
                        (call, path) -> {
                            if (full.get() && refused.incrementAndGet() > 12) {
                                full.set(false);
                            }
                            if (full.get()) {
                                throw new IOException(path + ": No space left on device");
                            }
                        });
        try (StubApi api = new StubApi(StubApi.Kind.WRAPPER)) {
            SyncFixture queue = new SyncFixture(directory, api, disk);
            List<String> ids = queue.queue("one", 4);
            api.weather(
                    (number, content) -> {
                        full.set(number == 2);
                        return StubDay.GOOD;
                    });

            SyncResult result = queue.pass();

            assertThat(refused).hasValueGreaterThan(12);
            assertThat(result).isInstanceOf(SyncResult.Ran.class);
            assertThat(queue.synced()).as("known in spite of all").isEqualTo(2);
            assertThat(queue.list("in_flight")).isEmpty();
            queue.pass(); // what was not sent went back meanwhile
            assertThat(api.adds()).as("each sent once").hasSize(4);
            assertThat(queue.synced()).isEqualTo(4);
            queue.nothingIsLost(ids, api);
        }
    }

    @Test
    void aStopEndsTheHoldingWhichLeavesADoubtAtWorst() {
        AtomicBoolean full = new AtomicBoolean();
        SyncStop stop = new SyncStop();
        AtomicInteger refused = new AtomicInteger();
        Disk disk =
                Disk.withFaults(
                        (call, path) -> {
                            if (full.get()) {
                                if (refused.incrementAndGet() == 6) {
                                    stop.stop(Duration.ZERO);
                                }
                                throw new IOException(path + ": No space left on device");
                            }
                        });
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api, disk);
            List<String> ids = queue.queue("one", 2);
            api.weather(
                    (number, content) -> {
                        full.set(true);
                        return StubDay.GOOD;
                    });

            assertThat(queue.pass(stop)).isInstanceOf(SyncResult.Refused.class);
            full.set(false);
            api.weather((number, content) -> StubDay.GOOD);
            queue.restart();
            queue.pass();
            assertThat(queue.list("in_flight")).hasSize(1);
            queue.passes(3, Duration.ofMinutes(10));

            assertThat(api.adds()).hasSize(2);
            queue.nothingIsLost(ids, api);
            assertThat(queue.synced()).isEqualTo(2);
        }
    }
}

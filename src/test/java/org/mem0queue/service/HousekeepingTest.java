package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.store.Disk;
import org.mem0queue.sync.SyncStop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** When a worker tidies, by a clock that the test sets, and that it does. */
class HousekeepingTest {
    /** Where counting starts means nothing, and may be below zero. */
    private long nanos = -Duration.ofMinutes(90).toNanos();

    private int hourly;
    private int daily;
    private boolean broken;
    private final Housekeeping housekeeping =
            new Housekeeping(() -> nanos, () -> done(++hourly), () -> done(++daily));

    private int done(int times) throws IOException {
        if (broken) {
            throw new IOException("no space left");
        }
        return times;
    }

    private void pass(Duration time) throws InterruptedException {
        nanos += time.toNanos();
        housekeeping.nowAndThen();
    }

    @Test
    void theOutcomesAreCompactedAtTheStartAndOnceADay() throws InterruptedException {
        pass(Duration.ZERO);
        assertThat(daily).isEqualTo(1);
        for (int minute = 0; minute < 24 * 60 - 1; minute++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(daily).as("not before a day is over").isEqualTo(1);
        assertThat(hourly).as("every hour").isEqualTo(24);
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(daily).isEqualTo(4);
        assertThat(hourly).isEqualTo(24 + 3 * 24);
    }

    @Test
    void whatCouldNotBeDoneIsTriedAgainInAnHour() throws InterruptedException {
        broken = true;
        pass(Duration.ZERO);
        assertThat(daily).as("the other is tried all the same").isEqualTo(1);
        pass(Duration.ofMinutes(59));
        assertThat(daily).isEqualTo(1);
        pass(Duration.ofMinutes(1));
        assertThat(daily).isEqualTo(2);
        broken = false;
        pass(Duration.ofHours(1));
        assertThat(daily).isEqualTo(3);
        pass(Duration.ofHours(23));
        assertThat(daily).isEqualTo(3);
        pass(Duration.ofHours(1));
        assertThat(daily).isEqualTo(4);
    }

    @Test
    void aWorkerForgetsWhatWasSettledLongAgo(@TempDir Path folder) throws Exception {
        Path queue = Files.createDirectory(folder.resolve("queue"));
        Path own = Files.createDirectory(queue.resolve("mem0_queue.d"));
        Files.writeString(
                queue.resolve("mem0_queue.json"),
                "{\"queue\": [], \"last_100\": [], \"failed\": [], \"stats\": {}}");
        Instant now = Instant.now();
        // The clock has not jumped for two months.
        Files.writeString(
                own.resolve("clock"),
                "{\"boot\": \"before\", \"booted\": \"\", \"seen\": \"%s\", \"jump\": \"%s\"}"
                        .formatted(now.minus(Duration.ofHours(2)), now.minus(Duration.ofDays(60))));
        Path outcomes =
                Files.writeString(
                        own.resolve("outcomes.jsonl"),
                        IntStream.range(0, 6000)
                                        .mapToObj(
                                                i ->
                                                        line(
                                                                "old-" + i,
                                                                now.minus(Duration.ofDays(40))))
                                        .collect(Collectors.joining())
                                + line("new", now));
        try (QueueService service =
                new QueueService(
                        new ServiceSetup(
                                queue,
                                true,
                                ObservationFixture.THRESHOLDS,
                                null,
                                null,
                                MachineIdentity.ofThisMachine(),
                                WorkerProcesses.ofThisMachine(),
                                Clock.systemUTC(),
                                Disk.real()))) {
            SyncStop stop = new SyncStop();
            String refused =
                    service.sync().work(stop, result -> stop.stop(Duration.ZERO), progress -> {});
            assertThat(refused).isNull();
        }
        assertThat(outcomes).hasContent(line("new", now));
    }

    private static String line(String id, Instant time) {
        return "{\"id\": \"%s\", \"sha256\": \"00\", \"outcome\": \"stored\", \"time\": \"%s\"}%n"
                .formatted(id, time);
    }
}

package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.Memory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/** What was merged is kept until it has been stored, with proof, for a month. */
class KeptPurgeTest {
    @TempDir Path folder;

    private QueueFixture queue;
    private QueueStore store;
    private long uptime = 1_000_000;

    @BeforeEach
    void open() {
        queue = new QueueFixture(folder);
        store = queue.store();
        queue.pythonQueue(0, 0);
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        purge(); // the first look at the clock
    }

    private int purge() {
        try {
            ClockGuard guard =
                    new ClockGuard(queue.directory(), "b1", () -> OptionalLong.of(uptime));
            List<List<Memory>> standing =
                    QueueActs.lists(
                            store.queueFile().read().ok().orElseThrow(),
                            DeadLetterFile.DeadLetters.NONE);
            return new KeptPurge(queue.directory(), store.kept(), store.outcomes(), guard)
                    .run(queue.clock().instant(), standing, () -> false, Disk.real());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void pass(Duration time) {
        queue.clock().advance(time);
        uptime += time.toSeconds();
        purge();
    }

    private void exchange(
            List<Exchange.Result> results, Function<List<Memory>, List<Memory>> choice)
            throws Exception {
        Exchange.Ending ending =
                store.exchange(
                        new Exchange(results, m -> null, choice, UUID.randomUUID().toString()),
                        Duration.ofSeconds(5));
        assertThat(ending).isInstanceOf(Exchange.Ending.Done.class);
        claimed = ((Exchange.Ending.Done) ending).claimed();
    }

    private List<Memory> claimed = List.of();

    private void store() throws Exception {
        exchange(List.of(), pending -> pending);
        exchange(
                claimed.stream().map(m -> new Exchange.Result(m, new Settlement.Stored())).toList(),
                pending -> List.of());
    }

    private int keptFiles() throws IOException {
        return store.kept().list().size();
    }

    @Test
    void whatIsNotStoredStays() throws Exception {
        pass(Duration.ofDays(40));
        pass(Duration.ofDays(40));
        assertThat(keptFiles()).isEqualTo(1);
    }

    @Test
    void whatIsStoredGoesAfterAMonth() throws Exception {
        pass(Duration.ofDays(40));
        store();
        pass(Duration.ofDays(2));
        assertThat(keptFiles()).as("stored for two days").isEqualTo(1);
        Instant before = queue.clock().instant();
        pass(Duration.ofDays(31));
        assertThat(queue.clock().instant()).isAfter(before.plus(Duration.ofDays(30)));
        assertThat(keptFiles()).isZero();
    }

    @Test
    void aBatchGoesAsAWholeOrNotAtAll() throws Exception {
        QueueFixture.accept(
                store, List.of(QueueFixture.memory("two"), QueueFixture.memory("three")));
        QueueFixture.flush(store);
        exchange(List.of(), pending -> pending.subList(0, 2));
        exchange(
                claimed.stream().map(m -> new Exchange.Result(m, new Settlement.Stored())).toList(),
                pending -> List.of());
        pass(Duration.ofDays(40));
        pass(Duration.ofDays(2));
        assertThat(keptFiles()).as("one of the second batch still waits").isEqualTo(1);
    }
}

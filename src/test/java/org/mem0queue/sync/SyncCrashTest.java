package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pass whose n-th call that changes the disk fails, or is its last, for every n; the next process
 * does what is left to do. Each memory is stored once in the end, and counted once.
 */
class SyncCrashTest {
    private static final int MOST_CALLS = 400;

    @TempDir private Path folder;

    private enum Fault {
        FAILURE,
        DEATH,
        /** Every third answer is lost as well. */
        DEATH_WITH_LOST_ANSWERS
    }

    /** Nothing runs after it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death() {
            super("the process ends here", null, false, false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachMemoryIsStoredAndCountedOnce(Fault fault) throws IOException {
        int n = 1;
        while (survives(fault, n)) {
            n++;
            assertThat(n).isLessThan(MOST_CALLS);
        }
        assertThat(n).as("calls of a pass").isGreaterThan(20);
    }

    /** False if there is no n-th call. */
    private boolean survives(Fault fault, int n) throws IOException {
        Path directory = Files.createDirectory(folder.resolve("at-" + n));
        AtomicInteger calls = new AtomicInteger();
        Disk disk =
                Disk.withFaults(
                        (call, path) -> {
                            int number = calls.incrementAndGet();
                            if (number == n && fault == Fault.FAILURE) {
                                throw new IOException(path + ": Input/output error");
                            }
                            if (number >= n && fault != Fault.FAILURE) {
                                throw new Death();
                            }
                        });
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            if (fault == Fault.DEATH_WITH_LOST_ANSWERS) {
                api.weather(
                        (number, content) ->
                                number % 3 == 0 ? StubDay.SILENT_AFTER_STORING : StubDay.GOOD);
            }
            SyncFixture dying = new SyncFixture(directory, api, disk);
            List<String> ids = dying.queue("one", 3);
            ids.addAll(dying.queue("two", 2));
            ObjectNode file = dying.file();
            file.put("a key of another program", 1);
            ((ObjectNode) file.withArray("queue").get(1)).put("a field of another program", "x");
            dying.write(file);
            try {
                dying.pass();
            } catch (Death death) {
                // The next process takes over; the hours it waits are the test's, so what the API
                // was asked last has to be done before.
                dying.restart();
                api.awaitIdle();
            }
            dying.nothingIsLost(ids, api);

            SyncFixture next = new SyncFixture(directory, api);
            next.now = SyncFixture.START.plusSeconds(1);
            next.pass();
            next.nothingIsLost(ids, api);
            api.weather((number, content) -> StubDay.GOOD);
            next.passes(8, Duration.ofMinutes(10));

            String at = fault + " at call " + n;
            assertThat(api.stored())
                    .as(at)
                    .extracting(StubApi.Stored::ourId)
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(next.list("queue")).as(at).isEmpty();
            assertThat(next.list("in_flight")).as(at).isEmpty();
            assertThat(next.synced()).as(at).isEqualTo(5);
            assertThat(next.file().path("a key of another program").asInt()).isEqualTo(1);
            return calls.get() >= n;
        }
    }
}

package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.acceptance.Seed;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

    /** No server's wish to be left alone is followed for longer. */
    private static final Duration A_DAY = Duration.ofHours(25);

    private static final boolean EVERYTHING = Boolean.getBoolean("mem0queue.torture");

    /** No pass of five memories on a bad day has fewer. */
    private static final int FEW_CALLS = 12;

    /**
     * Of these the server never ends what it was asked, and what it was asked last has to be done
     * before the next process begins; to who died they are {@link StubDay#SILENT} and {@link
     * StubDay#SILENT_AFTER_STORING}.
     */
    private static final Set<StubDay> ENDLESS =
            EnumSet.of(StubDay.MUTE, StubDay.MUTE_AFTER_STORING, StubDay.DRIPPING);

    static List<Arguments> badDays() {
        List<Arguments> all = new ArrayList<>();
        for (StubApi.Kind kind : StubApi.Kind.values()) {
            for (StubDay day : EnumSet.complementOf(EnumSet.copyOf(ENDLESS))) {
                all.add(Arguments.of(kind, day));
            }
        }
        return all;
    }

    /** Every second add meets that day; one call in each build, every call under torture. */
    @ParameterizedTest
    @MethodSource("badDays")
    void aBadDayAndADeathAnywhereStoreEachOnce(StubApi.Kind kind, StubDay day) throws IOException {
        StubApi.Weather weather = (number, content) -> number % 2 == 1 ? day : StubDay.GOOD;
        Fault fault = Fault.DEATH;
        if (!EVERYTHING) {
            Random random = Seed.print(kind + ", " + day).random();
            assertThat(survives(fault, 1 + random.nextInt(FEW_CALLS), kind, weather, A_DAY))
                    .as("died")
                    .isTrue();
            return;
        }
        int n = 1;
        while (survives(fault, n, kind, weather, A_DAY)) {
            n++;
            assertThat(n).isLessThan(MOST_CALLS);
        }
        assertThat(n).as("calls of a pass").isGreaterThan(FEW_CALLS);
    }

    @ParameterizedTest
    @EnumSource
    void eachMemoryIsStoredAndCountedOnce(Fault fault) throws IOException {
        int n = 1;
        StubApi.Weather weather =
                (number, content) ->
                        fault == Fault.DEATH_WITH_LOST_ANSWERS && number % 3 == 0
                                ? StubDay.SILENT_AFTER_STORING
                                : StubDay.GOOD;
        while (survives(fault, n, StubApi.Kind.OSS, weather, Duration.ofMinutes(10))) {
            n++;
            assertThat(n).isLessThan(MOST_CALLS);
        }
        assertThat(n).as("calls of a pass").isGreaterThan(20);
    }

    /**
     * @param later how long after each other the passes of the next process are
     * @return false if there is no n-th call
     */
    private boolean survives(
            Fault fault, int n, StubApi.Kind kind, StubApi.Weather weather, Duration later)
            throws IOException {
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
        try (StubApi api = new StubApi(kind)) {
            api.weather(weather);
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
            next.passes(8, later);

            String at = kind + ", " + fault + " at call " + n;
            List<JsonNode> failed = next.list("failed"); // only on a bad day, if the API refuses
            if (later.compareTo(A_DAY) < 0) {
                assertThat(failed).as(at).isEmpty();
                assertThat(api.stored())
                        .as(at)
                        .extracting(StubApi.Stored::ourId)
                        .containsExactlyInAnyOrderElementsOf(ids);
            }
            List<String> ended = new ArrayList<>();
            api.texts().forEach(text -> ended.add(text.substring(text.lastIndexOf(' ') + 1)));
            failed.forEach(entry -> ended.add(entry.path("id").asText()));
            assertThat(ended).as(at).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(next.list("queue")).as(at).isEmpty();
            assertThat(next.list("in_flight")).as(at).isEmpty();
            assertThat(next.synced()).as(at).isEqualTo(5 - failed.size());
            assertThat(next.file().path("a key of another program").asInt()).isEqualTo(1);
            return calls.get() >= n;
        }
    }
}

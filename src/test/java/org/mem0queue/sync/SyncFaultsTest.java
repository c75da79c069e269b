package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An API on a bad day: where a memory is afterwards, and what becomes of it on a good one. */
class SyncFaultsTest {
    @TempDir private Path directory;

    private enum Place {
        /** As if nothing had been sent. */
        UNTOUCHED,
        /** Not counted against it, and to be looked up before it is sent again. */
        UNLIKELY,
        /** Waits for its next attempt. */
        LATER,
        FAILED,
        DOUBT,
        /** Taken, to be stored later. */
        ACCEPTED,
        SYNCED
    }

    private static Place after(StubDay day, StubApi.Kind kind) {
        return switch (day) {
            case GOOD -> kind == StubApi.Kind.PLATFORM ? Place.ACCEPTED : Place.SYNCED;
            case REFUSED -> Place.FAILED;
            // On the platform that is the plan, not the memory.
            case TOO_LARGE -> kind == StubApi.Kind.PLATFORM ? Place.UNTOUCHED : Place.FAILED;
            case KEY, UNPAID, FORBIDDEN, MISSING, NOT_ALLOWED, ELSEWHERE -> Place.UNTOUCHED;
            case PAGE -> Place.UNLIKELY;
            case BUSY, BUSY_UNTIL -> Place.LATER;
            case UNSUCCESSFUL -> kind == StubApi.Kind.WRAPPER ? Place.LATER : Place.DOUBT;
            case BROKEN,
                    BROKEN_AFTER_STORING,
                    SILENT,
                    SILENT_AFTER_STORING,
                    CUT,
                    MUTE,
                    MUTE_AFTER_STORING,
                    DRIPPING,
                    UNAVAILABLE,
                    LATE,
                    BOMB,
                    EMPTY ->
                    Place.DOUBT;
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatThePlatformHasAcceptedIsStoredOnceInTheEnd(StubEvents.Day day) {
        try (StubApi api = new StubApi(StubApi.Kind.PLATFORM)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 3);
            api.events(day);
            queue.pass();
            assertThat(queue.list("in_flight"))
                    .hasSize(3)
                    .allMatch(entry -> entry.path("claim").path("event").asText().startsWith("e"));
            queue.nothingIsLost(ids, api);

            for (int i = 0; i < 5; i++) {
                queue.now = queue.now.plusSeconds(2);
                queue.pass();
                queue.nothingIsLost(ids, api);
            }
            switch (day) {
                case SUCCEEDED -> assertThat(queue.synced()).isEqualTo(3);
                case PENDING, BROKEN, PAGE, CUT, KEY -> {
                    assertThat(queue.list("in_flight")).hasSize(3);
                    assertThat(api.adds()).as("taken is taken").hasSize(3);
                }
                case FAILED, GONE, GONE_AFTER_STORING ->
                        assertThat(queue.synced()).as("nothing says so").isZero();
            }

            api.events(StubEvents.Day.SUCCEEDED);
            queue.restart();
            queue.passes(12, Duration.ofHours(1));
            assertThat(queue.synced()).isEqualTo(3);
            assertThat(api.stored()).hasSize(3);
            assertThat(api.texts()).doesNotHaveDuplicates();
            queue.nothingIsLost(ids, api);
        }
    }

    static List<Arguments> everyDayOfEveryKind() {
        List<Arguments> all = new ArrayList<>();
        for (StubApi.Kind kind : StubApi.Kind.values()) {
            for (StubDay day : StubDay.values()) {
                all.add(Arguments.of(day, kind));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("everyDayOfEveryKind")
    void badAndThenGoodItIsStoredOnceInTheEnd(StubDay day, StubApi.Kind kind) {
        try (StubApi api = new StubApi(kind)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.hurry();
            List<String> ids = queue.queue("one", 1);
            api.weather((number, content) -> day);

            queue.pass();

            Place place = after(day, kind);
            assertThat(api.adds()).hasSize(1);
            stands(queue, place);
            queue.nothingIsLost(ids, api);

            api.weather((number, content) -> StubDay.GOOD);
            queue.passes(3, Duration.ofSeconds(2));
            assertThat(place == Place.DOUBT && api.adds().size() > 1)
                    .as("sent again before anybody could know")
                    .isFalse();
            queue.passes(10, Duration.ofHours(25));

            queue.nothingIsLost(ids, api);
            if (place == Place.FAILED) {
                assertThat(queue.list("failed")).hasSize(1);
                assertThat(api.stored()).isEmpty();
            } else {
                assertThat(api.stored()).as(day + " and then good").hasSize(1);
                assertThat(queue.synced() + queue.list("in_flight").size()).isEqualTo(1);
            }
        }
    }

    private static void stands(SyncFixture queue, Place place) {
        boolean here = place == Place.UNTOUCHED || place == Place.UNLIKELY || place == Place.LATER;
        assertThat(queue.list("queue")).hasSize(here ? 1 : 0);
        assertThat(queue.list("failed")).hasSize(place == Place.FAILED ? 1 : 0);
        boolean flying = place == Place.DOUBT || place == Place.ACCEPTED;
        assertThat(queue.list("in_flight")).hasSize(flying ? 1 : 0);
        assertThat(queue.synced()).isEqualTo(place == Place.SYNCED ? 1 : 0);
        switch (place) {
            case UNTOUCHED -> {
                JsonNode entry = queue.list("queue").getFirst();
                assertThat(entry.path("retries").asInt(-1)).isZero();
                assertThat(entry.properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactly("id", "project_id", "content", "timestamp", "retries");
            }
            case UNLIKELY -> {
                JsonNode entry = queue.list("queue").getFirst();
                assertThat(entry.path("retries").asInt(-1)).isZero();
                assertThat(entry.path("sync").path("sent").asText()).isNotEmpty();
            }
            case LATER -> {
                JsonNode entry = queue.list("queue").getFirst();
                assertThat(entry.path("retries").asInt(-1)).as("nobody else is stored").isZero();
                assertThat(entry.path("last_error").asText()).isNotEmpty();
                assertThat(entry.has("next_attempt")).isTrue();
            }
            case FAILED -> {
                JsonNode entry = queue.list("failed").getFirst();
                assertThat(entry.path("last_error").asText().toLowerCase(Locale.ROOT))
                        .containsAnyOf("not this one", "too large");
                assertThat(entry.path("retries").asInt()).isEqualTo(1);
            }
            case DOUBT -> {
                JsonNode claim = queue.list("in_flight").getFirst().path("claim");
                assertThat(claim.path("doubt").asText()).isNotEmpty();
                assertThat(claim.path("reason").asText()).isNotEmpty();
            }
            case ACCEPTED ->
                    assertThat(
                                    queue.list("in_flight")
                                            .getFirst()
                                            .path("claim")
                                            .path("event")
                                            .asText())
                            .isEqualTo("e1");
            case SYNCED -> assertThat(queue.list("queue")).isEmpty();
        }
    }

    @Test
    void aWrongKeyForAnHourCostsNoMemoryAnAttempt() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 20);
            ids.addAll(queue.queue("two", 20));
            api.weather((number, content) -> StubDay.KEY);

            for (int second = 0; second < 3600; second += 10) {
                queue.now = SyncFixture.START.plusSeconds(second);
                queue.pass();
            }

            assertThat(api.adds()).hasSizeBetween(12, 60);
            assertThat(queue.list("queue")).hasSize(40);
            assertThat(queue.list("queue"))
                    .allMatch(entry -> entry.path("retries").asInt() == 0)
                    .noneMatch(entry -> entry.has("sync"));
            api.weather((number, content) -> StubDay.GOOD);
            queue.passes(2, Duration.ofMinutes(10));
            assertThat(queue.synced()).isEqualTo(40);
            queue.nothingIsLost(ids, api);
        }
    }

    @Test
    void aGateWithALoginPagePutsNothingInDoubtAndCostsNoAttempt() {
        for (StubApi.Kind kind : StubApi.Kind.values()) {
            Path own = directory.resolve(kind.name());
            assertThat(own.toFile().mkdir()).isTrue();
            try (StubApi api = new StubApi(kind)) {
                SyncFixture queue = new SyncFixture(own, api);
                List<String> ids = queue.queue("one", 1);
                queue.passes(2, Duration.ofSeconds(10));
                ids.addAll(queue.queue("one", 10));
                api.gated(true);
                for (int i = 0; i < 60; i++) {
                    queue.now = queue.now.plusSeconds(60);
                    queue.restart(); // each time a new process, which knows the dialect
                    queue.pass();
                }

                assertThat(queue.list("in_flight")).isEmpty();
                assertThat(queue.list("failed")).isEmpty();
                assertThat(queue.list("queue"))
                        .hasSize(10)
                        .allMatch(entry -> entry.path("retries").asInt(-1) == 0);
                assertThat(api.requests()).isLessThan(600);
                api.gated(false);
                queue.passes(5, Duration.ofMinutes(10));
                assertThat(queue.synced()).isEqualTo(11);
                assertThat(api.stored()).hasSize(11);
                queue.nothingIsLost(ids, api);
            }
        }
    }

    @Test
    void whatAPageHadAnsweredIsInDoubtWhereNobodyCanTell() {
        try (StubApi api = new StubApi(StubApi.Kind.WRAPPER)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 1);
            api.rewording().weather((number, content) -> StubDay.PAGE);
            queue.pass();
            assertThat(queue.list("queue")).hasSize(1);
            api.weather((number, content) -> StubDay.GOOD);

            queue.passes(5, Duration.ofMinutes(10));

            assertThat(api.adds()).as("sent once").hasSize(1);
            assertThat(queue.list("in_flight"))
                    .singleElement()
                    .matches(entry -> entry.path("claim").path("doubt").asText().equals("page"));
            queue.nothingIsLost(ids, api);
        }
    }

    @Test
    void anApiThatIsDownIsNotStormedAndNothingIsDropped() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = queue.queue("one", 10);
            api.weather((number, content) -> StubDay.BUSY);
            HashSet<Long> gaps = new HashSet<>();
            long last = 0;
            int before = 0;
            for (int second = 0; second < 1000; second++) {
                queue.now = SyncFixture.START.plusSeconds(second * 10L);
                queue.pass();
                if (api.adds().size() > before) {
                    before = api.adds().size();
                    gaps.add(second - last);
                    last = second;
                }
            }

            assertThat(api.adds().size()).as("in 10,000 s").isBetween(30, 120);
            assertThat(gaps).as("jitter").hasSizeGreaterThan(3);
            assertThat(queue.list("queue")).hasSize(10);
            api.weather((number, content) -> StubDay.GOOD);
            queue.passes(3, Duration.ofHours(2));
            assertThat(queue.synced()).isEqualTo(10);
            queue.nothingIsLost(ids, api);
        }
    }

    @Test
    void aTextThatAGateNeverLetsThroughDoesNotBlockTheOthers() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.queue("one", 12);
            String poison = queue.list("queue").getFirst().path("content").asText();
            api.weather(
                    (number, content) -> content.equals(poison) ? StubDay.FORBIDDEN : StubDay.GOOD);

            queue.passes(3, Duration.ofMinutes(10));

            assertThat(queue.synced()).isEqualTo(11);
            assertThat(queue.list("queue")).hasSize(1);
        }
    }

    @Test
    void aMemoryIsGivenUpOnlyAfterADayAndFiveAttemptsWhileOthersAreStored() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            queue.settings = SyncFixture.settings(api, 1);
            queue.queue("poison", 1);
            api.weather(
                    (number, content) ->
                            content.startsWith("poison") ? StubDay.BUSY : StubDay.GOOD);
            for (int hour = 0; hour < 30; hour += 2) {
                queue.now = SyncFixture.START.plus(Duration.ofHours(hour));
                queue.queue("good", 2);
                queue.pass();
                queue.now = queue.now.plusSeconds(60);
                queue.pass();
                assertThat(hour < 24 ? queue.list("failed") : List.of()).isEmpty();
            }
            assertThat(queue.list("failed")).as("still: %s", queue.list("queue")).hasSize(1);
            assertThat(queue.synced()).isEqualTo(30);
        }
    }
}

package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another server, of another dialect, takes the place of the one that was found at an address. */
class ReplacedServerTest {
    @TempDir private Path directory;

    /**
     * @param unknownPath how the new one answers what it does not know: 400 and 422 look as if the
     *     memory were at fault
     */
    record Change(StubApi.Kind from, StubApi.Kind to, int unknownPath) {}

    static List<Change> changes() {
        List<Change> all = new ArrayList<>();
        for (StubApi.Kind from : StubApi.Kind.values()) {
            for (StubApi.Kind to : StubApi.Kind.values()) {
                if (from != to) {
                    for (int status : new int[] {400, 404, 405, 422}) {
                        all.add(new Change(from, to, status));
                    }
                }
            }
        }
        return all;
    }

    private static void eachOnceAndNoneRejected(
            SyncFixture queue, StubApi api, List<String> ids, Object what) {
        assertThat(queue.list("failed")).as("rejected: %s", what).isEmpty();
        assertThat(api.texts()).as("stored: %s", what).doesNotHaveDuplicates();
        queue.nothingIsLost(ids, api);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void betweenTwoPasses(Change change) {
        try (StubApi api = new StubApi(change.from())) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = new ArrayList<>(queue.queue("first", 1));
            queue.passes(3, Duration.ofMinutes(10));
            assertThat(api.stored()).hasSize(1);

            api.become(change.to()).unknownPath(change.unknownPath());
            queue.restart(); // what was found is believed by the next process
            for (String project : List.of("a", "b", "c", "d", "e", "f")) {
                ids.addAll(queue.queue(project, 2));
            }
            queue.pass();
            assertThat(queue.pending()).as("it goes on in the same pass").isZero();
            queue.passes(3, Duration.ofMinutes(10));

            eachOnceAndNoneRejected(queue, api, ids, change);
            assertThat(api.stored()).hasSize(ids.size());
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void inTheMiddleOfAPass(Change change) {
        try (StubApi api = new StubApi(change.from())) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = new ArrayList<>();
            for (String project : List.of("a", "b", "c", "d", "e", "f")) {
                ids.addAll(queue.queue(project, 3));
            }
            api.weather(
                    (number, content) -> {
                        if (number == 6) {
                            api.become(change.to()).unknownPath(change.unknownPath());
                        }
                        return StubDay.GOOD;
                    });
            queue.pass();
            assertThat(queue.pending()).as("it goes on in the same pass").isZero();
            queue.passes(4, Duration.ofMinutes(10));

            eachOnceAndNoneRejected(queue, api, ids, change);
            if (change.from() != StubApi.Kind.PLATFORM) {
                // what the platform had only accepted is in doubt: nobody can ask it any more
                assertThat(api.stored()).hasSize(ids.size());
            }
        }
    }

    @Test
    void aRejectionIsBelievedOnceItIsKnownWhoSaysSo() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = new ArrayList<>(queue.queue("a", 3));
            api.weather(
                    (number, content) ->
                            content.contains(ids.get(1)) ? StubDay.REFUSED : StubDay.GOOD);
            queue.pass();

            assertThat(queue.list("failed")).hasSize(1);
            assertThat(api.stored()).hasSize(2);
            assertThat(api.requests()).as("asked before, three adds, asked once more").isEqualTo(5);
        }
    }

    @Test
    void whoUnderstandsTheOldLanguageTooIsFoundOutByItsName() {
        try (StubApi api = new StubApi(StubApi.Kind.WRAPPER)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = new ArrayList<>(queue.queue("a", 1));
            queue.pass();
            api.become(StubApi.Kind.OSS); // which has /memory, too
            ids.addAll(queue.queue("a", 5));
            queue.pass();

            eachOnceAndNoneRejected(queue, api, ids, "by name");
            assertThat(api.stored().stream().filter(one -> !one.ourId().isEmpty()))
                    .as("sent in its own language, with our id")
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aDoubtIsNotSettledInAnotherServersLanguage() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            SyncSettings found = queue.settings;
            queue.settings =
                    new SyncSettings(
                            found.client(),
                            null,
                            found.concurrency(),
                            found.interval(),
                            true, // where nobody can tell it is sent again
                            found.doubtWait());
            List<String> ids = queue.queue("a", 1);
            api.weather((number, content) -> StubDay.BROKEN_AFTER_STORING);
            queue.pass();
            assertThat(queue.list("in_flight")).hasSize(1);

            api.become(StubApi.Kind.WRAPPER).weather((number, content) -> StubDay.GOOD);
            queue.restart();
            queue.passes(3, Duration.ofMinutes(10));

            eachOnceAndNoneRejected(queue, api, ids, "doubt");
            assertThat(api.adds()).hasSize(1);
            assertThat(queue.synced()).isEqualTo(1);
        }
    }

    @Test
    void twoServersThatAnswerInTurnsAreNotAskedWithoutEnd() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            List<String> ids = new ArrayList<>();
            for (String project : List.of("a", "b", "c", "d")) {
                ids.addAll(queue.queue(project, 10));
            }
            api.inTurns(StubApi.Kind.PLATFORM);
            queue.pass();

            assertThat(api.requests()).as("of one pass").isLessThan(3 * ids.size());
            eachOnceAndNoneRejected(queue, api, ids, "in turns");
        }
    }
}

package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The window is closed while it sends: what the files and the server have then, and after that. */
class ClosingWalkTest {
    private static final int PROJECTS = 4;

    /** In the order of the queue; the projects take turns. */
    private static final List<String> IDS =
            IntStream.range(0, 12).mapToObj("memory-%02d"::formatted).toList();

    @TempDir private Path folder;
    private ScratchRequest request;
    private WalkQueue queue;

    @BeforeEach
    void makeQueue() throws IOException {
        request = ScratchRequest.managing(folder);
        queue = request.files();
        queue.write(
                """
                {"queue": [%s], "last_100": [], "failed": [],
                 "stats": {"total_queued": %d, "total_synced": 0, "total_failed": 0}}
                """
                        .formatted(
                                String.join(", ", IDS.stream().map(this::entry).toList()),
                                IDS.size()));
    }

    private String entry(String id) {
        return WalkQueue.entry(id, "project-" + IDS.indexOf(id) % PROJECTS, text(id), "");
    }

    private static String text(String id) {
        return "text of " + id;
    }

    private static List<String> texts(List<String> ids) {
        return ids.stream().map(ClosingWalkTest::text).toList();
    }

    /** Presses Sync now as often as a person would have to. */
    private void sendTheRest(StubApi api) {
        request.set(SettingKey.IN_DOUBT_WAIT, "1 s"); // no longer than that, but not before now
        try (OpenDesktop again = new OpenDesktop(request)) {
            again.awaitText("Sync now");
            again.await(
                    "everything sent",
                    () -> {
                        if (queue.ids("queue").isEmpty() && queue.ids("in_flight").isEmpty()) {
                            return true;
                        }
                        again.pressIfThere("Sync now");
                        return false;
                    });
        }
        assertThat(api.texts()).as("stored").containsExactlyInAnyOrderElementsOf(texts(IDS));
        assertThat(queue.failed()).isEmpty();
    }

    /**
     * Of two uploads that nobody answers one was stored: afterwards both are in doubt, nothing else
     * is, and it is the server that tells which of them is sent again.
     */
    @Test
    void whatNobodyAnsweredIsInDoubtAndTheRestWaits() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            api.weather(
                    (number, content) ->
                            number <= 3
                                    ? StubDay.GOOD
                                    : number % 2 == 0 ? StubDay.MUTE : StubDay.MUTE_AFTER_STORING);
            request.set(SettingKey.API_URL, api.address().toString());
            request.set(SettingKey.API_TIMEOUT, "2 s");
            try (OpenDesktop window = new OpenDesktop(request)) {
                window.awaitText("12 in the files, ");
                window.press("Sync now");
                window.await(
                        "uploads under way that nobody answers",
                        () -> api.adds().size() >= 5 && !queue.ids("in_flight").isEmpty());
            }
            List<String> begun = api.adds();
            List<String> unanswered = begun.subList(3, begun.size());
            assertThat(begun).doesNotHaveDuplicates().hasSizeLessThan(IDS.size());
            assertThat(texts(queue.ids("in_flight")))
                    .as("in doubt")
                    .containsExactlyInAnyOrderElementsOf(unanswered);
            assertThat(queue.text().split("\"doubt\"", -1)).hasSize(unanswered.size() + 1);
            assertThat(texts(queue.pending()))
                    .as("not begun")
                    .containsExactlyInAnyOrderElementsOf(
                            texts(IDS).stream().filter(text -> !begun.contains(text)).toList());
            assertThat(queue.failed()).isEmpty();

            List<String> storedBefore = api.texts();
            api.weather((number, content) -> StubDay.GOOD);
            sendTheRest(api);
            assertThat(api.adds())
                    .as("what was stored is never sent again")
                    .filteredOn(storedBefore::contains)
                    .containsExactlyInAnyOrderElementsOf(storedBefore);
        }
    }

    /** An upload under way when the window goes has a moment to end, and its answer is kept. */
    @Test
    void anAnswerThatComesWhileItClosesCounts() {
        CountDownLatch answers = new CountDownLatch(1);
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            api.weather(
                    (number, content) -> {
                        try {
                            answers.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        return StubDay.GOOD;
                    });
            request.set(SettingKey.API_URL, api.address().toString());
            request.set(SettingKey.API_TIMEOUT, "20 s");
            try (OpenDesktop window = new OpenDesktop(request)) {
                window.awaitText("12 in the files, ");
                window.press("Sync now");
                window.await(
                        "uploads under way",
                        () -> !api.adds().isEmpty() && !queue.ids("in_flight").isEmpty());
                Desktop closing = window.beginToClose();
                answers.countDown();
                closing.awaitEnd();
            } finally {
                answers.countDown();
            }
            api.awaitIdle();
            // On a slow machine the answer may come too late: then it is in doubt, and still here.
            List<String> here =
                    Stream.concat(queue.pending().stream(), queue.ids("in_flight").stream())
                            .toList();
            List<String> known = new ArrayList<>(texts(here));
            known.addAll(api.texts());
            assertThat(known).containsAll(texts(IDS));
            assertThat(here).doesNotHaveDuplicates();
            assertThat(texts(queue.pending())).doesNotContainAnyElementsOf(api.texts());
            assertThat(api.texts()).doesNotHaveDuplicates().hasSizeLessThan(IDS.size());

            sendTheRest(api);
            assertThat(api.adds()).as("each sent once").doesNotHaveDuplicates();
        }
    }
}

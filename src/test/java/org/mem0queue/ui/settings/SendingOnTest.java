package org.mem0queue.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.LocalApi;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleContext;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptSettingsDesk;

import java.util.List;
import java.util.Map;

class SendingOnTest {
    private final ScriptSettingsDesk desk = new ScriptSettingsDesk();
    private final NoticeList notices = new NoticeList();
    private final SendingOn sendingOn = new SendingOn(desk, SampleContext.with(notices));

    private static QueueSnapshot managed(ApiStatus api) {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.managed = true;
        sample.api = api;
        return sample.build();
    }

    private static ApiStatus api(ApiStatus.State state, String note) {
        return new ApiStatus(state, "http://api.test", null, note);
    }

    @Test
    void whatIsStoredHereIsToldWithWhatIsMissing() {
        assertThat(sendingOn.offerProperty().get()).isEqualTo(SendingOn.Offer.NONE);
        desk.stored = new LocalApi.NotSentOn(12, null);
        sendingOn.look();
        Map<ApiStatus, String> missing =
                Map.of(
                        ApiStatus.UNCONFIGURED,
                        "set the address of a Mem0 API",
                        api(ApiStatus.State.DOWN, null),
                        "does not answer now",
                        api(ApiStatus.State.UP, ApiStatus.STORED_HERE),
                        "this same server");
        missing.forEach(
                (api, words) -> {
                    sendingOn.apply(managed(api));
                    SendingOn.Offer offer = sendingOn.offerProperty().get();
                    assertThat(offer.sentence())
                            .startsWith("12 memories are stored on this computer only.")
                            .contains(words);
                    assertThat(offer.verb()).isEmpty();
                });
        sendingOn.apply(managed(api(ApiStatus.State.UP, null)));
        assertThat(sendingOn.offerProperty().get().verb()).isEqualTo("Send 12 on");
        SampleSnapshots watched = SampleSnapshots.calm();
        watched.managed = false;
        watched.api = api(ApiStatus.State.UP, null);
        sendingOn.apply(watched.build());
        assertThat(sendingOn.offerProperty().get().sentence()).contains("only watched");
        sendingOn.send();
        assertThat(notices.done).as("without a button").isEmpty();

        desk.stored = new LocalApi.NotSentOn(0, "/home/lea/memories.db is damaged.");
        sendingOn.look();
        assertThat(sendingOn.offerProperty().get())
                .isEqualTo(new SendingOn.Offer("~/memories.db is damaged.", ""));
    }

    @Test
    void whatIsSentOnIsTold() {
        sendingOn.apply(managed(api(ApiStatus.State.UP, null)));
        desk.stored = new LocalApi.NotSentOn(2, null);
        desk.sentOn =
                new LocalApi.SentOn.Done(
                        4,
                        List.of("a"),
                        1,
                        Map.of("b", "Name a project.", "c", LocalApi.CAME_BACK),
                        List.of());
        sendingOn.look();
        sendingOn.send();
        assertThat(notices.problems)
                .containsExactly(
                        "1 memory is in the queue and goes to the API. It stays stored here as"
                                + " well. 1 was in the queue already. 1 could not be saved and"
                                + " stays here only: Name a project.");
        assertThat(sendingOn.offerProperty().get().verb()).as("again").isEqualTo("Send 2 on");

        desk.sentOn = new LocalApi.SentOn.Failed("The disk is full.", 1);
        sendingOn.send();
        assertThat(notices.problems.getLast())
                .isEqualTo("Sending on was broken off: The disk is full. 1 was saved before that.");
        desk.sentOn = new LocalApi.SentOn.Done(2, List.of(), 0, Map.of(), List.of());
        sendingOn.send();
        assertThat(notices.done.getLast()).isEqualTo("Nothing was left to send on.");
        desk.sentOn = new LocalApi.SentOn.Done(2, List.of("a", "b"), 0, Map.of(), List.of());
        desk.stored = new LocalApi.NotSentOn(0, null);
        sendingOn.send();
        assertThat(notices.done.getLast()).startsWith("2 memories are in the queue");
        assertThat(sendingOn.offerProperty().get()).isEqualTo(SendingOn.Offer.NONE);
    }
}

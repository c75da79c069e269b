package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.control.Label;

import org.junit.jupiter.api.Test;
import org.mem0queue.mem0.local.LocalServer;
import org.mem0queue.service.LocalApi;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.sync.StubApi;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.ShownPage;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;

/** What the server on this computer has stored, sent on to another by way of a real queue. */
class SendingOnWalkTest extends SettingsWalk {
    private LocalApi storingOne() throws Exception {
        LocalApi here = new LocalApi(folder.resolve("state"), Clock.systemUTC());
        if (here.start(0, trouble -> {}, null)
                instanceof LocalServer.Start.Started(LocalServer server, var _)) {
            try (server) {
                String body =
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"green tea\"}],"
                                + " \"user_id\": \"p\", \"infer\": false}";
                HttpRequest add =
                        HttpRequest.newBuilder(server.address().resolve("/memories"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build();
                try (HttpClient client = HttpClient.newHttpClient()) {
                    assertThat(
                                    client.send(add, HttpResponse.BodyHandlers.discarding())
                                            .statusCode())
                            .isEqualTo(200);
                }
            }
        }
        assertThat(here.notSentOn()).isEqualTo(new LocalApi.NotSentOn(1, null));
        return here;
    }

    @Test
    void whatIsStoredHereIsSentOnThroughTheQueue() throws Exception {
        LocalApi here = storingOne();
        try (StubApi real = new StubApi(StubApi.Kind.OSS)) {
            file.set(SettingKey.API_URL, real.address().toString(), null);
            try (ShownPage page = page(ServiceSetup.Duty.MANAGE);
                    AutoCloseable _ = service.onSnapshot(page::tell)) {
                page.await("the button", () -> sendOn(page) != null && sendOn(page).isVisible());
                assertThat(Fx.call(() -> sendOn(page).getText())).isEqualTo("Send it on");
                assertThat(Fx.call(() -> storedHere(page)))
                        .isEqualTo("1 memory is stored on this computer only.");

                Fx.run(() -> sendOn(page).fire());

                page.await("told", () -> !page.notices.done.isEmpty());
                assertThat(page.notices.done.getLast()).startsWith("1 memory is in the queue");
                page.await("nothing is left", () -> storedHere(page).isEmpty());
                assertThat(here.notSentOn().number()).isZero();
                assertThat(service.look().counts().waiting()).as("with p0").isEqualTo(2);
            } finally {
                service.close();
            }
        }
    }

    @Test
    void whatIsStoredHereIsNotSentOnIntoAQueueThatIsOnlyWatched() throws Exception {
        LocalApi here = storingOne();
        Map<String, String> before = ScratchRequest.everything(queue.directory());
        try (ShownPage page = page();
                AutoCloseable _ = service.onSnapshot(page::tell)) {
            page.await("told", () -> storedHere(page).contains("only watched"));
            assertThat(Fx.call(() -> sendOn(page).isVisible())).isFalse();
            assertThat(here.sendOn(service, "test", false))
                    .isInstanceOf(LocalApi.SentOn.Failed.class);
        } finally {
            service.close();
        }
        assertThat(ScratchRequest.everything(queue.directory())).isEqualTo(before);
        assertThat(here.notSentOn().number()).isOne();
    }

    private static String storedHere(ShownPage page) {
        Label label = (Label) page.node().lookup(".sending-on .test-sentence");
        return label == null ? "" : label.getText();
    }

    private static Button sendOn(ShownPage page) {
        return (Button) page.node().lookup(".sending-on .button");
    }
}

package org.mem0queue.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.mem0.LoopbackApi.MEMORY;
import static org.mem0queue.mem0.LoopbackApi.NOW;
import static org.mem0queue.mem0.LoopbackApi.json;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;

/** What only the hosted platform does. */
class PlatformTest {
    private static String events(boolean more, String... items) {
        return "{\"next\":%s,\"results\":[%s]}"
                .formatted(
                        more ? "\"https://elsewhere.example/v1/events/?page=2\"" : "null",
                        String.join(",", items));
    }

    private static String event(String status, String id, String created) {
        return "{\"id\":\"e\",\"status\":\"%s\",\"created_at\":\"%s\",\"payload\":{\"metadata\":{\"mq_id\":\"%s\"}}}"
                .formatted(status, created, id);
    }

    /** On the platform, which has none such yet; sent at 09:55. */
    private static LookUpResult amongEvents(String... pages) throws IOException {
        try (LoopbackApi api =
                        new LoopbackApi(
                                        r -> {
                                            String page = r.getUrl().queryParameter("page");
                                            if (!r.getUrl().encodedPath().equals("/v1/events/")) {
                                                return json(
                                                        200,
                                                        "{\"count\":0,\"next\":null,\"results\":[]}");
                                            }
                                            int number = page == null ? 1 : Integer.parseInt(page);
                                            return json(200, pages[number - 1]);
                                        })
                                .start();
                Mem0Client client = api.client()) {
            return client.lookUp(
                    new Dialect.Platform(),
                    MEMORY,
                    LookUpBy.OUR_ID,
                    NOW.minusSeconds(300),
                    new Cancellation());
        }
    }

    @Test
    void eventsAreReadBackToTheRequest() throws IOException {
        String others = events(true, event("RUNNING", "other", "2026-11-23T09:59:00Z"));
        String ours = events(false, event("RUNNING", MEMORY.id(), "2026-11-23T09:55:00Z"));
        assertThat(amongEvents(others, ours)).isInstanceOf(LookUpResult.Unanswered.class);
        assertThat(
                        amongEvents(
                                others,
                                events(true, event("RUNNING", "old", "2026-11-23T08:00:00Z"))))
                .as("the rest is from before")
                .isEqualTo(new LookUpResult.Absent());
        assertThat(amongEvents(others, "{\"error\":\"no such page\"}"))
                .as("a page that cannot be read")
                .isInstanceOf(LookUpResult.Unanswered.class);
        assertThat(amongEvents(Collections.nCopies(20, others).toArray(String[]::new)))
                .as("no end")
                .isInstanceOf(LookUpResult.Unanswered.class);
    }

    private static UploadResult answered413(Dialect dialect) throws IOException {
        try (LoopbackApi api = new LoopbackApi(r -> json(413, "{\"detail\":\"no\"}")).start();
                Mem0Client client = api.client()) {
            return client.upload(dialect, MEMORY, new Cancellation());
        }
    }

    @Test
    void tooLargeIsThePlansFaultNotTheMemorys() throws IOException {
        assertThat(answered413(new Dialect.Platform()))
                .isInstanceOfSatisfying(
                        UploadResult.Misconfigured.class,
                        wrong -> assertThat(wrong.cause()).isEqualTo(UploadResult.Cause.PAYMENT));
        for (Dialect other : new Dialect[] {Dialect.OssRest.NEW, new Dialect.Wrapper()}) {
            assertThat(answered413(other)).isInstanceOf(UploadResult.Rejected.class);
        }
    }
}

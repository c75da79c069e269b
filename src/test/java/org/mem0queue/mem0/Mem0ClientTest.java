package org.mem0queue.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.mem0.LoopbackApi.KEY;
import static org.mem0queue.mem0.LoopbackApi.MEMORY;
import static org.mem0queue.mem0.LoopbackApi.NOW;
import static org.mem0queue.mem0.LoopbackApi.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

import okhttp3.OkHttpClient;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What is sent, what is found again, and who is recognised. */
class Mem0ClientTest {
    private static final MockResponse NONE = json(404, "{\"detail\":\"Not Found\"}");
    private static final String NEW_OSS =
            """
            {"info":{"title":"Mem0 REST APIs"},"paths":{"/memories":{},"/search":{}},
             "components":{"schemas":{"MemoryCreate":{"properties":{"infer":{}}},
               "SearchRequest":{"properties":{"filters":{},"top_k":{}}}},
               "securitySchemes":{"APIKeyHeader":{}}}}\
            """;

    private static Function<RecordedRequest, MockResponse> paths(Map<String, String> answers) {
        return request -> {
            String path = request.getUrl().encodedPath();
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                if (path.startsWith(answer.getKey())) {
                    return json(200, answer.getValue());
                }
            }
            return NONE;
        };
    }

    private static ProbeResult probe(Function<RecordedRequest, MockResponse> answer)
            throws IOException {
        try (LoopbackApi api = new LoopbackApi(answer).start();
                Mem0Client client = api.client()) {
            ProbeResult result = client.probe(new Cancellation());
            assertThat(api.requests)
                    .isNotEmpty()
                    .allSatisfy(
                            r -> {
                                assertThat(r.getMethod()).isEqualTo("GET");
                                assertThat(r.getHeaders().toString()).doesNotContain(KEY.reveal());
                            });
            return result;
        }
    }

    private static Dialect detected(Map<String, String> answers) throws IOException {
        return ((ProbeResult.Detected) probe(paths(answers))).dialect();
    }

    @Test
    void recognisesEveryDialectWithoutTheKey() throws IOException {
        assertThat(detected(Map.of("/openapi.json", NEW_OSS))).isEqualTo(Dialect.OssRest.NEW);
        assertThat(
                        detected(
                                Map.of(
                                        "/openapi.json",
                                        "{\"info\":{\"title\":\"Mem0 REST APIs\"},\"paths\":{}}")))
                .isEqualTo(Dialect.OssRest.OLD);
        assertThat(detected(Map.of("/openapi.json", "{\"info\":{\"title\":\"OpenMemory API\"}}")))
                .isEqualTo(new Dialect.OpenMemory());
        assertThat(
                        detected(
                                Map.of(
                                        "/health",
                                        "{\"status\":\"ok\",\"llm_provider\":\"x\"}",
                                        "/memory/mq-probe-",
                                        "{\"success\":true,\"memories\":{\"results\":[]}}")))
                .isEqualTo(new Dialect.Wrapper());
        assertThat(detected(Map.of("/v1/ping/", "{\"status\":\"ok\"}")))
                .isEqualTo(new Dialect.Platform());
        assertThat(detected(Map.of("/", "{\"hello\":1}"))).isInstanceOf(Dialect.Unknown.class);
    }

    @Test
    void platformThatAsksForAKeyIsThePlatformAndAGatewayIsNot() throws IOException {
        MockResponse refused = json(401, "{\"detail\":\"Invalid API key.\"}");
        assertThat(probe(r -> r.getUrl().encodedPath().equals("/v1/ping/") ? refused : NONE))
                .isInstanceOfSatisfying(
                        ProbeResult.Detected.class,
                        d -> assertThat(d.dialect()).isEqualTo(new Dialect.Platform()));
        assertThat(probe(r -> refused))
                .isInstanceOfSatisfying(
                        ProbeResult.Detected.class,
                        d -> assertThat(d.dialect()).isInstanceOf(Dialect.Unknown.class));
    }

    @Test
    void serverInTroubleSaysNothingAboutItsDialect() throws IOException {
        assertThat(probe(r -> json(503, "{}"))).isInstanceOf(ProbeResult.Unreachable.class);
        assertThat(
                        probe(
                                r ->
                                        new MockResponse.Builder()
                                                .onResponseStart(new SocketEffect.CloseSocket())
                                                .build()))
                .isInstanceOf(ProbeResult.Unreachable.class);
        assertThat(probe(r -> json(503, "{}").newBuilder().setHeader("Retry-After", "0").build()))
                .as("one that invites to repeat at once")
                .isInstanceOfSatisfying(
                        ProbeResult.Unreachable.class,
                        answer -> assertThat(answer.reason()).contains("503"));
    }

    @Test
    void unknownIsSentNothing() throws IOException {
        try (LoopbackApi api = new LoopbackApi(r -> NONE).start();
                Mem0Client client = api.client()) {
            Dialect unknown = new Dialect.Unknown("a page");
            assertThat(client.upload(unknown, MEMORY, new Cancellation()))
                    .isInstanceOf(UploadResult.Misconfigured.class);
            assertThat(client.lookUp(unknown, MEMORY, LookUpBy.OUR_ID, NOW, new Cancellation()))
                    .isInstanceOf(LookUpResult.CannotTell.class);
            assertThat(api.requests).isEmpty();
        }
    }

    private static RecordedRequest sent(Dialect dialect) throws IOException {
        try (LoopbackApi api = new LoopbackApi(r -> NONE).start();
                Mem0Client client = api.client()) {
            client.upload(dialect, MEMORY, new Cancellation());
            return api.requests.getFirst();
        }
    }

    private static JsonNode body(RecordedRequest request) throws IOException {
        return new ObjectMapper().readTree(request.getBody().toByteArray());
    }

    @Test
    void addSpeaksTheWordsOfItsDialect() throws IOException {
        RecordedRequest oss = sent(Dialect.OssRest.NEW);
        assertThat(oss.getRequestLine()).isEqualTo("POST /memories HTTP/1.1");
        assertThat(oss.getHeaders().get("X-API-Key")).isEqualTo(KEY.reveal());
        JsonNode json = body(oss);
        assertThat(json.at("/messages/0/content").textValue()).isEqualTo(MEMORY.content());
        assertThat(json.at("/metadata/mq_id").textValue()).isEqualTo(MEMORY.id());
        assertThat(json.at("/metadata/mq_sha256").textValue()).isEqualTo(MEMORY.sha256());
        assertThat(json.path("user_id").textValue()).isEqualTo(MEMORY.projectId());
        assertThat(json.path("infer")).isEqualTo(new ObjectMapper().readTree("false"));

        RecordedRequest old = sent(Dialect.OssRest.OLD);
        assertThat(body(old).has("infer")).isFalse();
        assertThat(old.getHeaders().toString()).doesNotContain(KEY.reveal());

        RecordedRequest platform = sent(new Dialect.Platform());
        assertThat(platform.getRequestLine()).isEqualTo("POST /v3/memories/add/ HTTP/1.1");
        assertThat(platform.getHeaders().get("Authorization")).isEqualTo("Token " + KEY.reveal());
        assertThat(body(platform).path("timestamp").longValue())
                .isEqualTo(NOW.minusSeconds(60).getEpochSecond());

        RecordedRequest openMemory = sent(new Dialect.OpenMemory());
        assertThat(openMemory.getRequestLine()).isEqualTo("POST /api/v1/memories/ HTTP/1.1");
        assertThat(body(openMemory).path("text").textValue()).isEqualTo(MEMORY.content());

        RecordedRequest wrapper = sent(new Dialect.Wrapper());
        assertThat(wrapper.getRequestLine()).isEqualTo("POST /memory HTTP/1.1");
        assertThat(body(wrapper).path("content").textValue()).isEqualTo(MEMORY.content());
        assertThat(wrapper.getHeaders().toString()).doesNotContain(KEY.reveal());
    }

    @Test
    void reasonsHoldNeitherKeyNorText() throws IOException {
        String echo =
                "{\"detail\":\"key %s is bad\",\"error\":\"%s…\"}"
                        .formatted(KEY.reveal(), MEMORY.content().substring(0, 40));
        for (int status : List.of(400, 401, 500)) {
            try (LoopbackApi api = new LoopbackApi(r -> json(status, echo)).start();
                    Mem0Client client = api.client()) {
                String shown =
                        client.upload(Dialect.OssRest.NEW, MEMORY, new Cancellation()).toString();
                assertThat(shown)
                        .contains(String.valueOf(status))
                        .doesNotContain(KEY.reveal())
                        .doesNotContain(MEMORY.content().substring(0, 24));
                assertThat(client + "" + KEY + MEMORY + ClientSetup.of(api.address(), KEY))
                        .doesNotContain(KEY.reveal())
                        .doesNotContain(MEMORY.content());
            }
        }
    }

    @Test
    void cancelEndsACallWithinASecond() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (LoopbackApi api =
                        new LoopbackApi(
                                        r -> {
                                            arrived.countDown();
                                            return new MockResponse.Builder()
                                                    .headersDelay(30, TimeUnit.SECONDS)
                                                    .build();
                                        })
                                .start();
                Mem0Client client =
                        new Mem0Client(
                                ClientSetup.of(api.address(), null),
                                () -> NOW,
                                LoopbackApi.direct())) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<UploadResult> result =
                    CompletableFuture.supplyAsync(
                            () -> client.upload(Dialect.OssRest.NEW, MEMORY, cancellation));
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            cancellation.cancel();
            assertThat(UploadFaultsTest.word(result.get(1, TimeUnit.SECONDS)))
                    .isEqualTo("InDoubt CANCELLED");
            assertThat(
                            UploadFaultsTest.word(
                                    client.upload(Dialect.OssRest.NEW, MEMORY, cancellation)))
                    .as("cancelled before it began")
                    .isEqualTo("Retryable null");
            assertThat(api.requests).hasSize(1);
        }
    }

    @Test
    void nameServerThatHangsKeepsNobodyWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        UnaryOperator<OkHttpClient.Builder> hanging =
                b ->
                        b.dns(
                                host -> {
                                    try {
                                        never.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    return List.of();
                                });
        try (Mem0Client client = LoopbackApi.client(URI.create("http://slow.test"), hanging)) {
            long start = System.nanoTime();
            assertThat(
                            UploadFaultsTest.word(
                                    client.upload(Dialect.OssRest.NEW, MEMORY, new Cancellation())))
                    .isEqualTo("Retryable null");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        } finally {
            never.countDown();
        }
    }

    private static LookUpResult lookUp(Dialect dialect, LookUpBy by, Map<String, String> answers)
            throws IOException {
        Function<RecordedRequest, MockResponse> answer = paths(answers);
        try (LoopbackApi api =
                        new LoopbackApi(
                                        r ->
                                                answer.apply(r)
                                                        .newBuilder()
                                                        .setHeader(
                                                                "Date",
                                                                "Mon, 23 Nov 2026 12:00:00 GMT")
                                                        .build())
                                .start();
                Mem0Client client = api.client()) {
            return client.lookUp(dialect, MEMORY, by, NOW.minusSeconds(300), new Cancellation());
        }
    }

    private static String item(String id, String text, String more) {
        return "{\"id\":\"%s\",\"memory\":\"%s\"%s}".formatted(id, text, more);
    }

    private static String results(String... items) {
        return "{\"count\":%d,\"next\":null,\"results\":[%s]}"
                .formatted(items.length, String.join(",", items));
    }

    private static final String OURS = ",\"metadata\":{\"mq_id\":\"" + MEMORY.id() + "\"}";

    @Test
    void findsByOurIdWhereThereIsMetadata() throws IOException {
        String ours = results(item("r1", "rewritten", OURS));
        String others = results(item("r2", "else", ",\"metadata\":{\"mq_id\":\"no\"}"));
        Dialect oss = Dialect.OssRest.NEW;
        assertThat(lookUp(oss, LookUpBy.OUR_ID, Map.of("/search", ours)))
                .isEqualTo(new LookUpResult.Present(List.of("r1")));
        assertThat(lookUp(oss, LookUpBy.OUR_ID, Map.of("/search", others, "/memories", ours)))
                .as("a server that ignores the filter")
                .isEqualTo(new LookUpResult.Present(List.of("r1")));
        assertThat(lookUp(oss, LookUpBy.OUR_ID, Map.of("/search", results(), "/memories", others)))
                .isEqualTo(new LookUpResult.Absent());
        assertThat(lookUp(oss, LookUpBy.OUR_ID, Map.of("/search", results())))
                .as("no list")
                .isInstanceOf(LookUpResult.CannotTell.class);
        Dialect platform = new Dialect.Platform();
        assertThat(lookUp(platform, LookUpBy.OUR_ID, Map.of("/v3/memories/", ours)))
                .isEqualTo(new LookUpResult.Present(List.of("r1")));
        assertThat(
                        lookUp(
                                platform,
                                LookUpBy.OUR_ID,
                                Map.of("/v3/memories/", results(), "/v1/events/", results())))
                .isEqualTo(new LookUpResult.Absent());
        String running =
                "{\"results\":[{\"id\":\"e\",\"status\":\"RUNNING\",\"payload\":{\"metadata\":{\"mq_id\":\"%s\"}}}]}"
                        .formatted(MEMORY.id());
        assertThat(
                        lookUp(
                                platform,
                                LookUpBy.OUR_ID,
                                Map.of("/v3/memories/", results(), "/v1/events/", running)))
                .isInstanceOf(LookUpResult.Unanswered.class);
    }

    @Test
    void listThatMayGoOnProvesNothing() throws IOException {
        String full = "[" + String.join(",", Collections.nCopies(100, item("r", "x", ""))) + "]";
        assertThat(lookUp(Dialect.OssRest.OLD, LookUpBy.OUR_ID, Map.of("/memories", full)))
                .isInstanceOf(LookUpResult.CannotTell.class);
    }

    @Test
    void serverThatRewritesProvesAbsenceOnlyByStandingStill() throws IOException {
        assertThat(wrapperHolding()).isEqualTo(new LookUpResult.Absent());
        assertThat(wrapperHolding(item("r", MEMORY.content(), "")))
                .isEqualTo(new LookUpResult.Present(List.of("r")));
        // The server's clock is two hours ahead: the attempt began at 11:55 by it.
        assertThat(wrapperHolding(item("r", "x", ",\"created_at\":\"2026-11-23T11:54:00\"")))
                .isEqualTo(new LookUpResult.Absent());
        assertThat(wrapperHolding(item("r", "x", ",\"created_at\":\"2026-11-23T11:55:01Z\"")))
                .isInstanceOf(LookUpResult.CannotTell.class);
        assertThat(wrapperHolding(item("r", "x", "")))
                .as("no time")
                .isInstanceOf(LookUpResult.CannotTell.class);
    }

    private static LookUpResult wrapperHolding(String... items) throws IOException {
        return lookUp(
                new Dialect.Wrapper(),
                LookUpBy.OUR_ID,
                Map.of("/memory/", "{\"success\":true,\"memories\":" + results(items) + "}"));
    }

    @Test
    void openMemoryIsReadPageByPage() throws IOException {
        String only =
                "{\"items\":[{\"id\":\"u\",\"content\":\"%s\",\"created_at\":1}],\"total\":1,\"pages\":1}"
                        .formatted(MEMORY.content());
        assertThat(
                        lookUp(
                                new Dialect.OpenMemory(),
                                LookUpBy.CONTENT,
                                Map.of("/api/v1/memories/filter", only)))
                .isEqualTo(new LookUpResult.Present(List.of("u")));
    }

    @Test
    void acceptedIsFollowedToItsEnd() throws IOException {
        assertThat(polled(json(200, "{\"status\":\"RUNNING\"}"))).isEqualTo("Accepted e/1");
        assertThat(polled(json(503, "{}"))).isEqualTo("Accepted e/1");
        assertThat(polled(json(200, "{\"status\":\"SUCCEEDED\",\"results\":[{\"id\":\"a\"}]}")))
                .isEqualTo("Stored [a]");
        assertThat(polled(json(200, "{\"status\":\"SUCCEEDED\",\"results\":[]}")))
                .isEqualTo("NothingNew");
        assertThat(polled(json(200, "{\"status\":\"FAILED\"}"))).isEqualTo("Retryable null");
        assertThat(polled(NONE)).isEqualTo("InDoubt FORM");
    }

    private static String polled(MockResponse answer) throws IOException {
        try (LoopbackApi api = new LoopbackApi(r -> answer).start();
                Mem0Client client = api.client()) {
            UploadResult result =
                    client.poll(new Dialect.Platform(), MEMORY, "e/1", new Cancellation());
            assertThat(api.requests.getFirst().getTarget()).isEqualTo("/v1/event/e%2F1/");
            return UploadFaultsTest.word(result);
        }
    }
}

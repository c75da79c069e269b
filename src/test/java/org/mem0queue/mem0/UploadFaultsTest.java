package org.mem0queue.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.mem0.LoopbackApi.MEMORY;
import static org.mem0queue.mem0.LoopbackApi.json;

import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

import okhttp3.Headers;
import okhttp3.OkHttpClient;

import okio.Buffer;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every fault of a server, in every dialect, and what becomes of the memory. */
class UploadFaultsTest {
    private static final Map<String, Dialect> DIALECTS =
            Map.of(
                    "oss", Dialect.OssRest.NEW,
                    "oss-old", Dialect.OssRest.OLD,
                    "platform", new Dialect.Platform(),
                    "openmemory", new Dialect.OpenMemory(),
                    "wrapper", new Dialect.Wrapper());

    private record Fault(String name, MockResponse answer, String expected) {}

    private static List<Fault> faults() throws IOException {
        List<Fault> faults = new ArrayList<>();
        faults.add(
                broken(
                        "no answer",
                        b -> b.onResponseStart(SocketEffect.Stall.INSTANCE),
                        "InDoubt TIME_OUT"));
        faults.add(
                broken(
                        "slow headers",
                        b -> b.headersDelay(30, TimeUnit.SECONDS),
                        "InDoubt TIME_OUT"));
        faults.add(
                broken(
                        "dripping body",
                        b -> b.body(" ".repeat(2000)).throttleBody(1, 100, TimeUnit.MILLISECONDS),
                        "InDoubt TIME_OUT"));
        faults.add(
                broken(
                        "reset once the request was read",
                        b -> b.onResponseStart(new SocketEffect.CloseSocket()),
                        "InDoubt CONNECTION"));
        faults.add(
                broken(
                        "cut in the body",
                        b ->
                                b.body("{\"results\":[{\"id\":\"1\"," + " ".repeat(4000))
                                        .onResponseBody(new SocketEffect.CloseSocket()),
                        "InDoubt CONNECTION"));
        for (int status : List.of(500, 501, 502, 503, 504)) {
            faults.add(status(status, "InDoubt SERVER"));
        }
        faults.add(
                broken(
                        "503 that invites to repeat at once",
                        b -> b.code(503).setHeader("Retry-After", "0"),
                        "InDoubt SERVER"));
        faults.add(status(408, "InDoubt SERVER"));
        faults.add(status(425, "InDoubt SERVER"));
        for (int status : List.of(401, 403)) {
            faults.add(status(status, "Misconfigured KEY"));
        }
        faults.add(status(402, "Misconfigured PAYMENT"));
        for (int status : List.of(404, 405, 406, 410, 415)) {
            faults.add(status(status, "Misconfigured FORM"));
        }
        for (int status : List.of(400, 409, 422)) {
            faults.add(status(status, "Rejected"));
        }
        faults.add(status(429, "Retryable null"));
        faults.add(
                broken(
                        "429 in seconds",
                        b -> b.code(429).setHeader("Retry-After", "17"),
                        "Retryable PT17S"));
        faults.add(
                broken(
                        "429 with a date",
                        b -> b.code(429).setHeader("Retry-After", "Mon, 23 Nov 2026 10:02:00 GMT"),
                        "Retryable PT2M"));
        faults.add(
                broken(
                        "a page",
                        b ->
                                b.setHeader("Content-Type", "text/html; charset=utf-8")
                                        .body("<!doctype html><title>Sign in</title>"),
                        "Misconfigured PAGE"));
        faults.add(
                broken(
                        "a page that says it is JSON",
                        b -> b.body("  <html></html>"),
                        "Misconfigured PAGE"));
        faults.add(
                broken(
                        "a proxy's page with 400",
                        b ->
                                b.code(400)
                                        .setHeader("Content-Type", "text/html")
                                        .body("<h1>Bad</h1>"),
                        "Misconfigured FORM"));
        faults.add(broken("cut JSON", b -> b.body("{\"results\":[{\"id\":\"1\""), "InDoubt FORM"));
        faults.add(broken("other JSON", b -> b.body("{\"hello\":1}"), "InDoubt FORM"));
        faults.add(broken("two JSON values", b -> b.body("{\"results\":[]} {}"), "InDoubt FORM"));
        faults.add(
                broken(
                        "nothing at all",
                        b -> b.code(204).removeHeader("Content-Length"),
                        "InDoubt FORM"));
        faults.add(broken("200 without a body", b -> b.body(""), "InDoubt FORM"));
        faults.add(
                broken(
                        "gzip bomb",
                        b -> b.setHeader("Content-Encoding", "gzip").body(bomb()),
                        "InDoubt FORM"));
        faults.add(
                broken(
                        "redirect to itself",
                        b -> b.code(307).setHeader("Location", "/memories"),
                        "Misconfigured REDIRECT"));
        return faults;
    }

    private static Fault status(int status, String expected) {
        return new Fault(
                String.valueOf(status), json(status, "{\"detail\":\"no luck\"}"), expected);
    }

    private static Fault broken(
            String name, UnaryOperator<MockResponse.Builder> answer, String expected) {
        MockResponse.Builder builder = json(200, "{\"results\":[],\"success\":true}").newBuilder();
        return new Fault(name, answer.apply(builder).build(), expected);
    }

    /** 200 MB of spaces. */
    private static Buffer bomb() {
        Buffer packed = new Buffer();
        byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            for (int i = 0; i < 200; i++) {
                gzip.write(spaces);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed;
    }

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryDialect() throws IOException {
        List<Fault> faults = faults();
        return DIALECTS.entrySet().stream()
                .flatMap(
                        dialect ->
                                faults.stream()
                                        .map(
                                                fault ->
                                                        DynamicTest.dynamicTest(
                                                                dialect.getKey()
                                                                        + ": "
                                                                        + fault.name(),
                                                                () ->
                                                                        check(
                                                                                dialect.getValue(),
                                                                                fault))));
    }

    private static void check(Dialect dialect, Fault fault) throws IOException {
        try (LoopbackApi api = new LoopbackApi(r -> fault.answer()).start();
                Mem0Client client = api.client()) {
            long start = System.nanoTime();
            UploadResult result = client.upload(dialect, MEMORY, new Cancellation());
            assertThat(word(result)).as("%s", result).isEqualTo(fault.expected());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(api.requests).as("one upload, one request").hasSize(1);
        }
    }

    static String word(UploadResult result) {
        return switch (result) {
            case UploadResult.Stored stored -> "Stored " + stored.remoteIds();
            case UploadResult.Accepted accepted -> "Accepted " + accepted.event();
            case UploadResult.NothingNew nothing -> "NothingNew";
            case UploadResult.Rejected rejected -> "Rejected";
            case UploadResult.Retryable retryable -> "Retryable " + retryable.after();
            case UploadResult.Misconfigured wrong -> "Misconfigured " + wrong.cause();
            case UploadResult.InDoubt lost -> "InDoubt " + lost.doubt();
        };
    }

    private record Success(String dialect, String answer, String expected) {}

    @TestFactory
    Stream<DynamicTest> everyAnswerOfEveryDialect() {
        return Stream.of(
                        new Success(
                                "oss",
                                "{\"results\":[{\"id\":\"a\",\"memory\":\"x\",\"event\":\"ADD\"}]}",
                                "Stored [a]"),
                        new Success("oss", "{\"results\":[]}", "NothingNew"),
                        new Success(
                                "oss",
                                "{\"results\":[{\"id\":\"a\",\"event\":\"NONE\"}]}",
                                "NothingNew"),
                        new Success("oss", "{\"results\":[{}]}", "InDoubt FORM"),
                        new Success(
                                "oss-old", "[{\"id\":\"a\",\"event\":\"UPDATE\"}]", "Stored [a]"),
                        new Success(
                                "platform",
                                "{\"message\":\"m\",\"status\":\"PENDING\",\"event_id\":\"e\"}",
                                "Accepted e"),
                        new Success(
                                "platform",
                                "[{\"message\":\"m\",\"status\":\"PENDING\",\"event_id\":\"e\"}]",
                                "Accepted e"),
                        new Success(
                                "platform",
                                "{\"status\":\"SUCCEEDED\",\"event_id\":\"e\",\"results\":[{\"id\":\"a\",\"event\":\"ADD\"}]}",
                                "Stored [a]"),
                        new Success(
                                "platform",
                                "{\"status\":\"SUCCEEDED\",\"event_id\":\"e\",\"results\":[]}",
                                "NothingNew"),
                        new Success(
                                "platform",
                                "{\"status\":\"FAILED\",\"event_id\":\"e\"}",
                                "Retryable null"),
                        new Success("openmemory", "{\"id\":\"a\",\"content\":\"x\"}", "Stored [a]"),
                        new Success("openmemory", "null", "NothingNew"),
                        new Success("openmemory", "{\"error\":\"engine\"}", "InDoubt SERVER"),
                        new Success("wrapper", "{\"success\":true}", "Stored []"),
                        new Success(
                                "wrapper",
                                "{\"success\":false,\"error\":\"llm\"}",
                                "Retryable null"),
                        new Success("wrapper", "{\"success\":\"yes\"}", "InDoubt FORM"))
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.dialect() + " " + row.answer(),
                                        () ->
                                                check(
                                                        Dialect.named(row.dialect()).orElseThrow(),
                                                        new Fault(
                                                                "",
                                                                json(200, row.answer()),
                                                                row.expected()))));
    }

    @Test
    void refusedConnectionIsNotStored() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = socket.getLocalPort();
        }
        assertThat(word(upload("http://localhost:" + port, UnaryOperator.identity())))
                .isEqualTo("Retryable null");
    }

    @Test
    void unknownNameIsTheSetUp() {
        assertThat(
                        word(
                                upload(
                                        "http://nowhere.invalid",
                                        b ->
                                                b.dns(
                                                        host -> {
                                                            throw new UnknownHostException(host);
                                                        }))))
                .isEqualTo("Misconfigured NAME");
    }

    static UploadResult upload(String address, UnaryOperator<OkHttpClient.Builder> more) {
        try (Mem0Client client = LoopbackApi.client(URI.create(address), more)) {
            return client.upload(Dialect.OssRest.NEW, MEMORY, new Cancellation());
        }
    }

    @Test
    void nobodyIsFollowedToAnotherHost() throws IOException {
        try (LoopbackApi other = new LoopbackApi(r -> json(200, "{\"results\":[]}")).start();
                LoopbackApi api =
                        new LoopbackApi(
                                        r ->
                                                new MockResponse.Builder()
                                                        .code(308)
                                                        .setHeader("Location", other.address())
                                                        .build())
                                .start();
                Mem0Client client = api.client()) {
            for (Dialect dialect : DIALECTS.values()) {
                assertThat(word(client.upload(dialect, MEMORY, new Cancellation())))
                        .isEqualTo("Misconfigured REDIRECT");
            }
            assertThat(client.probe(new Cancellation()))
                    .isInstanceOfSatisfying(
                            ProbeResult.Detected.class,
                            d -> assertThat(d.dialect()).isInstanceOf(Dialect.Unknown.class));
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void timeOutsOfTheServerBeforeTheBodyAreNotStored() {
        AddOutcome outcome =
                new AddOutcome(
                        Dialect.OssRest.NEW, MEMORY, null, InstantSource.fixed(LoopbackApi.NOW));
        for (int status : List.of(408, 425)) {
            Reply early =
                    new Reply.Answered(
                            status,
                            Headers.of("Retry-After", "3"),
                            false,
                            new Reply.Body.Whole(ByteString.EMPTY));
            assertThat(word(outcome.of(early))).isEqualTo("Retryable PT3S");
        }
    }
}

package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import okhttp3.MediaType;
import okhttp3.RequestBody;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Who is let in, and how much of what is let in. */
class LocalServerGateTest extends ServerFixture {
    private int statusWith(String header, String value) {
        return server.send(server.request("/memories").header(header, value).build()).status();
    }

    @Test
    void refusesForeignHosts() {
        int port = server.server().port();
        for (String host :
                List.of(
                        "evil.example",
                        "evil.example:" + port,
                        "127.0.0.1.evil.example",
                        "localhost.evil.example:" + port,
                        "localhost:" + port + "@evil.example",
                        "192.168.1.5:" + port,
                        "0.0.0.0")) {
            assertThat(statusWith("Host", host)).as(host).isEqualTo(403);
        }
        for (String host :
                List.of("localhost:" + port, "LOCALHOST", "127.0.0.1:9", "[::1]:" + port)) {
            assertThat(statusWith("Host", host)).as(host).isEqualTo(200);
        }
    }

    @Test
    void refusesForeignOrigins() {
        int port = server.server().port();
        for (String origin :
                List.of(
                        "https://evil.example",
                        "http://localhost:" + (port + 1),
                        "https://localhost:" + port,
                        "null",
                        "file://")) {
            assertThat(statusWith("Origin", origin)).as(origin).isEqualTo(403);
        }
        assertThat(statusWith("Origin", "http://localhost:" + port)).isEqualTo(200);
        assertThat(statusWith("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(statusWith("Sec-Fetch-Site", "none")).isEqualTo(200);
        RunningServer.Answered refused =
                server.send(
                        server.request("/memories")
                                .header("Origin", "https://evil.example")
                                .post(
                                        RequestBody.create(
                                                "{\"messages\":\"x\",\"user_id\":\"p\"}",
                                                MediaType.get("text/plain")))
                                .build());
        assertThat(refused.is(403).detail()).endsWith(".");
        assertThat(refused.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        assertThat(server.get("/memories").texts()).isEmpty();
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        for (NetworkInterface network :
                NetworkInterface.networkInterfaces().filter(n -> !isLoopback(n)).toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                assertThat(accepts(address)).as("%s", address).isFalse();
            }
        }
        assertThat(accepts(InetAddress.getByName("127.0.0.1"))).isTrue();
    }

    private static boolean isLoopback(NetworkInterface network) {
        return network.inetAddresses().anyMatch(InetAddress::isLoopbackAddress);
    }

    private boolean accepts(InetAddress address) {
        try (Socket socket = new Socket(address, server.server().port())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void requestsWithoutAHostOrWithTwoAreRefused() throws IOException {
        assertThat(raw("GET /memories HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(
                        raw(
                                "GET /memories HTTP/1.1\r\n"
                                        + "Host: localhost\r\n"
                                        + "Host: evil.example\r\n"
                                        + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET http://evil.example/memories HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    /** What comes back until the server closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void garbageDoesNotStopIt() {
        String get = "GET / HTTP/1.1\r\nHost: localhost\r\n";
        for (String garbage :
                List.of(
                        "\u0000\u0001 garbage\r\n\r\n",
                        "GET /" + "a".repeat(200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        get + "X: y\r\n".repeat(5000) + "\r\n",
                        "POST /memories HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100"
                                + "\r\n\r\n{")) {
            try {
                assertThat(raw(garbage)).doesNotStartWith("HTTP/1.1 2");
            } catch (IOException cutOff) {
                // as good an answer
            }
            server.get("/memories").is(200);
        }
    }

    @Test
    void tooLargeIsRefusedAndLargeIsStored() {
        String large = "x".repeat(10 << 20);
        String id = server.add("p", large);
        assertThat(server.get("/memories/" + id).is(200).json().get("memory").asText())
                .isEqualTo(large);
        String body = "{'messages':'" + "x".repeat(BodyReader.MOST_BYTES) + "','user_id':'p'}";
        assertThat(server.post("/memories", body).is(413).detail()).contains("16 MB");
        assertThat(server.get("/memories?user_id=p").ids()).containsExactly(id);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        server.post("/memories", "{'messages':'x','user_id':'p','metadata':{'a':" + deep + "}}")
                .is(422);
        server.send(
                        server.request("/memories")
                                .post(
                                        RequestBody.create(
                                                new byte[] {'{', '"', (byte) 0xff, '"', '}'},
                                                MediaType.get("application/json")))
                                .build())
                .is(400);
    }

    @Test
    void manyAddAtOnceAndEachIsThereOnce() throws Exception {
        int writers = 16;
        int each = 20;
        List<Future<List<String>>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int w = 0; w < writers; w++) {
                int writer = w;
                Callable<List<String>> adding =
                        () -> {
                            List<String> ids = new ArrayList<>();
                            for (int i = 0; i < each; i++) {
                                ids.add(server.add("p" + writer % 4, writer + " " + i));
                            }
                            return ids;
                        };
                all.add(threads.submit(adding));
            }
        }
        List<String> ids = new ArrayList<>();
        for (Future<List<String>> some : all) {
            ids.addAll(some.get());
        }
        assertThat(server.get("/memories?top_k=1000").ids())
                .containsExactlyInAnyOrderElementsOf(ids)
                .doesNotHaveDuplicates()
                .hasSize(writers * each);
    }

    @Test
    void closingAnswersWhatIsRunning() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> adds = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                adds.add(threads.submit(() -> tryAdd("text " + number + "x".repeat(100_000))));
            }
            adds.getFirst().get();
            server.close();
            List<String> answered = new ArrayList<>();
            for (Future<String> add : adds) {
                if (add.get() != null) {
                    answered.add(add.get());
                }
            }
            try (RunningServer again = RunningServer.in(folder.resolve("store"))) {
                assertThat(again.get("/memories?top_k=100").ids()).containsAll(answered);
            }
        }
    }

    private String tryAdd(String text) {
        try {
            return server.add("p", text);
        } catch (RuntimeException refusedOrCut) {
            return null;
        }
    }
}

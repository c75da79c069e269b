package org.mem0queue.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.mem0.LoopbackApi.KEY;
import static org.mem0queue.mem0.LoopbackApi.MEMORY;
import static org.mem0queue.mem0.LoopbackApi.NOW;
import static org.mem0queue.mem0.LoopbackApi.SHORT;
import static org.mem0queue.mem0.LoopbackApi.json;

import mockwebserver3.RecordedRequest;

import okhttp3.Credentials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The proxy that the environment names: how it is read, and what goes through it. */
class ProxyTest {
    private static ProxyVariables variables(String value) {
        return new ProxyVariables(Map.of("http_proxy", value), null);
    }

    private static Mem0Client client(String value) {
        ClientSetup setup =
                new ClientSetup(
                        URI.create("http://api.test/"),
                        KEY,
                        Inference.VERBATIM,
                        TextLimit.USUAL,
                        SHORT);
        return new Mem0Client(
                setup, InstantSource.fixed(NOW), variables(value), UnaryOperator.identity());
    }

    private static UploadResult through(String value) {
        try (Mem0Client client = client(value)) {
            return client.upload(Dialect.OssRest.NEW, MEMORY, new Cancellation());
        }
    }

    private static InetSocketAddress address(String value) {
        Proxy proxy = variables(value).select(URI.create("http://api.test/")).getFirst();
        return (InetSocketAddress) proxy.address();
    }

    @Test
    void hostsAndPortsAreReadAsPeopleWriteThem() {
        assertThat(address("my_proxy:3128").getHostString()).isEqualTo("my_proxy");
        assertThat(address("http://u:pa@ss@proxy.test:3128").getHostString())
                .isEqualTo("proxy.test");
        assertThat(address("http://CORP\\user:p^w%@Proxy.Test:8080/").getPort()).isEqualTo(8080);
        assertThat(address("http://[fd00::1]:3128").getHostString()).isEqualTo("fd00::1");
        assertThat(address("proxy.test").getPort()).isEqualTo(80);
        assertThat(address("socks5h://proxy.test").getPort()).isEqualTo(1080);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "://x",
                "ftp://proxy.test",
                "http://me:secret@",
                "proxy.test:99999",
                "http://me:secret@pro xy:80",
                "proxy.test:port"
            })
    void oneThatNamesNoneSendsNothing(String value) {
        assertThat(through(value))
                .isInstanceOfSatisfying(
                        UploadResult.Misconfigured.class,
                        wrong ->
                                assertThat(wrong.reason())
                                        .contains("http_proxy")
                                        .doesNotContain("secret"));
    }

    @Test
    void itIsLoggedInWithTheOneRequestThatIsSent() throws IOException {
        try (LoopbackApi proxy =
                new LoopbackApi(r -> json(200, "{\"results\":[{\"id\":\"a\",\"event\":\"ADD\"}]}"))
                        .start()) {
            int port = proxy.address().getPort();
            assertThat(through("http://lea:p%40ss@127.0.0.1:" + port))
                    .isInstanceOf(UploadResult.Stored.class);
            RecordedRequest request = proxy.requests.getFirst();
            assertThat(proxy.requests).hasSize(1);
            assertThat(request.getHeaders().get("Host")).isEqualTo("api.test");
            assertThat(request.getHeaders().get("Proxy-Authorization"))
                    .isEqualTo(Credentials.basic("lea", "p@ss"));
        }
    }

    @Test
    void aProxyThatWantsALoginIsTheSetUp() throws IOException {
        try (LoopbackApi proxy = new LoopbackApi(r -> json(407, "{}")).start()) {
            assertThat(through("127.0.0.1:" + proxy.address().getPort()))
                    .isInstanceOf(UploadResult.Misconfigured.class);
            assertThat(proxy.requests).hasSize(1);
        }
    }

    private static ProbeResult probed(String value) {
        try (Mem0Client client = client(value)) {
            return client.probe(new Cancellation());
        }
    }

    @Test
    void aWrongLoginIsNotTriedTwiceNorToldAsACancelledCall() throws IOException {
        try (LoopbackApi proxy = new LoopbackApi(r -> json(407, "{}")).start()) {
            String value = "http://lea:wrong@127.0.0.1:" + proxy.address().getPort();
            assertThat(probed(value).toString()).doesNotContain("Canceled");
            assertThat(proxy.requests)
                    .allSatisfy(
                            request ->
                                    assertThat(request.getHeaders().values("Proxy-Authorization"))
                                            .hasSize(1));
        }
    }

    @Test
    void aTunnelIsDugWithTheLogin() throws IOException {
        try (LoopbackApi proxy = new LoopbackApi(r -> json(407, "{}")).start()) {
            ProxyVariables variables =
                    new ProxyVariables(
                            Map.of(
                                    "https_proxy",
                                    "http://lea:p%40ss@127.0.0.1:" + proxy.address().getPort()),
                            null);
            ClientSetup setup = ClientSetup.of(URI.create("https://api.test/"), KEY);
            try (Mem0Client client =
                    new Mem0Client(
                            setup, InstantSource.fixed(NOW), variables, UnaryOperator.identity())) {
                assertThat(client.upload(Dialect.OssRest.NEW, MEMORY, new Cancellation()))
                        .isNotInstanceOf(UploadResult.Stored.class);
            }
            RecordedRequest dug = proxy.requests.getFirst();
            assertThat(dug.getMethod()).isEqualTo("CONNECT");
            assertThat(dug.getHeaders().get("Proxy-Authorization"))
                    .isEqualTo(Credentials.basic("lea", "p@ss"));
            assertThat(dug.getHeaders().get("X-API-Key")).as("the key, in the clear").isNull();
        }
    }
}

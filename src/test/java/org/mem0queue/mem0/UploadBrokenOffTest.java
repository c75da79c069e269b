package org.mem0queue.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.mem0.LoopbackApi.MEMORY;
import static org.mem0queue.mem0.UploadFaultsTest.word;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.function.UnaryOperator;

/** Uploads that break before the server has the whole of them: nothing is stored, for certain. */
class UploadBrokenOffTest {
    @Test
    void plainHttpOnATlsAddressGetsNothing() throws Exception {
        byte[] answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                Mem0Client client =
                        LoopbackApi.client(
                                URI.create("https://localhost:" + server.getLocalPort()),
                                UnaryOperator.identity())) {
            StringBuilder heard = new StringBuilder();
            Thread answers =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (Socket socket = server.accept();
                                                OutputStream out = socket.getOutputStream()) {
                                            heard.append((char) socket.getInputStream().read());
                                            out.write(answer);
                                            out.flush();
                                            socket.shutdownOutput();
                                            // A close with bytes unread would be a reset instead.
                                            for (byte b : socket.getInputStream().readAllBytes()) {
                                                heard.append((char) b);
                                            }
                                        } catch (IOException e) {
                                            throw new UncheckedIOException(e);
                                        }
                                    });
            assertThat(word(client.upload(Dialect.OssRest.NEW, MEMORY, new Cancellation())))
                    .isEqualTo("Misconfigured TLS");
            answers.join();
            assertThat(heard).doesNotContain(MEMORY.content()).doesNotContain("POST");
        }
    }

    private static final Outgoing HUGE =
            new Outgoing("id", "p", "x".repeat(40_000_000), null, null);

    @Test
    void timeOutBeforeTheWholeBodyWasSentIsNotStored() throws IOException {
        try (ServerSocket neverReads = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                Mem0Client client = raw(neverReads)) {
            assertThat(word(client.upload(Dialect.OssRest.NEW, HUGE, new Cancellation())))
                    .isEqualTo("Retryable null");
        }
    }

    @Test
    void resetBeforeTheWholeBodyWasSentIsNotStored() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                Mem0Client client = raw(server)) {
            Thread resets =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (Socket socket = server.accept()) {
                                            socket.setSoLinger(true, 0);
                                            socket.getInputStream().readNBytes(1000);
                                        } catch (IOException e) {
                                            throw new UncheckedIOException(e);
                                        }
                                    });
            assertThat(word(client.upload(Dialect.OssRest.NEW, HUGE, new Cancellation())))
                    .isEqualTo("Retryable null");
            resets.join();
        }
    }

    private static Mem0Client raw(ServerSocket server) {
        return LoopbackApi.client(
                URI.create("http://localhost:" + server.getLocalPort()), UnaryOperator.identity());
    }
}

package org.mem0queue.service.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/** One request to this computer, sent once, whatever comes back. Blocks. */
final class LoopbackHttp {
    private static final int CONNECT_MS = 2000;

    private LoopbackHttp() {}

    /**
     * @param type of the body; null if there is none
     */
    record Answer(int status, @Nullable String type, String body) {}

    /**
     * @param body empty for none
     * @param patience for every read
     */
    static Answer send(
            String method, URI address, @Nullable String type, byte[] body, Duration patience)
            throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
        // As Python's client does: a connection of its own for each request.
        connection.setRequestProperty("Connection", "close");
        if (type != null) {
            connection.setRequestProperty("Content-Type", type);
        }
        try {
            if (body.length > 0) {
                connection.setDoOutput(true);
                // Also keeps the JDK from sending it a second time by itself.
                connection.setFixedLengthStreamingMode(body.length);
                connection.getOutputStream().write(body);
            }
            int status = connection.getResponseCode();
            try (InputStream in =
                    status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                String answer = in == null ? "" : new String(in.readAllBytes(), UTF_8);
                return new Answer(status, connection.getContentType(), answer);
            }
        } finally {
            connection.disconnect();
        }
    }
}

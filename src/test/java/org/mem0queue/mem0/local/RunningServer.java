package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ApiKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server in this JVM and a plain client for it. */
final class RunningServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient http =
            new OkHttpClient.Builder()
                    .callTimeout(Duration.ofSeconds(60))
                    .readTimeout(Duration.ofSeconds(60))
                    .followRedirects(false)
                    .build();
    private final LocalServer server;
    final String note;
    final List<String> trouble;

    private RunningServer(LocalServer server, String note, List<String> trouble) {
        this.server = server;
        this.note = note;
        this.trouble = trouble;
    }

    static RunningServer in(Path folder) {
        return in(folder, Clock.systemUTC());
    }

    static RunningServer in(Path folder, InstantSource clock) {
        return in(folder, clock, null);
    }

    static RunningServer in(Path folder, InstantSource clock, @Nullable ApiKey key) {
        List<String> trouble = new CopyOnWriteArrayList<>();
        LocalServer.Start start = LocalServer.start(folder, 0, clock, trouble::add, key);
        assertThat(start).isInstanceOf(LocalServer.Start.Started.class);
        LocalServer.Start.Started started = (LocalServer.Start.Started) start;
        return new RunningServer(started.server(), started.note(), trouble);
    }

    /** An answer as it came. */
    record Answered(int status, Map<String, String> headers, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }

        Answered is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        /** The answer's {@code results}. */
        JsonNode results() {
            return is(200).json().get("results");
        }

        /** The texts of the answer's {@code results}. */
        List<String> texts() {
            return results().findValuesAsText("memory");
        }

        /** The ids of the answer's {@code results}. */
        List<String> ids() {
            return results().findValuesAsText("id");
        }

        String detail() {
            return json().get("detail").asText();
        }
    }

    URI address() {
        return server.address();
    }

    LocalServer server() {
        return server;
    }

    Answered get(String path) {
        return send(request(path).get().build());
    }

    Answered post(String path, String body) {
        return call("POST", path, body);
    }

    Answered put(String path, String body) {
        return call("PUT", path, body);
    }

    Answered delete(String path) {
        return call("DELETE", path, null);
    }

    /** With single quotes for double ones. */
    Answered call(String method, String path, String body) {
        RequestBody sent =
                body == null
                        ? null
                        : RequestBody.create(
                                body.replace('\'', '"'), MediaType.get("application/json"));
        return send(request(path).method(method, sent).build());
    }

    Request.Builder request(String path) {
        return new Request.Builder().url(server.address() + path);
    }

    Answered send(Request request) {
        try (Response response = http.newCall(request).execute()) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().forEach(h -> headers.put(h.getFirst(), h.getSecond()));
            return new Answered(response.code(), headers, response.body().string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds one memory through the REST dialect; its id. */
    String add(String user, String text) {
        return add(user, text, "{}");
    }

    String add(String user, String text, String metadata) {
        String body =
                JSON.createObjectNode()
                        .put("user_id", user)
                        .put("infer", false)
                        .<ObjectNode>set(
                                "messages",
                                JSON.createArrayNode()
                                        .add(
                                                JSON.createObjectNode()
                                                        .put("role", "user")
                                                        .put("content", text)))
                        .toString();
        body = body.substring(0, body.length() - 1) + ",\"metadata\":" + metadata + "}";
        RequestBody sent = RequestBody.create(body, MediaType.get("application/json"));
        return send(request("/memories").post(sent).build()).ids().getFirst();
    }

    @Override
    public void close() {
        server.close();
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }
}

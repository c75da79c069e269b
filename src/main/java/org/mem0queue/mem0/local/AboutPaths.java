package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the server tells about itself. */
final class AboutPaths {
    /** Said wherever somebody might take this for a server far away. */
    static final String STORED_HERE = "stored on this computer, not on a server";

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Local Mem0 server</title></head>
            <body style="font:16px/1.5 system-ui;max-width:42rem;margin:3rem auto;padding:0 1rem">
            <h1>Local Mem0 server</h1>
            <p>Memories are <strong>stored on this computer, not on a server</strong>: in one
            database file of yours, word for word. Nobody else's computer can reach this address.</p>
            <p>It answers the paths of Mem0's REST server (<code>/memories</code>,
            <code>/search</code>), those of the platform's clients (<code>/v3/memories/</code>),
            and <code>/memory</code>. The description is in
            <a href="/openapi.json">openapi.json</a>.</p>
            <p>To move what is stored to a real Mem0 API later, configure that API and run
            <code>mem0-queue serve-mem0 --send-on</code>.</p>
            </body></html>
            """;

    private final String openApi;

    private static final String KEY_WANTED =
            """
            "components": {
                "securitySchemes": {
                  "APIKeyHeader": {"type": "apiKey", "in": "header", "name": "X-API-Key"}
                },\
            """;

    /**
     * @param withKey whether a key is wanted
     */
    AboutPaths(boolean withKey) {
        try (InputStream in = AboutPaths.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is part of the program");
            }
            String plain = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            openApi = withKey ? plain.replace("\"components\": {", KEY_WANTED) : plain;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(Routes routes) {
        routes.on("GET", "/", request -> Answer.redirect("/docs"))
                .on("GET", "/docs", request -> Answer.page(PAGE))
                .on(
                        "GET",
                        "/openapi.json",
                        request -> new Answer.Whole(200, Answer.JSON_TYPE, Map.of(), openApi))
                .on("GET", "/health", request -> health());
    }

    /** The fields that the old wrapper has, so that its programs are content. */
    private static Answer health() {
        return Answer.ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "healthy")
                        .put("message", STORED_HERE)
                        .put("version", "local")
                        .put("llm_provider", "none")
                        .put("llm_model", "none")
                        .put("vector_store", "sqlite")
                        .put("backup_enabled", false));
    }
}

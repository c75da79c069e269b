package org.mem0queue.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;

/** What the stub says that is the same on every day. */
final class StubAnswer {
    static final String OPENAPI =
            """
            {"info": {"title": "Mem0 REST APIs"},
             "paths": {"/memories": {}, "/search": {}, "/entities": {}},
             "components": {"schemas": {
               "MemoryCreate": {"properties": {"messages": {}, "infer": {}}},
               "SearchRequest": {"properties": {"query": {}, "filters": {}, "top_k": {}}}}}}
            """;

    static final String OPENAPI_WITH_KEY =
            OPENAPI.replace(
                    "\"components\": {",
                    "\"components\": {\"securitySchemes\": {\"APIKeyHeader\": {}}, ");

    private static final String OPENAPI_OLD =
            """
            {"info": {"title": "Mem0 REST APIs"},
             "paths": {"/memories": {}, "/search": {}},
             "components": {"schemas": {
               "MemoryCreate": {"properties": {"messages": {}, "user_id": {}, "metadata": {}}},
               "SearchRequest": {"properties": {"query": {}, "user_id": {}}}}}}
            """;

    private static final String OPENAPI_OF_OPENMEMORY =
            """
            {"info": {"title": "OpenMemory API"}, "paths": {"/api/v1/memories/": {}}}
            """;

    private StubAnswer() {}

    /** How a server describes itself; null if it does not. */
    static @Nullable String openApi(StubApi.Kind kind, String key) {
        return switch (kind) {
            case OSS -> key.isEmpty() ? OPENAPI : OPENAPI_WITH_KEY;
            case OSS_OLD -> OPENAPI_OLD;
            case OPENMEMORY -> OPENAPI_OF_OPENMEMORY;
            case PLATFORM, WRAPPER -> null;
        };
    }

    /** What is said of an add that is stored, or taken. */
    static String added(StubApi.Kind kind, boolean plain, int number) {
        if (plain) {
            return "{\"success\":true}";
        }
        return switch (kind) {
            case OSS, OSS_OLD -> "{\"results\":[{\"id\":\"r" + number + "\",\"event\":\"ADD\"}]}";
            case PLATFORM -> "{\"status\":\"PENDING\",\"event_id\":\"e" + number + "\"}";
            case OPENMEMORY ->
                    "{\"id\":\"r" + number + "\",\"content\":\"x\",\"state\":\"active\"}";
            case WRAPPER -> "{\"success\":true}";
        };
    }

    static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        if (exchange.getResponseHeaders().getFirst("Content-Type") == null) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}

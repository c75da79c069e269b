package org.mem0queue.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

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

    private StubAnswer() {}

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

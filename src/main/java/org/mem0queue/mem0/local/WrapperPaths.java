package org.mem0queue.mem0.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * The paths of the small server that the queue's older programs talk to. A project is a person's
 * name here; what it stores is the same as everywhere else.
 */
final class WrapperPaths {
    private static final int USUAL = 100;
    private static final int MOST = 10_000;

    private final Memories memories;
    private final WordSearch search;

    WrapperPaths(Memories memories) {
        this.memories = memories;
        this.search = new WordSearch(memories);
    }

    void addTo(Routes routes) {
        routes.on("POST", "/memory", this::add)
                .on("POST", "/memory/search", this::search)
                .on("GET", "/memory/{}", this::list)
                .on("DELETE", "/memory/{}/{}", this::delete);
    }

    private Answer add(Request request) throws Refusal, SQLException {
        Fields fields = Fields.of(request);
        String project = fields.required("user_id");
        String content = fields.required("content");
        if (project.isBlank() || content.isBlank()) {
            throw Refusal.bad("user_id and content must not be empty.");
        }
        Memories.Added added =
                memories.add(
                        new Draft(
                                List.of(new Draft.Text(content, null, null)),
                                Scope.ofUser(project),
                                fields.metadata(),
                                null,
                                null));
        StoredMemory memory = added.memories().getFirst();
        return Answer.ok(
                out -> {
                    out.writeStartObject();
                    out.writeBooleanField("success", true);
                    out.writeStringField("message", "Stored: " + AboutPaths.STORED_HERE + ".");
                    out.writeFieldName("result");
                    results(out, () -> MemoryJson.write(out, memory, null));
                    out.writeEndObject();
                });
    }

    private Answer list(Request request) throws Refusal, SQLException {
        int limit = Math.min(MOST, request.number("limit", USUAL, 0, Integer.MAX_VALUE));
        Condition where = Condition.in(Scope.ofUser(request.first()));
        List<Long> rows = memories.list(where, limit, 0);
        return new Answer.Streamed(
                out -> {
                    out.writeStartObject();
                    out.writeBooleanField("success", true);
                    out.writeObjectFieldStart("memories");
                    out.writeFieldName("results");
                    MemoryJson.array(out, memories, rows);
                    out.writeEndObject();
                    out.writeEndObject();
                });
    }

    private Answer search(Request request) throws Refusal, SQLException {
        Fields fields = Fields.of(request);
        Condition where = Condition.in(Scope.ofUser(fields.required("user_id")));
        String query = fields.required("query");
        int limit = Math.min(MOST, fields.number("limit", 10, 0, Integer.MAX_VALUE));
        List<WordSearch.Hit> hits = search.find(query, where, limit, Double.MIN_VALUE);
        return new Answer.Streamed(
                out -> {
                    out.writeStartObject();
                    out.writeBooleanField("success", true);
                    out.writeObjectFieldStart("results");
                    out.writeFieldName("results");
                    MemoryJson.hits(out, memories, hits);
                    out.writeEndObject();
                    out.writeEndObject();
                });
    }

    /** Only within the project that is named. */
    private Answer delete(Request request) throws Refusal, SQLException {
        Condition where =
                Condition.in(Scope.ofUser(request.first()))
                        .and(Condition.of("id = ?", request.named().get(1)));
        if (memories.delete(where) == 0) {
            throw Refusal.noMemory();
        }
        return Answer.ok(JsonNodeFactory.instance.objectNode().put("success", true));
    }

    private interface Element {
        void write() throws IOException;
    }

    private static void results(JsonGenerator out, Element element) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("results");
        element.write();
        out.writeEndArray();
        out.writeEndObject();
    }
}

package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.util.List;

/** The paths of Mem0's own REST server as released since April 2026. */
final class OssPaths {
    private static final int USUAL = 20;
    private static final int MOST = 1000;
    private static final double THRESHOLD = 0.1;

    private final Memories memories;
    private final WordSearch search;
    private final Journal journal;
    private final Entities entities;

    OssPaths(Memories memories) {
        this.memories = memories;
        this.search = new WordSearch(memories);
        this.journal = new Journal(memories.database());
        this.entities = new Entities(memories.database());
    }

    void addTo(Routes routes) {
        routes.on("POST", "/memories", this::add)
                .on("GET", "/memories", this::list)
                .on("DELETE", "/memories", this::deleteAll)
                .on("GET", "/memories/{}", this::get)
                .on("PUT", "/memories/{}", this::change)
                .on("DELETE", "/memories/{}", this::delete)
                .on("GET", "/memories/{}/history", this::history)
                .on("POST", "/search", this::search)
                .on("GET", "/entities", this::entities)
                .on("DELETE", "/entities/{}/{}", this::deleteEntity);
    }

    private Answer add(Request request) throws Refusal, SQLException {
        Memories.Added added = memories.add(Messages.draft(Fields.of(request)));
        return Answer.ok(
                out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("results");
                    for (StoredMemory memory : added.memories()) {
                        out.writeStartObject();
                        out.writeStringField("id", memory.id());
                        out.writeStringField("memory", memory.text());
                        out.writeStringField("event", "ADD");
                        out.writeStringField("actor_id", memory.actor());
                        out.writeStringField("role", memory.role());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private Answer list(Request request) throws Refusal, SQLException {
        int limit = request.number("top_k", USUAL, 0, MOST);
        boolean expired = "true".equalsIgnoreCase(request.text("show_expired"));
        Condition where = shown(Condition.in(request.scope()), expired);
        List<Long> rows = memories.list(where, limit, 0);
        return results(rows);
    }

    private Condition shown(Condition where, boolean expired) {
        return expired ? where : where.and(Condition.notExpiredOn(Times.date(memories.now())));
    }

    private Answer results(List<Long> rows) {
        return new Answer.Streamed(
                out -> {
                    out.writeStartObject();
                    out.writeFieldName("results");
                    MemoryJson.array(out, memories, rows);
                    out.writeEndObject();
                });
    }

    /** What is not there is null, with 200: so does the original. */
    private Answer get(Request request) throws SQLException {
        StoredMemory memory = memories.byId(request.first()).orElse(null);
        return memory == null
                ? Answer.ok((JsonNode) null)
                : Answer.ok(out -> MemoryJson.write(out, memory, null));
    }

    private Answer history(Request request) throws SQLException {
        return MemoryJson.history(journal.of(request.first()));
    }

    private Answer change(Request request) throws Refusal, SQLException {
        Change change = change(request.first(), Fields.of(request));
        if (memories.change(List.of(change)) != null) {
            throw Refusal.noMemory();
        }
        return Answer.message("Memory updated successfully");
    }

    /** What a request wants to change, in both dialects. */
    static Change change(String id, Fields fields) throws Refusal {
        Change change =
                new Change(
                        id, fields.text("text"), fields.metadata(), fields.date("expiration_date"));
        if (change.text() != null && change.text().isBlank()) {
            throw Refusal.bad("The text is empty. Delete the memory instead.");
        }
        if (change.text() == null && change.metadata() == null && change.expires() == null) {
            throw Refusal.bad("Nothing to change: name text, metadata or expiration_date.");
        }
        return change;
    }

    private Answer delete(Request request) throws Refusal, SQLException {
        if (memories.delete(List.of(request.first())) != null) {
            throw Refusal.noMemory();
        }
        return Answer.message("Memory deleted successfully");
    }

    private Answer deleteAll(Request request) throws Refusal, SQLException {
        Scope scope = request.scope();
        if (scope.isEmpty()) {
            throw Refusal.bad("At least one identifier (user_id, agent_id, run_id) is required.");
        }
        memories.delete(Condition.in(scope));
        return Answer.message("All relevant memories deleted");
    }

    private Answer search(Request request) throws Refusal, SQLException {
        Fields fields = Fields.of(request);
        String query = fields.required("query");
        int limit = fields.number("top_k", fields.number("limit", USUAL, 0, MOST), 0, MOST);
        Condition where =
                shown(
                        FilterReader.read(fields.get("filters")).and(Condition.in(fields.scope())),
                        fields.flag("show_expired"));
        double threshold = fields.fraction("threshold", THRESHOLD);
        return found(memories, search.find(query, where, limit, threshold));
    }

    static Answer found(Memories memories, List<WordSearch.Hit> hits) {
        return new Answer.Streamed(
                out -> {
                    out.writeStartObject();
                    out.writeFieldName("results");
                    MemoryJson.hits(out, memories, hits);
                    out.writeEndObject();
                });
    }

    private Answer entities(Request request) throws SQLException {
        List<Entities.Entity> all = entities.all();
        return Answer.ok(
                out -> {
                    out.writeStartArray();
                    for (Entities.Entity entity : all) {
                        out.writeStartObject();
                        out.writeStringField("id", entity.name());
                        out.writeStringField("type", entity.type());
                        out.writeNumberField("total_memories", entity.memories());
                        out.writeStringField("created_at", Times.answered(entity.created()));
                        out.writeStringField("updated_at", Times.answered(entity.updated()));
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                });
    }

    private Answer deleteEntity(Request request) throws Refusal, SQLException {
        return deleteEntity(memories, request);
    }

    /** Both dialects name the kind first. */
    static Answer deleteEntity(Memories memories, Request request) throws Refusal, SQLException {
        Condition of = Entities.of(request.first(), request.named().get(1));
        if (of == null) {
            throw Refusal.bad("An entity is one of user, agent, run and app.");
        }
        if (memories.delete(of) == 0) {
            throw Refusal.of(404, "Entity not found");
        }
        return Answer.message("Entity deleted successfully");
    }
}

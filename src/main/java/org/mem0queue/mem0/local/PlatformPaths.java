package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths that the platform's clients call, such as {@code MemoryClient} of npm's {@code mem0ai}.
 * Any key is good. An add is answered when it is stored, so its event has always succeeded.
 */
final class PlatformPaths {
    private static final int MOST_FOUND = 1000;
    private static final int BATCH = 1000;
    private static final double THRESHOLD = 0.1;

    private final Memories memories;
    private final WordSearch search;
    private final Journal journal;
    private final Entities entities;

    PlatformPaths(Memories memories) {
        this.memories = memories;
        this.search = new WordSearch(memories);
        this.journal = new Journal(memories.database());
        this.entities = new Entities(memories.database());
    }

    void addTo(Routes routes) {
        routes.on("GET", "/v1/ping/", PlatformPaths::ping)
                .on("POST", "/v3/memories/add/", this::add)
                .on("POST", "/v3/memories/", this::list)
                .on("POST", "/v3/memories/search/", this::search)
                .on("GET", "/v1/memories/{}/", this::get)
                .on("PUT", "/v1/memories/{}/", this::change)
                .on("DELETE", "/v1/memories/{}/", this::delete)
                .on("GET", "/v1/memories/{}/history/", this::history)
                .on("DELETE", "/v1/memories/", this::deleteAll)
                .on("GET", "/v1/entities/", this::entities)
                .on("DELETE", "/v2/entities/{}/{}/", this::deleteEntity)
                .on("PUT", "/v1/batch/", this::changeBatch)
                .on("DELETE", "/v1/batch/", this::deleteBatch);
    }

    private static Answer ping(Request request) {
        return Answer.ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "ok")
                        .put("org_id", "local")
                        .put("project_id", "local")
                        .put("user_email", "local")
                        .put("message", AboutPaths.STORED_HERE));
    }

    private Answer add(Request request) throws Refusal, SQLException {
        Memories.Added added = memories.add(Messages.draft(Fields.of(request)));
        return Answer.ok(
                out -> {
                    out.writeStartObject();
                    out.writeStringField("message", "Stored: " + AboutPaths.STORED_HERE + ".");
                    out.writeStringField("status", "SUCCEEDED");
                    out.writeStringField("event_id", added.event());
                    out.writeArrayFieldStart("results");
                    for (StoredMemory memory : added.memories()) {
                        PlatformEvents.result(out, memory);
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private Answer list(Request request) throws Refusal, SQLException {
        Fields fields = Fields.of(request);
        Condition where = filtered(fields);
        Paging paging = Paging.of(request);
        List<Long> rows = memories.list(where, paging.size(), paging.offset());
        return paging.answer(
                request, memories.count(where), out -> MemoryJson.array(out, memories, rows));
    }

    private Answer search(Request request) throws Refusal, SQLException {
        Fields fields = Fields.of(request);
        String query = fields.required("query");
        Condition where = filtered(fields);
        int limit = fields.number("top_k", 10, 1, MOST_FOUND);
        double threshold = fields.fraction("threshold", THRESHOLD);
        return OssPaths.found(memories, search.find(query, where, limit, threshold));
    }

    private Condition filtered(Fields fields) throws Refusal {
        JsonNode filters = fields.get("filters");
        if (!fields.scope().isEmpty()) {
            throw Refusal.bad("Name user_id, agent_id, app_id or run_id inside \"filters\".");
        }
        if (!FilterReader.namesEntity(filters)) {
            throw Refusal.bad("\"filters\" must name one of user_id, agent_id, app_id, run_id.");
        }
        Condition where = FilterReader.read(filters);
        var since = fields.time("start_date");
        if (since != null) {
            where = where.and(Condition.of("created_at >= ?", Memories.micros(since)));
        }
        var until = fields.time("end_date");
        if (until != null) {
            where = where.and(Condition.of("created_at <= ?", Memories.micros(until)));
        }
        return fields.flag("show_expired")
                ? where
                : where.and(Condition.notExpiredOn(Times.date(memories.now())));
    }

    private Answer get(Request request) throws Refusal, SQLException {
        StoredMemory memory = memories.byId(request.first()).orElseThrow(Refusal::noMemory);
        return Answer.ok(out -> MemoryJson.write(out, memory, null));
    }

    private Answer history(Request request) throws SQLException {
        return MemoryJson.history(journal.of(request.first()));
    }

    private Answer change(Request request) throws Refusal, SQLException {
        Change change = OssPaths.change(request.first(), Fields.of(request));
        if (memories.change(List.of(change)) != null) {
            throw Refusal.noMemory();
        }
        StoredMemory memory = memories.byId(change.id()).orElseThrow(Refusal::noMemory);
        return Answer.ok(out -> MemoryJson.write(out, memory, null));
    }

    private Answer delete(Request request) throws Refusal, SQLException {
        if (memories.delete(List.of(request.first())) != null) {
            throw Refusal.noMemory();
        }
        return Answer.message("Memory deleted successfully!");
    }

    private Answer deleteAll(Request request) throws Refusal, SQLException {
        Scope scope = request.scope();
        if (scope.isEmpty()) {
            throw Refusal.bad("Name one of user_id, agent_id, app_id, run_id.");
        }
        memories.delete(Condition.in(scope));
        return Answer.message("Memories deleted successfully!");
    }

    private Answer entities(Request request) throws Refusal, SQLException {
        Paging paging = Paging.of(request);
        List<Entities.Entity> all = entities.all();
        int from = (int) Math.min(all.size(), paging.offset());
        List<Entities.Entity> page = all.subList(from, Math.min(all.size(), from + paging.size()));
        return paging.answer(
                request,
                all.size(),
                out -> {
                    out.writeStartArray();
                    for (Entities.Entity entity : page) {
                        out.writeStartObject();
                        out.writeStringField("id", entity.name());
                        out.writeStringField("name", entity.name());
                        out.writeStringField("type", entity.type());
                        out.writeNumberField("total_memories", entity.memories());
                        out.writeStringField("owner", "local");
                        out.writeNullField("metadata");
                        out.writeStringField("created_at", Times.answered(entity.created()));
                        out.writeStringField("updated_at", Times.answered(entity.updated()));
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                });
    }

    private Answer deleteEntity(Request request) throws Refusal, SQLException {
        return OssPaths.deleteEntity(memories, request);
    }

    private Answer changeBatch(Request request) throws Refusal, SQLException {
        List<Change> changes = new ArrayList<>();
        for (Fields one : batch(request)) {
            changes.add(OssPaths.change(one.required("memory_id"), one));
        }
        return batchDone(memories.change(changes), changes.size(), "updated");
    }

    private Answer deleteBatch(Request request) throws Refusal, SQLException {
        List<String> ids = new ArrayList<>();
        for (Fields one : batch(request)) {
            ids.add(one.required("memory_id"));
        }
        return batchDone(memories.delete(ids), ids.size(), "deleted");
    }

    private static List<Fields> batch(Request request) throws Refusal {
        JsonNode memories = Fields.of(request).get("memories");
        if (memories == null || !memories.isArray() || memories.isEmpty()) {
            throw Refusal.bad("\"memories\" must be a list with at least one memory_id.");
        }
        if (memories.size() > BATCH) {
            throw Refusal.bad("A batch has at most " + BATCH + " memories.");
        }
        List<Fields> all = new ArrayList<>();
        for (JsonNode memory : memories) {
            all.add(Fields.of(memory));
        }
        return all;
    }

    private static Answer batchDone(@Nullable String absent, int number, String done)
            throws Refusal {
        if (absent != null) {
            throw Refusal.of(404, "Memory not found: " + absent + ". Nothing was " + done + ".");
        }
        return Answer.message("Successfully " + done + " " + number + " memories");
    }
}

package org.mem0queue.mem0.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The platform's events, which have always succeeded here, and what people say of memories. */
final class PlatformEvents {
    private final Memories memories;
    private final Journal journal;

    PlatformEvents(Memories memories) {
        this.memories = memories;
        this.journal = new Journal(memories.database());
    }

    void addTo(Routes routes) {
        routes.on("GET", "/v1/event/{}/", this::event)
                .on("GET", "/v1/events/", this::events)
                .on("POST", "/v1/feedback/", this::feedback);
    }

    /** One memory of an add. */
    static void result(JsonGenerator out, StoredMemory memory) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", memory.id());
        out.writeObjectFieldStart("data");
        out.writeStringField("memory", memory.text());
        out.writeEndObject();
        out.writeStringField("memory", memory.text());
        out.writeStringField("event", "ADD");
        out.writeEndObject();
    }

    private Answer feedback(Request request) throws Refusal, SQLException {
        Fields fields = Fields.of(request);
        String memory = fields.required("memory_id");
        String feedback = fields.text("feedback");
        String reason = fields.text("feedback_reason");
        String id =
                journal.feedback(memory, feedback, reason, memories.now())
                        .orElseThrow(Refusal::noMemory);
        return Answer.ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("feedback", feedback)
                        .put("feedback_reason", reason));
    }

    private Answer event(Request request) throws Refusal, SQLException {
        Journal.Event event =
                journal.event(request.first())
                        .orElseThrow(() -> Refusal.of(404, "Event not found"));
        return Answer.ok(out -> write(out, event));
    }

    private Answer events(Request request) throws Refusal, SQLException {
        Paging paging = Paging.of(request);
        List<Journal.Event> events = journal.events(paging.size(), paging.offset());
        return paging.answer(
                request,
                journal.eventCount(),
                out -> {
                    out.writeStartArray();
                    for (Journal.Event event : events) {
                        write(out, event);
                    }
                    out.writeEndArray();
                });
    }

    private void write(JsonGenerator out, Journal.Event event) throws IOException, SQLException {
        String time = Times.answered(event.time());
        out.writeStartObject();
        out.writeStringField("id", event.id());
        out.writeStringField("event_type", "ADD");
        out.writeStringField("status", "SUCCEEDED");
        out.writeObjectFieldStart("payload");
        out.writeFieldName("metadata");
        out.writeRawValue(event.metadata() == null ? "null" : event.metadata());
        out.writeEndObject();
        out.writeArrayFieldStart("results");
        for (JsonNode id : JsonWords.MAPPER.readTree(event.memories())) {
            StoredMemory memory = memories.byId(id.asText()).orElse(null);
            if (memory != null) {
                result(out, memory);
            }
        }
        out.writeEndArray();
        out.writeStringField("created_at", time);
        out.writeStringField("started_at", time);
        out.writeStringField("completed_at", time);
        out.writeNumberField("latency", 0);
        out.writeNullField("error");
        out.writeEndObject();
    }
}

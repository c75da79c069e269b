package org.mem0queue.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a stub has stored, and how it lists it. Safe for several threads. */
final class StubMemories {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant LONG_AGO = Instant.parse("2026-11-23T00:00:00Z");

    private final List<StubApi.Stored> stored = new ArrayList<>();
    private volatile boolean rewording;

    /** From now on it lists words of its own, without our ids and as of this moment. */
    void reword() {
        rewording = true;
    }

    synchronized void keep(StubApi.Stored one) {
        stored.add(one);
    }

    synchronized void remove(String content) {
        stored.removeIf(one -> one.content().equals(content));
    }

    synchronized List<StubApi.Stored> all() {
        return List.copyOf(stored);
    }

    /**
     * {@code {"results":[…]}} of a project.
     *
     * @param ourId only what carries this; empty for all
     */
    synchronized ObjectNode results(String project, String ourId) {
        ArrayNode list = JSON.createArrayNode();
        for (StubApi.Stored one : stored) {
            if (one.project().equals(project) && (ourId.isEmpty() || ourId.equals(one.ourId()))) {
                ObjectNode item = item(one, list, "memory", "metadata");
                item.put("created_at", (rewording ? Instant.now() : LONG_AGO).toString());
            }
        }
        ObjectNode all = JSON.createObjectNode();
        all.set("results", list);
        return all;
    }

    /** One page with everything, as OpenMemory lists it. */
    synchronized ObjectNode page(String project) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        for (StubApi.Stored one : stored) {
            if (one.project().equals(project)) {
                item(one, items, "content", "metadata_")
                        .put("created_at", (rewording ? Instant.now() : LONG_AGO).getEpochSecond())
                        .put("state", "active");
            }
        }
        return page.put("total", items.size()).put("page", 1).put("size", 100).put("pages", 1);
    }

    private ObjectNode item(StubApi.Stored one, ArrayNode list, String text, String metadata) {
        ObjectNode item =
                list.addObject()
                        .put("id", UUID.randomUUID().toString())
                        .put(text, rewording ? "In other words." : one.content());
        if (!one.ourId().isEmpty() && !rewording) {
            item.putObject(metadata).put("mq_id", one.ourId());
        }
        return item;
    }
}

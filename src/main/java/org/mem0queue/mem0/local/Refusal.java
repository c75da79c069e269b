package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/** Ends a request with an error, in the form in which FastAPI says it: {@code {"detail": …}}. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonNode detail;

    private Refusal(int status, JsonNode detail) {
        super("status " + status);
        this.status = status;
        this.detail = detail;
    }

    static Refusal of(int status, String sentence) {
        return new Refusal(status, new TextNode(sentence));
    }

    static Refusal bad(String sentence) {
        return of(400, sentence);
    }

    static Refusal noMemory() {
        return of(404, "Memory not found");
    }

    /**
     * 422: what was sent has the wrong form.
     *
     * @param where where it stands, for example {@code body} or {@code query}
     * @param field its name
     */
    static Refusal form(String where, String field, String type, String message) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        var one = json.objectNode().put("type", type);
        one.set("loc", json.arrayNode().add(where).add(field));
        one.put("msg", message);
        return new Refusal(422, json.arrayNode().add(one));
    }

    int status() {
        return status;
    }

    JsonNode detail() {
        return detail;
    }
}

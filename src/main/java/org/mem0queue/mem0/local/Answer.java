package org.mem0queue.mem0.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;

/** What is answered to one request. */
sealed interface Answer {
    /** Writes JSON. */
    interface Json {
        void to(JsonGenerator out) throws IOException, SQLException;
    }

    /** Known to its end before the first byte is sent. */
    record Whole(int status, String type, Map<String, String> headers, String text)
            implements Answer {}

    /** Sent piece by piece: a long list is never in memory as a whole. */
    record Streamed(Json json) implements Answer {}

    String JSON_TYPE = "application/json";

    static Answer ok(Json json) throws SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonWords.FACTORY.createGenerator(text)) {
            json.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes every byte", impossible);
        }
        return new Whole(200, JSON_TYPE, Map.of(), text.toString());
    }

    static Answer ok(@Nullable JsonNode node) {
        return of(200, node);
    }

    static Answer of(int status, @Nullable JsonNode node) {
        JsonNode json = node == null ? JsonNodeFactory.instance.nullNode() : node;
        return new Whole(status, JSON_TYPE, Map.of(), JsonWords.text(json));
    }

    static Answer message(String sentence) {
        return ok(JsonNodeFactory.instance.objectNode().put("message", sentence));
    }

    static Answer refusal(Refusal refusal) {
        return of(
                refusal.status(),
                JsonNodeFactory.instance.objectNode().set("detail", refusal.detail()));
    }

    static Answer page(String html) {
        return new Whole(200, "text/html; charset=utf-8", Map.of(), html);
    }

    static Answer redirect(String to) {
        return new Whole(307, JSON_TYPE, Map.of("Location", to), "");
    }

    /**
     * Writes a streamed answer. If it fails in the middle, what was written is no JSON: a list that
     * is cut must not look complete, since "not in the list" leads to a second upload.
     */
    static void write(Json json, OutputStream to) throws IOException, SQLException {
        try (JsonGenerator out = JsonWords.FACTORY.createGenerator(to)) {
            json.to(out);
        }
    }
}

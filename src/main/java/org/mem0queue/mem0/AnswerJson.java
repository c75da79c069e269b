package org.mem0queue.mem0;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads what servers answer. A cut or foreign answer is null or empty, never an exception. */
final class AnswerJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private AnswerJson() {}

    /** Null unless the body is complete and one JSON value. */
    static @Nullable JsonNode of(Reply.Body body) {
        if (!(body instanceof Reply.Body.Whole whole)) {
            return null;
        }
        try {
            JsonNode node = MAPPER.readTree(whole.bytes().toByteArray());
            return node.isMissingNode() ? null : node;
        } catch (JacksonException notJson) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    /** Null unless it was a 200 with one JSON value. */
    static @Nullable JsonNode ofOk(Reply reply) {
        return reply instanceof Reply.Answered answered && answered.status() == 200
                ? of(answered.body())
                : null;
    }

    /** The text of a field; null if it is none, or empty. */
    static @Nullable String text(JsonNode object, String name) {
        String text = object.path(name).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    /** The ids in a list of results: texts or numbers. */
    static List<String> ids(Iterable<JsonNode> results) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : results) {
            JsonNode id = item.path("id");
            if (id.isTextual() || id.isIntegralNumber()) {
                ids.add(id.asText());
            }
        }
        return ids;
    }

    /** A time as ISO-8601 (UTC where it names no zone) or as seconds; null if it is neither. */
    static @Nullable Instant time(JsonNode value) {
        if (value.isNumber()) {
            return Instant.ofEpochSecond(value.longValue());
        }
        String text = value.textValue();
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noTime) {
                return null;
            }
        }
    }
}

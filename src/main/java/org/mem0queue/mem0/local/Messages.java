package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads what an add brings, word for word: nothing is extracted, whatever {@code infer} says. */
final class Messages {
    private Messages() {}

    static Draft draft(Fields fields) throws Refusal {
        JsonNode messages = fields.get("messages");
        if (messages == null) {
            throw Refusal.form("body", "messages", "missing", "Field required");
        }
        Scope scope = fields.scope();
        if (scope.isEmpty()) {
            throw Refusal.bad("At least one identifier (user_id, agent_id, run_id) is required.");
        }
        return new Draft(
                texts(messages),
                scope,
                fields.metadata(),
                fields.time("timestamp"),
                fields.date("expiration_date"));
    }

    /** Every message is a memory of its own, but for those of the system and the empty ones. */
    private static List<Draft.Text> texts(JsonNode messages) throws Refusal {
        if (messages.isTextual()) {
            return messages.textValue().isBlank()
                    ? List.of()
                    : List.of(new Draft.Text(messages.textValue(), "user", null));
        }
        if (!messages.isArray()) {
            throw Refusal.form("body", "messages", "list_type", "Input should be a valid list");
        }
        List<Draft.Text> texts = new ArrayList<>();
        for (JsonNode message : messages) {
            String role = message.path("role").asText("user");
            String text = text(message.path("content"));
            if (text == null) {
                throw Refusal.form(
                        "body",
                        "messages",
                        "string_type",
                        "Each message has a role and a content of text");
            }
            if (!role.equals("system") && !text.isBlank()) {
                JsonNode name = message.path("name");
                texts.add(new Draft.Text(text, role, name.isTextual() ? name.textValue() : null));
            }
        }
        return texts;
    }

    /** A text, or parts of which those of text count; null if it is neither. */
    private static @Nullable String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray() && !content.isObject()) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content.isArray() ? content : List.of(content)) {
            if (part.path("text").isTextual()) {
                parts.add(part.path("text").textValue());
            }
        }
        return parts.isEmpty() ? null : String.join("\n", parts);
    }
}

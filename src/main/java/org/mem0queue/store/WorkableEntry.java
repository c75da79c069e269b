package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * Makes sure that an entry which enters {@code queue[]} does not stop the Python worker, which
 * aborts its whole run at one without an id or a project: a non-empty {@code id} and {@code
 * project_id}, an integer {@code timestamp}, an integer {@code retries}.
 */
final class WorkableEntry {
    private WorkableEntry() {}

    /**
     * @param id for an entry that has none
     * @param now for an entry that does not tell when it was saved
     * @return the entry, as it is if nothing is wrong with it; null if it has no project or is no
     *     object, which only a person can mend
     */
    static @Nullable RawJson of(RawJson entry, String id, Instant now) {
        if (!entry.isObject()) {
            return null;
        }
        boolean hasId = false;
        boolean hasProject = false;
        boolean hasTime = false;
        boolean hasRetries = false;
        Instant time = now;
        try (JsonParser parser = Json.FACTORY.createParser(entry.bytes())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "id" -> hasId = isText(parser, token);
                    case "project_id" -> hasProject = isText(parser, token);
                    case "timestamp" -> {
                        hasTime = token == JsonToken.VALUE_NUMBER_INT;
                        Instant told =
                                token.isNumeric() ? EntryReader.instant(parser.getText()) : null;
                        time = told == null ? now : told;
                    }
                    case "retries" -> hasRetries = token == JsonToken.VALUE_NUMBER_INT;
                    default -> {
                        // nothing that the worker stumbles over
                    }
                }
                parser.skipChildren();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("the entry was parsed before", impossible);
        }
        if (!hasProject) {
            return null;
        }
        RawJson workable = entry;
        if (!hasId) {
            workable = JsonObjectEdit.set(workable, "id", Json.quote(id));
        }
        if (!hasTime) {
            workable = JsonObjectEdit.set(workable, "timestamp", time.getEpochSecond());
        }
        return hasRetries ? workable : JsonObjectEdit.set(workable, "retries", 0);
    }

    private static boolean isText(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_STRING && !parser.getText().isEmpty();
    }
}

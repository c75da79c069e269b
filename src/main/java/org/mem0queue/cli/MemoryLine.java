package org.mem0queue.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.NewMemory;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** One line of {@code save --jsonl}: {@code {"project_id", "content", "id"?, "timestamp"?}}. */
final class MemoryLine {
    private MemoryLine() {}

    /**
     * @param project for lines that name none
     * @return null for a blank line
     */
    static @Nullable NewMemory parse(
            byte[] line, int number, @Nullable String project, String source) throws Failure {
        String id = null;
        String projectId = project;
        String content = null;
        Instant timestamp = null;
        try (JsonParser parser = Json.FACTORY.createParser(line)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return null;
            }
            if (first != JsonToken.START_OBJECT) {
                throw bad(number, "is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "id" -> id = text(parser, token, name, number);
                    case "project_id" -> {
                        String named = text(parser, token, name, number);
                        projectId = named == null ? projectId : named;
                    }
                    case "content" -> content = text(parser, token, name, number);
                    case "timestamp" -> timestamp = time(parser, token, number);
                    default -> throw bad(number, "has a field that is not known: \"" + name + "\"");
                }
            }
            if (parser.nextToken() != null) {
                throw bad(number, "holds more than one JSON object");
            }
        } catch (JsonProcessingException e) {
            throw bad(
                    number,
                    "is not valid JSON (column "
                            + (e.getLocation() == null ? "?" : e.getLocation().getColumnNr())
                            + ")");
        } catch (IOException e) {
            throw bad(number, "is not valid UTF-8");
        }
        NewMemory memory =
                new NewMemory(
                        id,
                        projectId == null ? "" : projectId,
                        content == null ? "" : content,
                        timestamp,
                        source);
        String refusal = memory.refusal();
        if (refusal != null) {
            throw Failure.usage("Line " + number + ": " + refusal + " This line was not saved.");
        }
        return memory;
    }

    private static @Nullable String text(
            JsonParser parser, JsonToken token, String name, int number)
            throws IOException, Failure {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            default -> throw bad(number, "has a \"" + name + "\" that is not a text");
        };
    }

    /** Unix seconds, or ISO-8601 with zone. */
    private static @Nullable Instant time(JsonParser parser, JsonToken token, int number)
            throws IOException, Failure {
        try {
            return switch (token) {
                case VALUE_NUMBER_INT -> Instant.ofEpochSecond(parser.getLongValue());
                case VALUE_NUMBER_FLOAT ->
                        Instant.ofEpochSecond((long) Math.floor(parser.getDoubleValue()));
                case VALUE_STRING -> OffsetDateTime.parse(parser.getText()).toInstant();
                case VALUE_NULL -> null;
                default -> throw bad(number, "has a \"timestamp\" that is not a time");
            };
        } catch (DateTimeException | JsonProcessingException e) {
            throw bad(
                    number,
                    "has a \"timestamp\" that is neither Unix seconds nor ISO-8601 with zone");
        }
    }

    private static Failure bad(int number, String what) {
        return Failure.usage(
                "Line "
                        + number
                        + " of standard input "
                        + what
                        + ". Correct it and save it again; this line was not saved.");
    }
}

package org.mem0queue.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.NewMemory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Memories out of a file that somebody else wrote, or our own export: JSON (an array, or an object
 * that holds arrays, such as a queue file), JSON Lines or CSV with a header. The text may be called
 * {@code content}, {@code memory} or {@code text}, the project {@code project_id}, {@code project}
 * or {@code user_id}. What cannot be taken is told with its place; the rest is taken.
 *
 * @param memories in the order of the file
 * @param problems one sentence for each that was not taken, without its text
 */
public record MemoryImport(List<NewMemory> memories, List<String> problems) {
    private static final ObjectMapper JSON = new ObjectMapper(Json.FACTORY);
    private static final String SOURCE = "import";
    private static final List<String> CONTENT = List.of("content", "memory", "text");
    private static final List<String> PROJECT = List.of("project_id", "project", "user_id");

    /** The arrays of an object that hold memories; others, such as last_100, repeat them. */
    private static final List<String> LISTS =
            List.of("queue", "in_flight", "failed", "items", "memories", "results");

    public MemoryImport {
        memories = List.copyOf(memories);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a whole file.
     *
     * @param bytes as they stand in the file; UTF-8, with or without a byte order mark
     * @param format null to tell it from the bytes
     * @param project for memories that name none; null if there is none for them
     */
    public static MemoryImport read(
            byte[] bytes, @Nullable MemoryFormat format, @Nullable String project) {
        Reading reading = new Reading(project);
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new MemoryImport(
                    List.of(), List.of("The file is not valid UTF-8. Convert it and try again."));
        }
        text = text.startsWith("\ufeff") ? text.substring(1) : text;
        try {
            switch (format == null ? guess(text) : format) {
                case JSON -> reading.document(JSON.readTree(text));
                case JSONL -> reading.lines(text);
                case CSV -> reading.table(text);
            }
        } catch (JsonProcessingException e) {
            reading.problems.add(
                    "Line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
                            + " is not valid "
                            + (format == MemoryFormat.CSV ? "CSV" : "JSON")
                            + ". Correct it and try again.");
        } catch (IOException e) {
            reading.problems.add("The file cannot be understood. Is it JSON, JSON Lines or CSV?");
        }
        return new MemoryImport(reading.memories, reading.problems);
    }

    /** Two objects one after the other are JSON Lines; what begins with no bracket is a table. */
    private static MemoryFormat guess(String text) {
        String start = text.stripLeading();
        if (start.startsWith("[")) {
            return MemoryFormat.JSON;
        }
        if (!start.startsWith("{")) {
            return MemoryFormat.CSV;
        }
        try {
            JSON.readTree(start.lines().findFirst().orElse(""));
            return start.lines().skip(1).anyMatch(line -> !line.isBlank())
                    ? MemoryFormat.JSONL
                    : MemoryFormat.JSON;
        } catch (JsonProcessingException overSeveralLines) {
            return MemoryFormat.JSON;
        }
    }

    /** What is collected on the way. */
    private static final class Reading {
        private final @Nullable String project;
        private final List<NewMemory> memories = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Reading(@Nullable String project) {
            this.project = project;
        }

        void document(JsonNode root) {
            if (root.isArray()) {
                list(root, "");
                return;
            }
            boolean found = false;
            for (String name : LISTS) {
                if (root.path(name).isArray()) {
                    found = true;
                    list(root.get(name), " of \"" + name + "\"");
                }
            }
            if (!found && root.isObject()) {
                entry(root, "The object");
            } else if (!found) {
                problems.add("The file holds no list of memories.");
            }
        }

        private void list(JsonNode list, String of) {
            int number = 0;
            for (JsonNode entry : list) {
                number++;
                entry(entry, "Entry " + number + of);
            }
        }

        void lines(String text) {
            int number = 0;
            for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
                String line = lines.next();
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    entry(JSON.readTree(line), "Line " + number);
                } catch (JsonProcessingException e) {
                    problems.add("Line " + number + " is not valid JSON.");
                }
            }
        }

        void table(String text) throws IOException {
            try (MappingIterator<Map<String, String>> rows =
                    new CsvMapper()
                            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                            .readerForMapOf(String.class)
                            .with(CsvSchema.emptySchema().withHeader())
                            .readValues(text)) {
                int number = 0;
                while (rows.hasNext()) {
                    number++;
                    entry(JSON.valueToTree(rows.next()), "Row " + number);
                }
            }
        }

        private void entry(JsonNode entry, String place) {
            if (entry.isTextual() && project != null) {
                add(new NewMemory(null, project, entry.textValue(), null, SOURCE), place);
                return;
            }
            if (!entry.isObject()) {
                problems.add(place + " is no object with a project and a text.");
                return;
            }
            String content = text(entry, CONTENT);
            String named = text(entry, PROJECT);
            String id = text(entry, List.of("id"));
            Instant time;
            try {
                time = time(entry.path("timestamp"));
            } catch (DateTimeException e) {
                problems.add(place + " has a timestamp that is neither Unix seconds nor ISO-8601.");
                return;
            }
            add(
                    new NewMemory(
                            id == null || id.isBlank() ? null : id,
                            named == null || named.isBlank()
                                    ? project == null ? "" : project
                                    : named,
                            content == null ? "" : content,
                            time,
                            SOURCE),
                    place);
        }

        private void add(NewMemory memory, String place) {
            String refusal = memory.refusal();
            if (refusal == null) {
                memories.add(memory);
            } else {
                problems.add(place + ": " + refusal);
            }
        }

        private static @Nullable String text(JsonNode entry, List<String> names) {
            for (String name : names) {
                if (entry.path(name).isTextual()) {
                    return entry.get(name).textValue();
                }
            }
            return null;
        }

        private static @Nullable Instant time(JsonNode value) {
            if (value.isNumber()) {
                return Instant.ofEpochSecond((long) Math.floor(value.doubleValue()));
            }
            if (!value.isTextual() || value.textValue().isBlank()) {
                return null;
            }
            String text = value.textValue().strip();
            return text.matches("-?\\d{1,12}")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        }
    }
}

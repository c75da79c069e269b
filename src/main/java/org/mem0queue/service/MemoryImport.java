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
import java.util.Objects;

/**
 * Memories out of a file that somebody else wrote, or our own export: JSON (an array, or an object
 * that holds arrays, such as a queue file), JSON Lines or CSV with a header. The text may be called
 * {@code content}, {@code memory} or {@code text}, the project {@code project_id}, {@code project}
 * or {@code user_id}. What cannot be taken is told with its place; the rest is taken, but for what
 * a person keeps on hold there: that is named, and taken only if asked for.
 *
 * @param entries what was found, good or not, in the order of the file
 */
public record MemoryImport(List<ImportEntry> entries) {
    static final List<String> CONTENT = List.of("content", "memory", "text");
    static final List<String> PROJECT = List.of("project_id", "project", "user_id");

    /** The arrays of an object that hold memories; others, such as last_100, repeat them. */
    static final List<String> LISTS =
            List.of("queue", "held", "in_flight", "failed", "items", "memories", "results");

    private static final ObjectMapper JSON = new ObjectMapper(Json.FACTORY);
    private static final String SOURCE = "import";

    /** A list of a queue file, and a state in our own export. */
    private static final String HELD = "held";

    public MemoryImport {
        entries = List.copyOf(entries);
    }

    /** Those that can be saved; without those that the file keeps on hold. */
    public List<NewMemory> memories() {
        return good(false);
    }

    /** Those that the file keeps on hold: to save them is to have them sent. */
    public List<NewMemory> onHold() {
        return good(true);
    }

    private List<NewMemory> good(boolean held) {
        return entries.stream()
                .filter(entry -> entry.problem() == null && entry.held() == held)
                .map(ImportEntry::memory)
                .filter(Objects::nonNull)
                .toList();
    }

    /** One sentence for each that was not taken, without its text. */
    public List<String> problems() {
        return entries.stream().map(ImportEntry::sentence).filter(Objects::nonNull).toList();
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
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return read(text, format, project);
        } catch (CharacterCodingException e) {
            return new MemoryImport(
                    List.of(ImportEntry.bad("The file", 0, ImportEntry.Problem.NOT_UTF8)));
        }
    }

    /**
     * Reads a text.
     *
     * @param format null to tell it from the text; what looks like none counts as a table
     * @param project for memories that name none; null if there is none for them
     */
    public static MemoryImport read(
            String text, @Nullable MemoryFormat format, @Nullable String project) {
        Reading reading = new Reading(project);
        String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
        MemoryFormat form =
                format == null ? MemoryFormat.ofText(whole).orElse(MemoryFormat.CSV) : format;
        try {
            switch (form) {
                case JSON -> reading.document(JSON.readTree(whole), whole);
                case JSONL -> reading.lines(whole);
                case CSV -> reading.table(whole);
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            reading.entries.add(
                    ImportEntry.bad(
                            "Line " + (line <= 0 ? "?" : line),
                            Math.max(0, line),
                            form == MemoryFormat.CSV
                                    ? ImportEntry.Problem.NOT_CSV
                                    : ImportEntry.Problem.NOT_JSON));
        } catch (IOException e) {
            reading.entries.add(ImportEntry.bad("The file", 0, ImportEntry.Problem.NOT_UNDERSTOOD));
        }
        return new MemoryImport(reading.entries);
    }

    /** What is collected on the way. */
    private static final class Reading {
        private final @Nullable String project;
        private final List<ImportEntry> entries = new ArrayList<>();

        Reading(@Nullable String project) {
            this.project = project;
        }

        void document(JsonNode root, String text) throws IOException {
            EntryLines lines = EntryLines.of(text);
            if (root.isArray()) {
                list(root, "", lines.in(""));
                return;
            }
            boolean found = false;
            for (String name : LISTS) {
                if (root.path(name).isArray()) {
                    found = true;
                    int before = entries.size();
                    list(root.get(name), " of \"" + name + "\"", lines.in(name));
                    if (name.equals(HELD)) {
                        entries.subList(before, entries.size()).replaceAll(ImportEntry::onHold);
                    }
                }
            }
            if (!found && root.isObject()) {
                entry(root, "The object", 1);
            } else if (!found) {
                entries.add(ImportEntry.bad("The file", 1, ImportEntry.Problem.NO_LIST));
            }
        }

        private void list(JsonNode list, String of, List<Integer> lines) {
            int number = 0;
            for (JsonNode entry : list) {
                entry(
                        entry,
                        "Entry " + (number + 1) + of,
                        number < lines.size() ? lines.get(number) : 0);
                number++;
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
                    entry(JSON.readTree(line), "Line " + number, number);
                } catch (JsonProcessingException e) {
                    entries.add(
                            ImportEntry.bad(
                                    "Line " + number, number, ImportEntry.Problem.LINE_NOT_JSON));
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
                List<String> lines = text.lines().toList();
                int number = 0;
                while (rows.hasNextValue()) {
                    number++;
                    // What the parser names is where the row before it ended.
                    int line = rows.getParser().currentTokenLocation().getLineNr();
                    while (line < lines.size() && lines.get(line).isBlank()) {
                        line++;
                    }
                    entry(JSON.valueToTree(rows.nextValue()), "Row " + number, line + 1);
                }
            }
        }

        private void entry(JsonNode entry, String place, int line) {
            if (entry.isTextual()) {
                String named = project == null ? "" : project;
                NewMemory memory = new NewMemory(null, named, entry.textValue(), null, SOURCE);
                entries.add(ImportEntry.of(place, line, memory));
                return;
            }
            if (!entry.isObject()) {
                entries.add(ImportEntry.bad(place, line, ImportEntry.Problem.NO_OBJECT));
                return;
            }
            String content = text(entry, CONTENT);
            String named = text(entry, PROJECT);
            String id = text(entry, List.of("id"));
            Instant time;
            try {
                time = time(entry.path("timestamp"));
            } catch (DateTimeException e) {
                entries.add(ImportEntry.bad(place, line, ImportEntry.Problem.TIMESTAMP));
                return;
            }
            ImportEntry read =
                    ImportEntry.of(
                            place,
                            line,
                            new NewMemory(
                                    id == null || id.isBlank() ? null : id,
                                    named == null || named.isBlank()
                                            ? project == null ? "" : project
                                            : named,
                                    content == null ? "" : content,
                                    time,
                                    SOURCE));
            entries.add(HELD.equals(entry.path("state").asText()) ? read.onHold() : read);
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

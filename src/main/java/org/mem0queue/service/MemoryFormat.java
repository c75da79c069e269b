package org.mem0queue.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.mem0queue.queue.Json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which memories are exported and imported. */
public enum MemoryFormat {
    /** One array of objects. */
    JSON("json"),
    /** One object a line. */
    JSONL("jsonl"),
    /** RFC 4180, with a header line. */
    CSV("csv");

    private static final ObjectMapper MAPPER = new ObjectMapper(Json.FACTORY);
    private static final int LOOK = 200;

    private final String word;

    MemoryFormat(String word) {
        this.word = word;
    }

    /** As on the command line, and as files are named. */
    public String word() {
        return word;
    }

    /** The format with this word. */
    public static Optional<MemoryFormat> ofWord(String text) {
        for (MemoryFormat format : values()) {
            if (format.word.equals(text.toLowerCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The format that a file's name speaks of. */
    public static Optional<MemoryFormat> ofFileName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".ndjson")) {
            return Optional.of(JSONL);
        }
        return ofWord(lower.substring(lower.lastIndexOf('.') + 1));
    }

    /**
     * The format that a text is in by its look, though it may have errors; empty if it looks like
     * none of them. Two objects one after the other are JSON Lines; a table is known by its header.
     */
    public static Optional<MemoryFormat> ofText(String text) {
        String start = text.stripLeading();
        if (start.startsWith("[")) {
            return Optional.of(JSON).filter(list -> opensWith(start, "{[\"]"));
        }
        if (start.startsWith("{")) {
            return Optional.of(start)
                    .filter(object -> opensWith(object, "\"}"))
                    .map(MemoryFormat::objects);
        }
        String header = start.lines().findFirst().orElse("");
        List<String> cells =
                Arrays.stream(header.split(",", -1))
                        .map(cell -> cell.strip().replace("\"", "").toLowerCase(Locale.ROOT))
                        .toList();
        return cells.stream().anyMatch(MemoryImport.CONTENT::contains)
                        && cells.stream().noneMatch(cell -> cell.contains(" "))
                        && start.length() > header.length()
                ? Optional.of(CSV)
                : Optional.empty();
    }

    /** Prose may begin with a bracket, but hardly with one of these behind it. */
    private static boolean opensWith(String text, String next) {
        String behind = text.substring(1, Math.min(text.length(), LOOK)).stripLeading();
        return !behind.isEmpty() && next.indexOf(behind.charAt(0)) >= 0;
    }

    private static MemoryFormat objects(String text) {
        try {
            MAPPER.readTree(text.lines().findFirst().orElse(""));
            return text.lines().skip(1).anyMatch(line -> !line.isBlank()) ? JSONL : JSON;
        } catch (JsonProcessingException overSeveralLines) {
            return JSON;
        }
    }
}

package org.mem0queue.service;

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
}

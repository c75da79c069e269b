package org.mem0queue.service;

import org.mem0queue.queue.NewMemory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Memories out of text that is in no format at all. */
public final class PlainMemories {
    private static final Pattern RULE = Pattern.compile("\\s*-{3,}\\s*");

    private PlainMemories() {}

    /** The whole text is one memory, without the blank space around it; none if it is blank. */
    public static MemoryImport whole(String text, String project, String source) {
        Parts parts = new Parts(project, source);
        text.lines().forEach(parts::line);
        parts.end();
        return new MemoryImport(parts.entries);
    }

    /**
     * Every paragraph is a memory. Where lines of three or more dashes stand between them, only
     * these divide, so that a memory may hold blank lines; else every blank line does.
     */
    public static MemoryImport paragraphs(String text, String project, String source) {
        Parts parts = new Parts(project, source);
        List<String> lines = text.lines().toList();
        boolean ruled = lines.stream().anyMatch(line -> RULE.matcher(line).matches());
        for (String line : lines) {
            if (ruled ? RULE.matcher(line).matches() : line.isBlank()) {
                parts.end();
                parts.number++;
            } else {
                parts.line(line);
            }
        }
        parts.end();
        return new MemoryImport(parts.entries);
    }

    private static final class Parts {
        private final String project;
        private final String source;
        private final List<ImportEntry> entries = new ArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private int begins;
        private int number;

        Parts(String project, String source) {
            this.project = project;
            this.source = source;
        }

        void line(String line) {
            number++;
            if (part.isEmpty() && line.isBlank()) {
                return;
            }
            if (part.isEmpty()) {
                begins = number;
            }
            part.append(line).append('\n');
        }

        void end() {
            String content = part.toString().strip();
            part.setLength(0);
            if (!content.isEmpty()) {
                NewMemory memory = new NewMemory(null, project, content, null, source);
                entries.add(ImportEntry.of("Line " + begins, begins, memory));
            }
        }
    }
}

package org.mem0queue.ui.writing;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.MemoryFormat;
import org.mem0queue.service.MemoryImport;
import org.mem0queue.service.PlainMemories;

/** How what was written, pasted or dropped is to be read. */
enum InputForm {
    /** The whole text is one memory. */
    TEXT(null),
    /** Every paragraph is one. */
    PARAGRAPHS(null),
    JSON(MemoryFormat.JSON),
    JSONL(MemoryFormat.JSONL),
    CSV(MemoryFormat.CSV);

    private static final String SOURCE = "gui";

    private final @Nullable MemoryFormat format;

    InputForm(@Nullable MemoryFormat format) {
        this.format = format;
    }

    /** By the look of a text; never paragraphs, which only a person can mean. */
    static InputForm ofText(String text) {
        return MemoryFormat.ofText(text).map(InputForm::of).orElse(TEXT);
    }

    /** By a file's name, or else by what is in it. */
    static InputForm ofFile(String name, String text) {
        return MemoryFormat.ofFileName(name).map(InputForm::of).orElseGet(() -> ofText(text));
    }

    private static InputForm of(MemoryFormat format) {
        return switch (format) {
            case JSON -> JSON;
            case JSONL -> JSONL;
            case CSV -> CSV;
        };
    }

    /** Whether it is written for programs, so that its columns should stand below each other. */
    boolean isData() {
        return switch (this) {
            case TEXT, PARAGRAPHS -> false;
            case JSON, JSONL, CSV -> true;
        };
    }

    /**
     * Reads a text in this form.
     *
     * @param project for what names none; may be blank
     */
    MemoryImport read(String text, String project) {
        return switch (this) {
            case TEXT -> PlainMemories.whole(text, project, SOURCE);
            case PARAGRAPHS -> PlainMemories.paragraphs(text, project, SOURCE);
            case JSON, JSONL, CSV -> MemoryImport.read(text, format, project);
        };
    }
}

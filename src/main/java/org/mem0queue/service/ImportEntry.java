package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;

/**
 * One place of a text that holds a memory, or should.
 *
 * @param place as a sentence names it, for example {@code Row 3}
 * @param line where it begins, the first is 1; 0 if it is nowhere in particular
 * @param memory as far as it was understood; null if it is none at all
 * @param problem why it cannot be saved; null if it can
 * @param held whether the file keeps it back: somebody did not want it to be sent
 */
public record ImportEntry(
        String place,
        int line,
        @Nullable NewMemory memory,
        @Nullable Problem problem,
        boolean held) {

    /** What can be wrong. */
    public enum Problem {
        NOT_UTF8,
        /** The whole text; the line is where it breaks off. */
        NOT_JSON,
        /** The whole text; the line is where it breaks off. */
        NOT_CSV,
        NOT_UNDERSTOOD,
        NO_LIST,
        LINE_NOT_JSON,
        NO_OBJECT,
        TIMESTAMP,
        /** {@link NewMemory#refused} says why. */
        REFUSED
    }

    /** One that can be saved, or that {@link NewMemory#refused} speaks against. */
    static ImportEntry of(String place, int line, NewMemory memory) {
        return new ImportEntry(
                place, line, memory, memory.refused() == null ? null : Problem.REFUSED, false);
    }

    /** The same, kept back in the file. */
    ImportEntry onHold() {
        return new ImportEntry(place, line, memory, problem, true);
    }

    static ImportEntry bad(String place, int line, Problem problem) {
        return new ImportEntry(place, line, null, problem, false);
    }

    /** What is wrong, with the next step, without the memory's text; null if nothing is. */
    public @Nullable String sentence() {
        if (problem == null) {
            return null;
        }
        return switch (problem) {
            case NOT_UTF8 -> "The file is not valid UTF-8. Convert it and try again.";
            case NOT_JSON -> place + " is not valid JSON. Correct it and try again.";
            case NOT_CSV -> place + " is not valid CSV. Correct it and try again.";
            case NOT_UNDERSTOOD -> "The file cannot be understood. Is it JSON, JSON Lines or CSV?";
            case NO_LIST -> "The file holds no list of memories.";
            case LINE_NOT_JSON -> place + " is not valid JSON.";
            case NO_OBJECT -> place + " is no object with a project and a text.";
            case TIMESTAMP -> place + " has a timestamp that is neither Unix seconds nor ISO-8601.";
            case REFUSED -> place + ": " + (memory == null ? "" : memory.refusal());
        };
    }

    /** Place only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "ImportEntry[" + place + ", " + problem + "]";
    }
}

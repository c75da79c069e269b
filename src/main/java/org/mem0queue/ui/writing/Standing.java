package org.mem0queue.ui.writing;

import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.ImportEntry;

/** How one memory of a draft stands. */
sealed interface Standing {
    /**
     * To be saved.
     *
     * @param sentBefore whether the same text is synced already: it would be stored twice
     */
    record Fresh(boolean sentBefore) implements Standing {}

    /** In one of the files already, and left out. */
    record Here(MemoryState state) implements Standing {}

    /**
     * The same as one before it, and left out.
     *
     * @param line where that one begins; 0 if that is not known
     */
    record Repeated(int line) implements Standing {}

    /** On hold in the file it stands in, and left out unless asked for. */
    record Held() implements Standing {}

    /** Cannot be saved as it is. */
    record Wrong(Fault fault) implements Standing {}

    /** What is wrong. */
    enum Fault {
        FOLDER,
        FILE_MISSING,
        FILE_UNREADABLE,
        FILE_TOO_LARGE,
        NOT_UTF8,
        NOT_JSON,
        NOT_CSV,
        NOT_UNDERSTOOD,
        NO_LIST,
        NO_OBJECT,
        TIMESTAMP,
        NO_PROJECT,
        NAME_TOO_LONG,
        NO_TEXT,
        NOT_TEXT,
        TOO_LARGE;

        static Fault of(ImportEntry.Problem problem, NewMemory.Refusal refusal) {
            return switch (problem) {
                case NOT_UTF8 -> NOT_UTF8;
                case NOT_JSON, LINE_NOT_JSON -> NOT_JSON;
                case NOT_CSV -> NOT_CSV;
                case NOT_UNDERSTOOD -> NOT_UNDERSTOOD;
                case NO_LIST -> NO_LIST;
                case NO_OBJECT -> NO_OBJECT;
                case TIMESTAMP -> TIMESTAMP;
                case REFUSED ->
                        switch (refusal) {
                            case NO_PROJECT -> NO_PROJECT;
                            case NAME_TOO_LONG, EMPTY_ID -> NAME_TOO_LONG;
                            case NO_TEXT -> NO_TEXT;
                            case NOT_TEXT -> NOT_TEXT;
                            case TOO_LARGE -> TOO_LARGE;
                        };
            };
        }
    }
}

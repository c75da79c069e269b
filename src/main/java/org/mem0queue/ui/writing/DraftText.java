package org.mem0queue.ui.writing;

import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A draft in words. */
final class DraftText {
    private final Messages words;

    DraftText(Messages words) {
        this.words = words;
    }

    /** What was found, and what is left out; empty if nothing is there. */
    String summary(Draft draft) {
        if (draft.rows().isEmpty()) {
            return "";
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(words.count("writing.found", draft.rows().size()));
        if (draft.hereCount() > 0) {
            sentences.add(words.count("writing.here", draft.hereCount()));
        }
        if (draft.repeatedCount() > 0) {
            sentences.add(words.count("writing.repeated", draft.repeatedCount()));
        }
        if (draft.sentBeforeCount() > 0) {
            sentences.add(words.count("writing.sent-before", draft.sentBeforeCount()));
        }
        if (draft.heldCount() > 0) {
            sentences.add(words.count("writing.held", draft.heldCount()));
        }
        if (draft.heldTakenCount() > 0) {
            sentences.add(words.count("writing.held-taken", draft.heldTakenCount()));
        }
        if (draft.wrongCount() > 0) {
            sentences.add(words.count("writing.wrong", draft.wrongCount()));
        }
        if (!draft.textsCompared()) {
            sentences.add(words.text("writing.not-compared"));
        }
        if (!draft.sentKnown()) {
            sentences.add(words.text("writing.sent-unknown"));
        }
        return String.join(" ", sentences);
    }

    /**
     * Why a memory is left out, with the next step, or what should be known before it is saved;
     * empty if it is simply to be saved.
     */
    String note(DraftRow row) {
        return switch (row.standing()) {
            case Standing.Fresh(boolean sentBefore) ->
                    Stream.of(
                                    sentBefore ? words.text("writing.row.sent-before") : "",
                                    row.held() ? words.text("writing.row.held-taken") : "")
                            .filter(note -> !note.isEmpty())
                            .collect(Collectors.joining(", "));
            case Standing.Held() -> words.text("writing.row.held");
            case Standing.Here(MemoryState state) -> words.text("writing.row.here", state(state));
            case Standing.Repeated(int line) ->
                    line > 0
                            ? words.text("writing.row.repeated", words.number(line))
                            : words.text("writing.row.repeated-somewhere");
            case Standing.Wrong(Standing.Fault fault) -> fault(fault);
        };
    }

    /** What the choice says; empty where there is nothing to choose. */
    String heldChoice(Draft draft) {
        int all = draft.heldCount() + draft.heldTakenCount();
        return all == 0 ? "" : words.count("writing.held.choice", all);
    }

    private String state(MemoryState state) {
        return switch (state) {
            case SPOOLED, PENDING -> words.text("writing.state.pending");
            case HELD -> words.text("writing.state.held");
            case IN_FLIGHT -> words.text("writing.state.sending");
            case SYNCED -> words.text("writing.state.synced");
            case FAILED -> words.text("writing.state.failed");
            case DEAD_LETTER -> words.text("writing.state.dead-letter");
            case EMERGENCY -> words.text("writing.state.emergency");
            case IN_DOUBT, UNCERTAIN -> words.text("writing.state.unclear");
            case LOST -> words.text("writing.state.lost");
            case TRASH -> words.text("writing.state.trash");
        };
    }

    private String fault(Standing.Fault fault) {
        return switch (fault) {
            case FOLDER -> words.text("writing.fault.folder");
            case FILE_MISSING -> words.text("writing.fault.missing");
            case FILE_UNREADABLE -> words.text("writing.fault.unreadable");
            case FILE_TOO_LARGE -> words.text("writing.fault.large-file");
            case NOT_UTF8 -> words.text("writing.fault.utf");
            case NOT_JSON -> words.text("writing.fault.json");
            case NOT_CSV -> words.text("writing.fault.csv");
            case NOT_UNDERSTOOD -> words.text("writing.fault.format");
            case NO_LIST -> words.text("writing.fault.no-list");
            case NO_OBJECT -> words.text("writing.fault.no-object");
            case TIMESTAMP -> words.text("writing.fault.timestamp");
            case NO_PROJECT -> words.text("writing.fault.no-project");
            case NAME_TOO_LONG -> words.text("writing.fault.long-name");
            case NO_TEXT -> words.text("writing.fault.no-text");
            case NOT_TEXT -> words.text("writing.fault.not-text");
            case TOO_LARGE -> words.text("writing.fault.too-large");
        };
    }

    /** Where a row stands, before the rest of it; empty if that says nothing. */
    String place(DraftRow row) {
        String line = row.line() > 0 ? words.text("writing.line", words.number(row.line())) : "";
        return row.file() == null
                ? line
                : line.isEmpty() ? row.file() : row.file() + words.text("list.separator") + line;
    }
}

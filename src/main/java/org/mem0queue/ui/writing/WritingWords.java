package org.mem0queue.ui.writing;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.nio.file.Path;

/** The sentences of this page. */
final class WritingWords {
    private final Messages words;
    private final Path directory;
    private final DraftText drafts;

    WritingWords(Messages words, Path directory) {
        this.words = words;
        this.directory = directory;
        this.drafts = new DraftText(words);
    }

    /**
     * Everything the page says.
     *
     * @param known whether the queue was looked at yet
     * @param saving null unless memories are being saved
     * @param saved what came of the last save; null once something was changed
     */
    WritingState state(
            Draft draft,
            boolean managed,
            boolean known,
            boolean checking,
            GroupSaver.@Nullable State saving,
            GroupSaver.@Nullable State saved) {
        int fresh = draft.freshCount();
        return new WritingState(
                draft.wantsPreview() ? drafts.summary(draft) : "",
                fresh == 0 ? words.text("writing.save") : words.count("writing.save-many", fresh),
                managed && fresh > 0 && !checking && saving == null,
                saved != null ? outcome(saved) : managed ? reason(draft) : "",
                known && !managed ? words.text("writing.watching", words.path(directory)) : "",
                saving == null ? null : progress(saving),
                saved != null && saved.saved() > 0);
    }

    private String reason(Draft draft) {
        if (draft.rows().isEmpty() || draft.freshCount() > 0) {
            return "";
        }
        if (draft.lacksProject()) {
            return words.text("writing.name-project");
        }
        if (draft.rows().size() == 1) {
            return drafts.note(draft.rows().getFirst());
        }
        return words.text(
                draft.wrongCount() + draft.heldCount() == 0
                        ? "writing.all-here"
                        : "writing.nothing-to-save");
    }

    private WritingState.Progress progress(GroupSaver.State saving) {
        String total = words.number(saving.total());
        String key =
                switch (saving.stage()) {
                    case PAUSED, PAUSING -> "writing.paused";
                    case SAVING, ENDED -> "writing.saving";
                };
        return new WritingState.Progress(
                words.text(key, words.number(saving.saved()), total),
                saving.total() == 0 ? 0 : (double) saving.saved() / saving.total(),
                saving.stage() != GroupSaver.Stage.SAVING,
                saving.saved());
    }

    private String outcome(GroupSaver.State saved) {
        if (saved.problem() != null) {
            return saved.saved() == 0
                    ? words.text("writing.kept")
                    : words.count("writing.kept-partly", saved.saved());
        }
        return saved.saved() < saved.total()
                ? words.text(
                        "writing.stopped", words.number(saved.saved()), words.number(saved.total()))
                : words.count("writing.saved", saved.saved());
    }

    String saved(GroupSaver.State saved) {
        String sentence = outcome(saved);
        return saved.historyProblem() == null
                ? sentence
                : sentence + " " + words.text("writing.no-undo");
    }

    /** The reason is in the words of whoever refused. */
    String notSaved(GroupSaver.State saved) {
        return words.text("writing.not-saved", Reasons.told(String.valueOf(saved.problem()), words))
                + " "
                + outcome(saved);
    }

    String later(int files) {
        return words.count("writing.files-later", files);
    }

    /** Why a group broke off. */
    String reason(Exception bug) {
        return Reasons.told(bug, words);
    }

    String notRead(Exception bug) {
        return words.text("writing.not-read", Reasons.told(bug, words));
    }

    String notTakenBack(Exception failure) {
        return words.text("writing.not-taken-back", Reasons.told(failure, words));
    }

    String takenBack(WritingDesk.TakenBack back) {
        return switch (back) {
            case WritingDesk.TakenBack.Done(int memories, int left) ->
                    left == 0
                            ? words.count("writing.taken-back", memories)
                            : words.count("writing.taken-back", memories)
                                    + " "
                                    + words.count("writing.left", left);
            case WritingDesk.TakenBack.LockHeld(int memories, String holder) ->
                    words.count("writing.taken-back", memories)
                            + " "
                            + words.text("writing.lock-held", Reasons.told(holder, words));
            case WritingDesk.TakenBack.Refused(int memories, String sentence) ->
                    words.count("writing.taken-back", memories)
                            + " "
                            + words.text("writing.rest-stays", Reasons.told(sentence, words));
        };
    }

    String tryAgain() {
        return words.text("writing.try-again");
    }
}

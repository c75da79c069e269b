package org.mem0queue.ui.writing;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;

import java.util.List;
import java.util.Objects;

/**
 * What was found in an input, before anything of it is saved. Immutable.
 *
 * @param form how it was read; null if files were read in different ways
 * @param textsCompared false where the queue is so large that only ids could be compared
 * @param sentKnown false where the history cannot tell what was sent before
 */
record Draft(
        @Nullable InputForm form, List<DraftRow> rows, boolean textsCompared, boolean sentKnown) {
    static final Draft EMPTY = new Draft(InputForm.TEXT, List.of(), true, true);

    Draft {
        rows = List.copyOf(rows);
    }

    /** What would be saved, in its order. */
    List<NewMemory> fresh() {
        return rows.stream()
                .filter(DraftRow::fresh)
                .map(DraftRow::memory)
                .filter(Objects::nonNull)
                .toList();
    }

    int freshCount() {
        return count(Standing.Fresh.class);
    }

    /** To be saved, though the same text is synced already. */
    int sentBeforeCount() {
        return (int)
                rows.stream()
                        .filter(
                                row ->
                                        row.standing() instanceof Standing.Fresh(boolean before)
                                                && before)
                        .count();
    }

    int hereCount() {
        return count(Standing.Here.class);
    }

    int repeatedCount() {
        return count(Standing.Repeated.class);
    }

    /** On hold in their file and left out. */
    int heldCount() {
        return count(Standing.Held.class);
    }

    /** On hold in their file, and to be saved all the same. */
    int heldTakenCount() {
        return (int) rows.stream().filter(row -> row.held() && row.fresh()).count();
    }

    int wrongCount() {
        return count(Standing.Wrong.class);
    }

    /** Whether a project would help. */
    boolean lacksProject() {
        return rows.stream()
                .anyMatch(
                        row ->
                                row.standing() instanceof Standing.Wrong(Standing.Fault fault)
                                        && fault == Standing.Fault.NO_PROJECT);
    }

    /** Whether there is more to see than the text itself shows. */
    boolean wantsPreview() {
        return rows.size() > 1
                || (form != InputForm.TEXT && !rows.isEmpty())
                || hereCount() + repeatedCount() + heldCount() + sentBeforeCount() > 0;
    }

    private int count(Class<? extends Standing> kind) {
        return (int) rows.stream().filter(row -> kind.isInstance(row.standing())).count();
    }
}

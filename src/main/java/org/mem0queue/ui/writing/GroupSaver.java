package org.mem0queue.ui.writing;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.ImportReport;
import org.mem0queue.ui.fx.Background;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Saves many memories, one small group after the other: what is accepted is safe whatever becomes
 * of the rest. Between two groups it can be paused and stopped. On the JavaFX thread.
 */
final class GroupSaver {
    /** Few enough that a person sees it move, and that stopping is at once. */
    static final int GROUP = 12;

    /** Where it is. */
    enum Stage {
        SAVING,
        /** Waits for the group under way. */
        PAUSING,
        PAUSED,
        ENDED
    }

    /**
     * How far it is. Immutable.
     *
     * @param ids accepted so far
     * @param acts their numbers in the audit trail, as far as they are in it
     * @param problem why it ended before all were saved, in the words of whoever refused; null
     * @param historyProblem why something is not in the audit trail; null
     */
    record State(
            Stage stage,
            int total,
            List<String> ids,
            List<Long> acts,
            @Nullable String problem,
            @Nullable String historyProblem) {
        State {
            ids = List.copyOf(ids);
            acts = List.copyOf(acts);
        }

        int saved() {
            return ids.size();
        }

        boolean ended() {
            return stage == Stage.ENDED;
        }
    }

    private final WritingDesk desk;
    private final Background background;
    private final String from;
    private final Function<Exception, String> inWords;
    private Consumer<State> told;
    private final List<NewMemory> memories;
    private final List<String> ids = new ArrayList<>();
    private final List<Long> acts = new ArrayList<>();
    private Stage stage = Stage.SAVING;
    private int next;
    private boolean underWay;
    private @Nullable String problem;
    private @Nullable String historyProblem;

    /**
     * @param memories exactly these, whatever is typed meanwhile
     * @param from where they come from, for the audit trail
     * @param inWords what a group broke off with, for a person
     * @param told after every change
     */
    GroupSaver(
            WritingDesk desk,
            Background background,
            List<NewMemory> memories,
            String from,
            Function<Exception, String> inWords,
            Consumer<State> told) {
        this.desk = desk;
        this.background = background;
        this.memories = List.copyOf(memories);
        this.from = from;
        this.inWords = inWords;
        this.told = told;
    }

    /** Somebody else is told from now on. */
    void tellTo(Consumer<State> other) {
        told = other;
    }

    /** Begins with the first group. */
    void start() {
        tell();
        saveNext();
    }

    /** After the group under way. */
    void pause() {
        if (stage == Stage.SAVING) {
            stage = underWay ? Stage.PAUSING : Stage.PAUSED;
            tell();
        }
    }

    void goOn() {
        if (stage == Stage.PAUSING || stage == Stage.PAUSED) {
            stage = Stage.SAVING;
            tell();
            saveNext();
        }
    }

    /** After the group under way. */
    void stop() {
        if (stage != Stage.ENDED) {
            next = memories.size();
            stage = Stage.SAVING;
            saveNext();
        }
    }

    private void saveNext() {
        if (underWay || stage != Stage.SAVING) {
            return;
        }
        if (next >= memories.size()) {
            stage = Stage.ENDED;
            tell();
            return;
        }
        List<NewMemory> group = memories.subList(next, Math.min(memories.size(), next + GROUP));
        next += group.size();
        underWay = true;
        background.run(() -> desk.save(group, from), this::saved, this::failed);
    }

    private void saved(ImportReport report) {
        ids.addAll(report.ids());
        report.act().ifPresent(acts::add);
        if (report.historyProblem() != null) {
            historyProblem = report.historyProblem();
        }
        ended(report.problem());
    }

    private void failed(Exception bug) {
        ended(inWords.apply(bug));
    }

    private void ended(@Nullable String refusal) {
        underWay = false;
        if (refusal != null) {
            problem = refusal;
            stage = Stage.ENDED;
        } else if (stage == Stage.PAUSING) {
            stage = next >= memories.size() ? Stage.SAVING : Stage.PAUSED;
        }
        if (stage == Stage.SAVING && next >= memories.size()) {
            stage = Stage.ENDED;
        }
        tell();
        saveNext();
    }

    private void tell() {
        told.accept(new State(stage, memories.size(), ids, acts, problem, historyProblem));
    }
}

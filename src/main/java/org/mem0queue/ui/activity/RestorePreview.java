package org.mem0queue.ui.activity;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.ui.control.Secrets;

import java.util.ArrayList;
import java.util.List;

/**
 * A planned restore with the first lines of what it concerns. Made in the background: the lines are
 * decoded.
 */
sealed interface RestorePreview {
    /** More lines than this are only counted. */
    int MOST_LINES = 200;

    /**
     * It can be done.
     *
     * @param lines of the first memories, those that go back before those that are uncertain
     */
    record Planned(RestorePlan plan, List<Line> lines) implements RestorePreview {}

    /** It cannot be done; the sentence says why. */
    record Impossible(String sentence) implements RestorePreview {}

    /**
     * One memory that a restore concerns.
     *
     * @param text its first line, its secrets masked
     */
    record Line(String id, String project, String text, MemoryState to) {}

    static RestorePreview of(QueueRestore.Preview preview) {
        return switch (preview) {
            case QueueRestore.Preview.Impossible(String reason) -> new Impossible(reason);
            case QueueRestore.Preview.Planned(RestorePlan plan) -> new Planned(plan, lines(plan));
        };
    }

    private static List<Line> lines(RestorePlan plan) {
        List<Line> lines = new ArrayList<>();
        add(lines, plan.toQueue(), MemoryState.PENDING);
        add(lines, plan.toFailed(), MemoryState.FAILED);
        add(lines, plan.toHeld(), MemoryState.HELD);
        add(lines, plan.uncertain(), MemoryState.UNCERTAIN);
        return List.copyOf(lines);
    }

    private static void add(List<Line> lines, List<Memory> memories, MemoryState to) {
        for (Memory memory : memories) {
            if (lines.size() == MOST_LINES) {
                return;
            }
            lines.add(new Line(memory.id(), memory.projectId().orElse(""), firstLine(memory), to));
        }
    }

    private static String firstLine(Memory memory) {
        return memory.detail().contentText().map(Secrets::firstLine).orElse("");
    }
}

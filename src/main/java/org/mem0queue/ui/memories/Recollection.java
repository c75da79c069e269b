package org.mem0queue.ui.memories;

import org.mem0queue.queue.Counts;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the history remembers of memories that have left the files: the latest, until somebody asks
 * for more. Asked again when its numbers have changed. On the JavaFX thread.
 */
final class Recollection {
    /** At first. */
    private static final int FIRST = 500;

    /** Each time so many times as many. */
    private static final int MORE = 4;

    /** About a minute, in looks. */
    private static final int LONGEST_PAUSE = 63;

    private final MemoriesDesk desk;
    private final Background background;
    private final Runnable changed;
    private Map<MemoryState, List<KnownMemory>> byState = Map.of();
    private boolean underWay;
    private int atMost = FIRST;
    private String askedFor = "";

    /** How many looks are let go by after an answer that was not whole: more each time. */
    private int pause;

    private int looksToPass;

    /**
     * @param changed told when the history has answered
     */
    Recollection(MemoriesDesk desk, Background background, Runnable changed) {
        this.desk = desk;
        this.background = background;
        this.changed = changed;
    }

    /** What was answered last. */
    Map<MemoryState, List<KnownMemory>> byState() {
        return byState;
    }

    /** Asks the history again if its numbers have changed. */
    void recall(Counts counts) {
        String state =
                counts.syncedConfirmed()
                        + "/"
                        + counts.syncedReported()
                        + "/"
                        + counts.uncertain()
                        + "/"
                        + counts.lost()
                        + "/"
                        + atMost;
        if (underWay || state.equals(askedFor) || looksToPass-- > 0) {
            return;
        }
        underWay = true;
        askedFor = state;
        int limit = atMost;
        background.run(() -> ask(limit), this::answered, failure -> failed());
    }

    private void answered(Map<MemoryState, List<KnownMemory>> found) {
        underWay = false;
        if (found.size() < Inventory.REMEMBERED.size()) {
            askLater();
        } else {
            pause = 0;
        }
        if (!found.isEmpty()) {
            Map<MemoryState, List<KnownMemory>> newest = new EnumMap<>(MemoryState.class);
            newest.putAll(byState);
            newest.putAll(found);
            byState = newest;
            changed.run();
        }
    }

    private void failed() {
        underWay = false;
        askLater();
    }

    /** At the next look, its numbers may stay as they are for days; but not at every one. */
    private void askLater() {
        askedFor = "";
        looksToPass = pause;
        pause = Math.min(2 * pause + 1, LONGEST_PAUSE);
    }

    /** What is not known now is left out. */
    private Map<MemoryState, List<KnownMemory>> ask(int limit) {
        Map<MemoryState, List<KnownMemory>> found = new EnumMap<>(MemoryState.class);
        for (MemoryState state : Inventory.REMEMBERED) {
            if (desk.knownIn(state, limit)
                    instanceof Recalled.Known<List<KnownMemory>>(List<KnownMemory> known)) {
                found.put(state, known);
            }
        }
        return found;
    }

    /** Whether the history may hold more of a group than it was asked for. */
    boolean hasMore(MemoryGroup group) {
        return byState.entrySet().stream()
                .anyMatch(
                        of ->
                                group.states().contains(of.getKey())
                                        && of.getValue().size() >= atMost);
    }

    /** Asks for more. */
    void recallMore(Counts counts) {
        atMost *= MORE;
        looksToPass = 0;
        recall(counts);
    }
}

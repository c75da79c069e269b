package org.mem0queue.ui.activity;

import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

/** The state of a memory in the words of the screens. */
final class StateNames {
    private StateNames() {}

    static String of(MemoryState state, Messages words) {
        if (state == MemoryState.HELD) {
            return words.text("activity.state.held");
        }
        StateWord word = MemoryGroup.wordOf(state);
        return words.text(word == null ? "activity.state.trash" : word.nameKey());
    }

    /** The same within a sentence, for those that a rule meant: by the file they stood in. */
    static String ofAll(MemoryState state, Messages words) {
        return switch (state) {
            case DEAD_LETTER -> words.text("activity.state.dead-letters");
            case EMERGENCY -> words.text("activity.state.emergency");
            default -> of(state, words).toLowerCase(words.locale());
        };
    }
}

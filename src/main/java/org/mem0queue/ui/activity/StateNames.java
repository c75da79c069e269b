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
}

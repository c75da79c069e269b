package org.mem0queue.ui.memories;

import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

/**
 * The word and icon of a memory's state: one of the six, except that what is on hold or in the
 * trash says so.
 */
final class StateMark {
    private StateMark() {}

    static String name(MemoryState state, Messages words) {
        if (state == MemoryState.HELD) {
            return words.text("memories.on-hold");
        }
        StateWord word = MemoryGroup.wordOf(state);
        return words.text(word == null ? "memories.in-trash" : word.oneKey());
    }

    static Glyph glyph(MemoryState state) {
        if (state == MemoryState.HELD) {
            return Glyph.HELD;
        }
        StateWord word = MemoryGroup.wordOf(state);
        return word == null ? Glyph.TRASH : word.glyph();
    }
}

package org.mem0queue.ui.nav;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.StateWord;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the table of memories can be narrowed to: everything, one of the six words, the trash. */
public enum MemoryGroup {
    ALL(null, EnumSet.complementOf(EnumSet.of(MemoryState.TRASH))),
    PENDING(
            StateWord.PENDING,
            EnumSet.of(MemoryState.SPOOLED, MemoryState.PENDING, MemoryState.HELD)),
    SENDING(StateWord.SENDING, EnumSet.of(MemoryState.IN_FLIGHT)),
    SYNCED(StateWord.SYNCED, EnumSet.of(MemoryState.SYNCED)),
    FAILED(
            StateWord.FAILED,
            EnumSet.of(MemoryState.FAILED, MemoryState.DEAD_LETTER, MemoryState.EMERGENCY)),
    UNCLEAR(StateWord.UNCLEAR, EnumSet.of(MemoryState.IN_DOUBT, MemoryState.UNCERTAIN)),
    LOST(StateWord.LOST, EnumSet.of(MemoryState.LOST)),
    TRASH(null, EnumSet.of(MemoryState.TRASH));

    private final @Nullable StateWord word;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<MemoryState> states;

    MemoryGroup(@Nullable StateWord word, Set<MemoryState> states) {
        this.word = word;
        this.states = Set.copyOf(states);
    }

    /** The word it stands for; null for everything and for the trash. */
    public @Nullable StateWord word() {
        return word;
    }

    /** For files: not what people read. */
    public String fileWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MemoryGroup> ofFileWord(String word) {
        return Arrays.stream(values()).filter(group -> group.fileWord().equals(word)).findFirst();
    }

    /** The exact states it holds. */
    public Set<MemoryState> states() {
        return states;
    }

    /** The group of a word. */
    public static MemoryGroup of(StateWord word) {
        return switch (word) {
            case PENDING -> PENDING;
            case SENDING -> SENDING;
            case SYNCED -> SYNCED;
            case FAILED -> FAILED;
            case UNCLEAR -> UNCLEAR;
            case LOST -> LOST;
        };
    }

    /** The word on screen of an exact state; null for the trash. */
    public static @Nullable StateWord wordOf(MemoryState state) {
        for (MemoryGroup group : values()) {
            if (group != ALL && group.states.contains(state)) {
                return group.word;
            }
        }
        return null;
    }
}

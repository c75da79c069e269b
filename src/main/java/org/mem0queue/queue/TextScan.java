package org.mem0queue.queue;

import org.mem0queue.queue.ExpressionSteps.Before;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for an expression in JSON strings as they stand in a file, in one pass over the bytes and
 * without decoding them: which places of the expression are reached together is one state, and what
 * each kind of character makes of a state is worked out once, when it first happens. Confined to
 * one thread.
 */
final class TextScan {
    /** The answer if only {@link java.util.regex.Pattern} can tell. */
    static final int UNKNOWN = -1;

    /** A text that makes more than these is not worth it. */
    private static final int MOST_STATES = 4000;

    /** The most kinds of characters, and so the length of a state's row. */
    private static final int WIDTH = 64;

    /** Steps that lead to no state. */
    private static final int NOT_WORKED_OUT = -1;

    private static final int FOUND = -2;
    private static final int SPECIAL = -3;

    /** The kind of a byte that does not stand for itself: a quote, a backslash, no ASCII. */
    private static final int SPECIAL_KIND = 0;

    /**
     * The row of the state in which nothing has begun, behind the one before the first character.
     */
    private static final int HOME = WIDTH;

    private static final int NOT_LOOKED_UP = 0;
    private static final int LEFT_TO_PATTERN = -1;

    private final ExpressionSteps steps;

    /** The kind of each byte, and of each character once it was met. */
    private final int[] kindOfByte = new int[256];

    /** Bytes that lead from {@link #HOME} back to it: most of a text in which little begins. */
    private final boolean[] changesNothing = new boolean[256];

    private final int[] kindOfCharacter = new int[Character.MAX_VALUE + 1];
    private final Map<Integer, Integer> kindOfOthers = new HashMap<>();

    /** Characters that the expression cannot tell apart are of one kind. */
    private final Map<BitSet, Integer> kinds = new HashMap<>();

    private final List<BitSet> classesOfKind = new ArrayList<>();

    private record State(BitSet places, Before before) {}

    private final Map<State, Integer> numbers = new HashMap<>();
    private final List<State> states = new ArrayList<>();

    /** The states that mean "found" if the text ends there. */
    private final BitSet endings = new BitSet();

    /** Row by row what follows a state: the start of the next state's row, or a sign below 0. */
    private int[] table = new int[0];

    private boolean tooMany;
    private int state;
    private int next;
    private boolean found;

    TextScan(ExpressionSteps steps) {
        this.steps = steps;
        classesOfKind.add(new BitSet());
        for (int b = ' '; b <= 0x7f; b++) {
            kindOfByte[b] = b == '"' || b == '\\' ? SPECIAL_KIND : Math.max(0, kindOf(b));
        }
        number(new State(withStart(new BitSet()), Before.NOTHING));
        number(new State(withStart(new BitSet()), Before.OTHER));
    }

    /** Whether it was found in the last text. */
    boolean found() {
        return found;
    }

    /**
     * Looks in one string.
     *
     * @param at where its first character stands, behind the quote
     * @return where its closing quote stands, or {@link #UNKNOWN}
     */
    int text(byte[] json, int at) {
        if (tooMany) {
            return UNKNOWN; // the last step that was worked out leads nowhere
        }
        found = false;
        state = 0;
        int i = run(json, at);
        while (json[i] != '"' || next != SPECIAL) {
            int kind = kindOfByte[json[i] & 0xff];
            int length = 1;
            if (next == SPECIAL) {
                int character = json[i] == '\\' ? JsonString.escaped(json, i) : UNKNOWN;
                kind = character < 0 ? LEFT_TO_PATTERN : kindOf(character);
                if (kind == LEFT_TO_PATTERN) {
                    return UNKNOWN;
                }
                length = JsonString.escapeLength(json, i, character);
                next = table[state + kind];
            }
            if (next == NOT_WORKED_OUT) {
                next = workOut(state, kind);
            }
            if (tooMany) {
                return UNKNOWN;
            }
            if (next == FOUND) {
                found = true;
                return JsonString.endOf(json, i + length);
            }
            state = next;
            i = run(json, i + length);
        }
        found = endings.get(state / WIDTH);
        return i;
    }

    /**
     * Takes characters that stand for themselves for as long as states follow; by itself, so that
     * it is compiled early in a process that searches once.
     *
     * @return where the character stands that leads to {@code next}, a sign
     */
    private int run(byte[] json, int at) {
        int[] rows = table;
        int[] kind = kindOfByte;
        boolean[] idle = changesNothing;
        int row = state;
        int i = at;
        while (true) {
            if (row == HOME) {
                while (idle[json[i] & 0xff]) {
                    i++;
                }
            }
            int then = rows[row + kind[json[i] & 0xff]];
            if (then < 0) {
                state = row;
                next = then;
                return i;
            }
            row = then;
            i++;
        }
    }

    private int workOut(int row, int kind) {
        State from = states.get(row / WIDTH);
        BitSet classes = classesOfKind.get(kind);
        BitSet reached = steps.reached(from.places, from.before, classes);
        int to = FOUND;
        if (!reached.get(ExpressionSteps.FOUND)) {
            to = number(new State(withStart(steps.taken(reached, classes)), steps.behind(classes)));
        }
        table[row + kind] = to;
        for (int b = 0; row == HOME && to == HOME && b < kindOfByte.length; b++) {
            changesNothing[b] |= kindOfByte[b] == kind;
        }
        return to;
    }

    private BitSet withStart(BitSet places) {
        places.set(steps.start());
        return places;
    }

    private int number(State wanted) {
        Integer known = numbers.get(wanted);
        if (known != null) {
            return known;
        }
        if (states.size() >= MOST_STATES) {
            tooMany = true;
            return 0;
        }
        int row = states.size() * WIDTH;
        endings.set(
                states.size(),
                steps.reached(wanted.places, wanted.before, null).get(ExpressionSteps.FOUND));
        states.add(wanted);
        numbers.put(wanted, row);
        if (row + WIDTH > table.length) {
            table = Arrays.copyOf(table, Math.max(64, 2 * states.size()) * WIDTH);
        }
        Arrays.fill(table, row, row + WIDTH, NOT_WORKED_OUT);
        table[row + SPECIAL_KIND] = SPECIAL;
        return row;
    }

    /** The kind of a code point, or {@link #LEFT_TO_PATTERN}. */
    private int kindOf(int character) {
        if (character > Character.MAX_VALUE) {
            return kindOfOthers.computeIfAbsent(character, this::lookUp);
        }
        if (kindOfCharacter[character] == NOT_LOOKED_UP) {
            kindOfCharacter[character] = lookUp(character);
        }
        return kindOfCharacter[character];
    }

    private int lookUp(int character) {
        boolean isMark = Character.getType(character) == Character.NON_SPACING_MARK;
        if ((isMark && steps.asksForWords())
                || (character <= Character.MAX_VALUE && Character.isSurrogate((char) character))) {
            return LEFT_TO_PATTERN;
        }
        String text = Character.toString(character);
        BitSet classes = steps.classesOf(text);
        for (int half = 0; half < text.length() && text.length() > 1; half++) {
            BitSet ofHalf = steps.classesOf(text.substring(half, half + 1));
            ofHalf.andNot(classes);
            if (!ofHalf.isEmpty()) {
                return LEFT_TO_PATTERN; // it takes half a character
            }
        }
        Integer known = kinds.get(classes);
        if (known != null) {
            return known;
        }
        int kind = classesOfKind.size();
        if (kind == WIDTH) {
            return LEFT_TO_PATTERN;
        }
        classesOfKind.add(classes);
        kinds.put(classes, kind);
        return kind;
    }
}

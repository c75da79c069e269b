package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.PlainExpression.Part;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A plain expression as numbered places with steps between them: a step takes a character, or asks
 * what stands on both sides, or is free. Immutable; safe for several threads.
 */
final class ExpressionSteps {
    /** The place where every search begins is {@link #start()}; this one means "found". */
    static final int FOUND = 0;

    /** Beside the expression's own classes: what the edges ask for. */
    private static final int WORD_CHARACTER = 0;

    private static final int RETURN = 1;
    private static final int LINE_FEED = 2;
    private static final int LINE_END = 3;

    private static final int MOST_PLACES = 1000;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** What a place does. */
    private enum Kind {
        TAKES,
        FORKS,
        AT_START,
        AT_END,
        AT_WORD_EDGE,
        INSIDE,
        NOT_AFTER_RETURN
    }

    /** What stands before a place. */
    enum Before {
        NOTHING,
        WORD,
        RETURN,
        OTHER
    }

    private final List<Kind> kinds = new ArrayList<>();
    private int[] first = new int[16];
    private int[] second = new int[16];

    private final Map<String, Integer> classNumbers = new LinkedHashMap<>();
    private final List<Predicate<String>> classes = new ArrayList<>();
    private int start;
    private boolean asksForWords;
    private boolean asksForEnds;

    private ExpressionSteps() {
        classOf("\\w");
        classOf("\\r");
        classOf("\\n");
        classOf("[\\r\\u0085\\u2028\\u2029]");
    }

    /** Thrown where the steps cannot say what the expression means, or are too many. */
    private static final class NoSteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoSteps() {
            super(null, null, false, false);
        }
    }

    /** The steps, or null if the expression has to be left to the pattern. */
    static @Nullable ExpressionSteps of(Pattern pattern) {
        Part whole = PlainExpression.of(pattern);
        if (whole == null) {
            return null;
        }
        try {
            ExpressionSteps steps = new ExpressionSteps();
            steps.place(Kind.FORKS, FOUND, FOUND);
            steps.start = steps.before(whole, FOUND);
            return steps;
        } catch (NoSteps e) {
            return null;
        }
    }

    int start() {
        return start;
    }

    int places() {
        return kinds.size();
    }

    /** Whether it asks for the edges of words. */
    boolean asksForWords() {
        return asksForWords;
    }

    /** What stands before the place behind a character, as far as it is asked for. */
    Before behind(BitSet character) {
        if (asksForWords && character.get(WORD_CHARACTER)) {
            return Before.WORD;
        }
        return asksForEnds && character.get(RETURN) ? Before.RETURN : Before.OTHER;
    }

    /** The numbers of the classes that hold this character: one code point. */
    BitSet classesOf(String character) {
        BitSet of = new BitSet(classes.size());
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).test(character)) {
                of.set(i);
            }
        }
        return of;
    }

    /**
     * All places that are reached for free.
     *
     * @param next the classes of the next character, null at the end of the text
     */
    BitSet reached(BitSet from, Before before, @Nullable BitSet next) {
        BitSet reached = new BitSet(kinds.size());
        int[] open = new int[2 * kinds.size() + from.cardinality()];
        int count = 0;
        for (int place = from.nextSetBit(0); place >= 0; place = from.nextSetBit(place + 1)) {
            open[count++] = place;
        }
        while (count > 0) {
            int place = open[--count];
            if (reached.get(place)) {
                continue;
            }
            reached.set(place);
            if (place != FOUND && isFree(kinds.get(place), before, next)) {
                open[count++] = first[place];
                open[count++] = second[place];
            }
        }
        return reached;
    }

    private static boolean isFree(Kind kind, Before before, @Nullable BitSet next) {
        boolean edge = (before == Before.WORD) != (next != null && next.get(WORD_CHARACTER));
        return switch (kind) {
            case TAKES -> false;
            case FORKS -> true;
            case AT_START -> before == Before.NOTHING;
            case AT_END -> next == null;
            case AT_WORD_EDGE -> edge;
            case INSIDE -> !edge;
            case NOT_AFTER_RETURN -> before != Before.RETURN;
        };
    }

    /** The places behind those that take a character of these classes. */
    BitSet taken(BitSet from, BitSet character) {
        BitSet taken = new BitSet(kinds.size());
        for (int place = from.nextSetBit(0); place >= 0; place = from.nextSetBit(place + 1)) {
            if (kinds.get(place) == Kind.TAKES && character.get(second[place])) {
                taken.set(first[place]);
            }
        }
        return taken;
    }

    private int classOf(String expression) {
        Integer known = classNumbers.get(expression);
        if (known != null) {
            return known;
        }
        classes.add(Pattern.compile(expression, FLAGS).asMatchPredicate());
        classNumbers.put(expression, classes.size() - 1);
        return classes.size() - 1;
    }

    private int place(Kind kind, int one, int other) {
        int place = kinds.size();
        if (place >= MOST_PLACES) {
            throw new NoSteps();
        }
        if (place == first.length) {
            first = Arrays.copyOf(first, 2 * place);
            second = Arrays.copyOf(second, 2 * place);
        }
        kinds.add(kind);
        first[place] = one;
        second[place] = other;
        return place;
    }

    /** Makes the places of a part that leads to {@code next}; tells where it begins. */
    private int before(Part part, int next) {
        return switch (part) {
            case Part.One(String expression) -> place(Kind.TAKES, next, classOf(expression));
            case Part.All(List<Part> parts) -> {
                int at = next;
                for (Part each : parts.reversed()) {
                    at = before(each, at);
                }
                yield at;
            }
            case Part.Any(List<Part> parts) -> {
                int at = before(parts.getLast(), next);
                for (Part each : parts.reversed().subList(1, parts.size())) {
                    at = place(Kind.FORKS, before(each, next), at);
                }
                yield at;
            }
            case Part.Times times -> before(times, next);
            case Part.Edge edge -> before(edge, next);
        };
    }

    private int before(Part.Times times, int next) {
        int at = next;
        if (times.most() < 0) {
            int loop = place(Kind.FORKS, next, next);
            first[loop] = before(times.part(), loop);
            at = loop;
        } else {
            for (int i = times.least(); i < times.most(); i++) {
                at = place(Kind.FORKS, before(times.part(), at), next);
            }
        }
        for (int i = 0; i < times.least(); i++) {
            at = before(times.part(), at);
        }
        return at;
    }

    private int before(Part.Edge edge, int next) {
        return switch (edge) {
            case START -> place(Kind.AT_START, next, next);
            case END -> end(next);
            case WORD, NO_WORD -> {
                asksForWords = true;
                Kind kind = edge == Part.Edge.WORD ? Kind.AT_WORD_EDGE : Kind.INSIDE;
                yield place(kind, next, next);
            }
        };
    }

    /**
     * {@code $} is the end, or the place before a line's end that ends the text, but not the middle
     * of {@code \r\n}. Only as the last part: what follows would be taken from that line's end.
     */
    private int end(int next) {
        if (next != FOUND) {
            throw new NoSteps();
        }
        asksForEnds = true;
        int end = place(Kind.AT_END, next, next);
        int feed = place(Kind.TAKES, end, LINE_FEED);
        int other = place(Kind.FORKS, place(Kind.TAKES, end, LINE_END), end);
        int both = place(Kind.TAKES, feed, RETURN);
        int alone = place(Kind.NOT_AFTER_RETURN, feed, feed);
        return place(Kind.FORKS, place(Kind.FORKS, both, alone), other);
    }
}

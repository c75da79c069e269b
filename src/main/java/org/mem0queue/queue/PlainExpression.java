package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The structure of a regular expression, if whether it is found can be told in one pass over the
 * text: characters and classes of them, choices, groups, repetition, {@code ^}, {@code $} at the
 * end, and the edges of words. Anything else (what looks back or ahead, switches in the middle,
 * possessive repetition) is left to {@link Pattern}. What a class of characters holds is never
 * decided here: it stays text, and {@link Pattern} is asked.
 */
final class PlainExpression {
    /** How {@code --grep} compiles; with other switches the characters below mean other things. */
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Repetition is written out, so it must not be large. */
    private static final int MOST_REPEATS = 100;

    private static final int WITHOUT_END = -1;

    /** Letters behind a backslash that stand for a class of single characters. */
    private static final String CLASS_LETTERS = "dDsSwWhHvVtnrfae";

    /**
     * The one letter outside ASCII that {@link Pattern} compares in another way alone than beside
     * others; above Latin-1 nobody has looked.
     */
    private static final char UNLIKE_ITSELF = '\u00df';

    private static final char LAST_LITERAL = '\u00ff';

    private final String text;
    private int at;

    private PlainExpression(String text) {
        this.text = text;
    }

    /** A part of an expression. */
    sealed interface Part {
        /** Whether it is found where nothing is. */
        boolean isEmptyToo();

        /** One character. */
        record One(String expression) implements Part {
            @Override
            public boolean isEmptyToo() {
                return false;
            }
        }

        /** One behind the other. */
        record All(List<Part> parts) implements Part {
            @Override
            public boolean isEmptyToo() {
                return parts.stream().allMatch(Part::isEmptyToo);
            }
        }

        /** One of them. */
        record Any(List<Part> parts) implements Part {
            @Override
            public boolean isEmptyToo() {
                return parts.stream().anyMatch(Part::isEmptyToo);
            }
        }

        /**
         * Several times.
         *
         * @param most -1 for any number
         */
        record Times(Part part, int least, int most) implements Part {
            @Override
            public boolean isEmptyToo() {
                return least == 0;
            }
        }

        /** A place between characters. */
        enum Edge implements Part {
            START,
            END,
            WORD,
            NO_WORD;

            @Override
            public boolean isEmptyToo() {
                return true;
            }
        }
    }

    /** Thrown where an expression is not plain. */
    private static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1;

        NotPlain() {
            super(null, null, false, false);
        }
    }

    /** Its structure, or null if it has to be left to the pattern. */
    static @Nullable Part of(Pattern pattern) {
        String text = pattern.pattern();
        if (pattern.flags() != FLAGS
                || text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            return null;
        }
        try {
            PlainExpression expression = new PlainExpression(text);
            Part whole = expression.choices();
            // What is found where nothing is, is found between the halves of a character too.
            return expression.at < text.length() || whole.isEmptyToo() ? null : whole;
        } catch (NotPlain e) {
            return null;
        }
    }

    private Part choices() throws NotPlain {
        List<Part> choices = new ArrayList<>();
        choices.add(sequence());
        while (take('|')) {
            choices.add(sequence());
        }
        return choices.size() == 1 ? choices.getFirst() : new Part.Any(choices);
    }

    private Part sequence() throws NotPlain {
        List<Part> parts = new ArrayList<>();
        while (at < text.length() && peek() != '|' && peek() != ')') {
            parts.add(repeated(part()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Part.All(parts);
    }

    private Part part() throws NotPlain {
        char c = text.charAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> new Part.One(characters());
            case '\\' -> escaped();
            case '^' -> edge(Part.Edge.START);
            case '$' -> edge(Part.Edge.END);
            case '*', '+', '?', '{' -> throw new NotPlain();
            case '.' -> {
                at++;
                yield new Part.One(".");
            }
            default -> {
                if (c > LAST_LITERAL || c == UNLIKE_ITSELF) {
                    throw new NotPlain();
                }
                at++;
                yield new Part.One(isWordCharacter(c) || c > '~' ? "" + c : "\\" + c);
            }
        };
    }

    private Part edge(Part.Edge edge) {
        at++;
        return edge;
    }

    private Part group() throws NotPlain {
        at++;
        if (take('?') && !take(':')) {
            throw new NotPlain();
        }
        Part inner = choices();
        if (!take(')')) {
            throw new NotPlain();
        }
        return inner;
    }

    private Part escaped() throws NotPlain {
        if (at + 1 >= text.length()) {
            throw new NotPlain();
        }
        char c = text.charAt(at + 1);
        int start = at;
        at += 2;
        if (c == 'b' && !take('{')) {
            return Part.Edge.WORD;
        }
        if (c == 'B') {
            return Part.Edge.NO_WORD;
        }
        if (c == 'p' || c == 'P') {
            int end = at < text.length() && peek() == '{' ? text.indexOf('}', at) : at;
            if (end < 0 || end >= text.length()) {
                throw new NotPlain();
            }
            at = end + 1;
        } else if (c > '~' || (isWordCharacter(c) && CLASS_LETTERS.indexOf(c) < 0)) {
            throw new NotPlain();
        }
        return new Part.One(text.substring(start, at));
    }

    /** A class in brackets, as it stands. */
    private String characters() throws NotPlain {
        int start = at;
        int depth = 0;
        do {
            if (at >= text.length()) {
                throw new NotPlain();
            }
            char c = text.charAt(at++);
            if (c == '\\') {
                if (at >= text.length() || peek() == 'Q') {
                    throw new NotPlain();
                }
                at++;
            } else if (c == '[') {
                depth++;
                take('^');
                if (at < text.length() && peek() == ']') {
                    throw new NotPlain();
                }
            } else if (c == ']') {
                depth--;
            }
        } while (depth > 0);
        return text.substring(start, at);
    }

    private Part repeated(Part part) throws NotPlain {
        if (at >= text.length() || "*+?{".indexOf(peek()) < 0) {
            return part;
        }
        if (part.isEmptyToo()) {
            throw new NotPlain(); // how often nothing is taken is the pattern's own affair
        }
        char sign = text.charAt(at++);
        Part times =
                switch (sign) {
                    case '*' -> new Part.Times(part, 0, WITHOUT_END);
                    case '+' -> new Part.Times(part, 1, WITHOUT_END);
                    case '?' -> new Part.Times(part, 0, 1);
                    default -> counted(part);
                };
        take('?'); // as few as possible: whether something is found does not change
        if (at < text.length() && "*+?{".indexOf(peek()) >= 0) {
            throw new NotPlain();
        }
        return times;
    }

    private Part counted(Part part) throws NotPlain {
        int least = number();
        int most = least;
        if (take(',')) {
            most = at < text.length() && peek() == '}' ? WITHOUT_END : number();
        }
        if (!take('}')) {
            throw new NotPlain();
        }
        return new Part.Times(part, least, most);
    }

    private int number() throws NotPlain {
        int start = at;
        int number = 0;
        while (at < text.length() && peek() >= '0' && peek() <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
            if (number > MOST_REPEATS) {
                throw new NotPlain();
            }
        }
        if (at == start) {
            throw new NotPlain();
        }
        return number;
    }

    private static boolean isWordCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean take(char c) {
        if (at < text.length() && peek() == c) {
            at++;
            return true;
        }
        return false;
    }
}

package org.mem0queue.log;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text to match an expression with that a person typed. Some expressions take longer on some
 * texts than anybody lives, and a matcher cannot be interrupted: so every character that it looks
 * at is counted.
 */
public final class GuardedText implements CharSequence {
    /** How often to ask whether anybody still wants to know; some ten microseconds. */
    private static final int LOOKS_PER_QUESTION = 4096;

    private final CharSequence text;
    private final BooleanSupplier cancelled;
    private long left;

    /** The expression takes too long on this text. */
    public static final class TakesTooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TakesTooLong() {
            super("the expression takes too long", null, false, false);
        }
    }

    private GuardedText(CharSequence text, long looks, BooleanSupplier cancelled) {
        this.text = text;
        this.left = looks;
        this.cancelled = cancelled;
    }

    /**
     * Matches a text. What the matcher does ends with {@link TakesTooLong}, a {@link
     * CancellationException} or, since it calls itself for every turn of a group, a {@link
     * StackOverflowError}. A text that is looked for as it is needs no guard and gets none.
     *
     * @param looks how many characters may be looked at
     * @param cancelled asked now and then whether to stop
     */
    public static Matcher matcher(
            Pattern pattern, String text, long looks, BooleanSupplier cancelled) {
        boolean literal = (pattern.flags() & Pattern.LITERAL) != 0;
        return pattern.matcher(literal ? text : new GuardedText(text, looks, cancelled));
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TakesTooLong();
        }
        if (left % LOOKS_PER_QUESTION == 0 && cancelled.getAsBoolean()) {
            throw new CancellationException("nobody wants to know any more");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

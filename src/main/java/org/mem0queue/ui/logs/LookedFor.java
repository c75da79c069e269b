package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.text.Messages;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a query looks for, understood.
 *
 * @param pattern null if nothing is looked for, or it can't be understood
 * @param mistake why it can't be understood; empty if it can
 */
record LookedFor(@Nullable Pattern pattern, String mistake) {
    static final LookedFor NOTHING = new LookedFor(null, "");

    static LookedFor of(LogQuery query, Messages words) {
        if (!query.searches()) {
            return NOTHING;
        }
        try {
            return new LookedFor(query.pattern(), "");
        } catch (PatternSyntaxException e) {
            return new LookedFor(null, words.text("logs.mistake.tip", mistake(e, words)));
        }
    }

    /** Java tells in English only; what is rare is told by its place. */
    private static String mistake(PatternSyntaxException e, Messages words) {
        String told = e.getDescription();
        if (told.equals("Unclosed group")) {
            return words.text("logs.mistake.group");
        }
        if (told.startsWith("Unmatched closing")) {
            return words.text("logs.mistake.closing");
        }
        if (told.startsWith("Unclosed character class")) {
            return words.text("logs.mistake.class");
        }
        if (told.startsWith("Dangling meta character")) {
            return words.text("logs.mistake.dangling");
        }
        if (told.startsWith("Illegal repetition") || told.startsWith("Unclosed counted closure")) {
            return words.text("logs.mistake.repetition");
        }
        return words.text("logs.mistake.at", words.number(Math.max(0, e.getIndex()) + 1L));
    }
}

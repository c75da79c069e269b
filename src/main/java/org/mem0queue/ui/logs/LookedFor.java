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
            return new LookedFor(null, words.text(mistakeKey(e.getDescription())));
        }
    }

    /** The commonest of what Java says, which says it in English only. */
    private static String mistakeKey(String description) {
        return switch (description) {
            case "Unclosed group" -> "logs.mistake.group";
            case "Unmatched closing ')'" -> "logs.mistake.closing";
            case "Unclosed character class" -> "logs.mistake.class";
            case "Unclosed counted closure" -> "logs.mistake.count";
            default ->
                    description.startsWith("Dangling meta character")
                            ? "logs.mistake.nothing-before"
                            : "logs.mistake.plain";
        };
    }
}

package org.mem0queue.mem0;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a text may be for the server's embedder. Nobody outside the embedder can count its
 * tokens; the estimate is four ASCII characters or one other character a token, which is right for
 * prose and too low for dense code, where the server itself refuses.
 *
 * @param tokens at least 16
 */
public record TextLimit(int tokens) {
    /** What OpenAI's embedding models take. */
    public static final TextLimit USUAL = new TextLimit(8192);

    private static final int QUARTERS_PER_TOKEN = 4;

    /** Fails with {@link IllegalArgumentException} on a limit that no sentence fits in. */
    public TextLimit {
        if (tokens < 16 || tokens > Integer.MAX_VALUE / QUARTERS_PER_TOKEN) {
            throw new IllegalArgumentException("a limit is at least 16 tokens");
        }
    }

    /** Whether {@code text} fits, and if not, how it could be split. Pure. */
    public TextFit check(String text) {
        int estimated = estimate(text);
        return estimated <= tokens
                ? new TextFit.Fits()
                : new TextFit.TooLong(estimated, tokens, split(text));
    }

    /** The estimated length in tokens, rounded up. */
    static int estimate(String text) {
        long quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            quarters += weight(text.charAt(i));
        }
        return (int)
                Math.min(
                        Integer.MAX_VALUE,
                        (quarters + QUARTERS_PER_TOKEN - 1) / QUARTERS_PER_TOKEN);
    }

    private static int weight(char c) {
        return c < 0x80 ? 1 : QUARTERS_PER_TOKEN;
    }

    private List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = furthest(text, start);
            if (end < text.length()) {
                end = niceEnd(text, start, end);
            }
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }

    /** The end of the longest part from {@code start} that fits. */
    private int furthest(String text, int start) {
        int left = tokens * QUARTERS_PER_TOKEN;
        int end = start;
        while (end < text.length() && left >= weight(text.charAt(end))) {
            left -= weight(text.charAt(end++));
        }
        return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    /** After a paragraph, a line, a sentence or a word in the second half of the part, if any. */
    private static int niceEnd(String text, int start, int end) {
        int earliest = start + (end - start) / 2;
        for (String boundary : List.of("\n\n", "\n", ". ", " ")) {
            int at = text.lastIndexOf(boundary, end - boundary.length());
            if (at >= earliest) {
                return at + boundary.length();
            }
        }
        return end;
    }
}

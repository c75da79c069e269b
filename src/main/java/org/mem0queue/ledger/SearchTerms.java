package org.mem0queue.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody typed into the search box, as folded pieces that must all occur. Words are divided
 * by blanks; {@code "two words"} in quotes is one piece. No other character has a meaning.
 */
record SearchTerms(List<String> folded) {
    /** Tokens of the index are three characters long. */
    static final int TOKEN = 3;

    /** So many tokens of one piece narrow it down enough; every hit is compared in full anyway. */
    private static final int MOST_TOKENS = 24;

    /** Nobody types so many; the index's query must stay small whatever was pasted. */
    private static final int MOST_TOKENS_IN_ALL = 120;

    static SearchTerms of(String query) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < query.length()) {
            if (isBlank(query.charAt(at))) {
                at++;
                continue;
            }
            int close = query.charAt(at) == '"' ? closingQuote(query, at) : -1;
            int end = close > 0 ? close + 1 : endOfWord(query, at);
            String piece =
                    FoldedText.of(
                            close > 0 ? query.substring(at + 1, close) : query.substring(at, end));
            if (!piece.isBlank()) {
                pieces.add(piece);
            }
            at = end;
        }
        return new SearchTerms(List.copyOf(pieces));
    }

    /** A quote closes where a blank or the end follows; otherwise it is a character like others. */
    private static int closingQuote(String query, int open) {
        for (int i = open + 2; i < query.length(); i++) {
            if (query.charAt(i) == '"'
                    && (i + 1 == query.length() || isBlank(query.charAt(i + 1)))) {
                return i;
            }
        }
        return -1;
    }

    private static int endOfWord(String query, int start) {
        int end = start;
        while (end < query.length() && !isBlank(query.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Whether every piece occurs in one of the folded texts. */
    boolean foundIn(String project, String content) {
        for (String piece : folded) {
            if (!content.contains(piece) && !project.contains(piece)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The index's query for the pieces that are long enough for it; a superset of the hits. Empty
     * if no piece is.
     */
    Optional<String> indexQuery() {
        Set<String> tokens = new LinkedHashSet<>();
        for (String piece : folded) {
            int[] points = piece.codePoints().toArray();
            for (int i = 0; i + TOKEN <= points.length && i < MOST_TOKENS; i++) {
                if (tokens.size() == MOST_TOKENS_IN_ALL) {
                    break;
                }
                tokens.add(new String(points, i, TOKEN));
            }
        }
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder query = new StringBuilder();
        for (String token : tokens) {
            query.append(query.isEmpty() ? "\"" : " AND \"")
                    .append(token.replace("\"", "\"\""))
                    .append('"');
        }
        return Optional.of(query.toString());
    }

    /** The longest piece: the first place to look when none is long enough for the index. */
    String longest() {
        String longest = "";
        for (String piece : folded) {
            if (piece.length() > longest.length()) {
                longest = piece;
            }
        }
        return longest;
    }
}

package org.mem0queue.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts of which every match of an expression must hold one, so that lines without them need not be
 * decoded: the longest of each of its choices. Understands little on purpose: what it does not know
 * ends the text under way, what might make the text optional ends the search.
 */
final class RequiredText {
    /** More than these are looked for no faster than by decoding. */
    private static final int MOST_CHOICES = 4;

    private final String expression;
    private final StringBuilder run = new StringBuilder();
    private final List<String> choices = new ArrayList<>();
    private String longest = "";
    private int at;

    private RequiredText(String expression) {
        this.expression = expression;
    }

    /** None if nothing is known to be required. */
    static List<String> of(Pattern pattern) {
        String expression = pattern.pattern();
        if ((pattern.flags() & Pattern.LITERAL) != 0) {
            return List.of(expression);
        }
        boolean other = (pattern.flags() & Pattern.COMMENTS) != 0;
        if (other || expression.contains("(?") || expression.contains("\\Q")) {
            return List.of();
        }
        RequiredText required = new RequiredText(expression);
        return required.read() ? required.choices : List.of();
    }

    private boolean read() {
        while (at < expression.length()) {
            char c = expression.charAt(at);
            switch (c) {
                case '|' -> {
                    endChoice();
                    at++;
                }
                case '(' -> {
                    end();
                    if (!skipGroup()) {
                        return false;
                    }
                }
                case '[' -> {
                    end();
                    if (!skipClass()) {
                        return false;
                    }
                }
                case '\\' -> {
                    if (!escaped()) {
                        return false;
                    }
                }
                case '.', '^', '$' -> {
                    end();
                    at++;
                }
                case '?', '*', '{' -> optional();
                case '+' -> {
                    end();
                    at++;
                }
                default -> {
                    run.append(c);
                    at++;
                }
            }
        }
        endChoice();
        return choices.size() <= MOST_CHOICES;
    }

    private void endChoice() {
        end();
        choices.add(longest);
        longest = "";
    }

    private void end() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    /** What stands before the sign may be missing. */
    private void optional() {
        if (!run.isEmpty()) {
            int last = run.length() - 1;
            boolean pair = last > 0 && Character.isLowSurrogate(run.charAt(last));
            run.setLength(pair ? last - 1 : last);
        }
        end();
        if (expression.charAt(at) == '{') {
            int close = expression.indexOf('}', at);
            at = close < 0 ? expression.length() : close + 1;
        } else {
            at++;
        }
    }

    private boolean escaped() {
        if (at + 1 >= expression.length()) {
            return false;
        }
        char c = expression.charAt(at + 1);
        boolean letter = Character.isLetterOrDigit(c);
        if (letter) {
            end();
            // \p{L}, \x41, \cA and the like take more than one character.
            if ("pPxucNk0".indexOf(c) >= 0) {
                return false;
            }
        } else {
            run.append(c);
        }
        at += 2;
        return true;
    }

    private boolean skipGroup() {
        int depth = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                if (!skipClass()) {
                    return false;
                }
                continue;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                at++;
                return true;
            }
            at++;
        }
        return false;
    }

    private boolean skipClass() {
        int depth = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                at++;
                return true;
            }
            at++;
        }
        return false;
    }
}

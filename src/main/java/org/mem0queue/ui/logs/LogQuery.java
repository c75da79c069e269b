package org.mem0queue.ui.logs;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a person looks for in the log. Immutable.
 *
 * @param projects whose lines are shown, with those that name no project; all if empty
 * @param text to find; empty for none
 * @param expression whether the text is a regular expression
 * @param onlyHits whether lines without it are left out
 */
record LogQuery(
        Levels levels, Set<String> projects, String text, boolean expression, boolean onlyHits) {
    static final LogQuery ALL = new LogQuery(Levels.ALL, Set.of(), "", false, false);

    /** What the segments offer. */
    enum Levels {
        ALL,
        ERRORS,
        WARNINGS
    }

    LogQuery {
        projects = Set.copyOf(projects);
    }

    LogQuery withLevels(Levels chosen) {
        return new LogQuery(chosen, projects, text, expression, onlyHits);
    }

    LogQuery withProjects(Set<String> chosen) {
        return new LogQuery(levels, chosen, text, expression, onlyHits);
    }

    LogQuery withText(String wanted) {
        return new LogQuery(levels, projects, wanted, expression, onlyHits);
    }

    LogQuery asExpression(boolean chosen) {
        return new LogQuery(levels, projects, text, chosen, onlyHits);
    }

    LogQuery onlyHits(boolean chosen) {
        return new LogQuery(levels, projects, text, expression, chosen);
    }

    boolean searches() {
        return !text.isEmpty();
    }

    /** Whether it finds what another one finds, of whatever is shown. */
    boolean looksForTheSame(LogQuery other) {
        return text.equals(other.text) && expression == other.expression;
    }

    /** Whether lines are left out. */
    boolean narrows() {
        return levels != Levels.ALL || !projects.isEmpty() || (onlyHits && searches());
    }

    /**
     * What to find.
     *
     * @throws PatternSyntaxException if it is no expression
     */
    Pattern pattern() {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return Pattern.compile(text, expression ? flags : flags | Pattern.LITERAL);
    }
}

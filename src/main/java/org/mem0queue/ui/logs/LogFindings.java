package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSearch;
import org.mem0queue.log.LogSurvey;
import org.mem0queue.ui.fx.Background;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * What is known of the lines of one file: which are errors and warnings, which hold what is looked
 * for, which belong to the chosen projects. It comes from the end of the file backwards. On the
 * JavaFX thread.
 */
final class LogFindings {
    private static final int MOST_TROUBLES = 1000;
    private static final int MOST_PROJECTS = 500;

    private final LogFile file;
    private final LogsDesk desk;
    private final Background background;
    private final Executor toolkit;
    private final Runnable changed;

    private final LineSet errors = new LineSet();
    private final LineSet warnings = new LineSet();
    private final Map<String, Integer> projects = new HashMap<>();
    private List<LogSurvey.Trouble> troubles = List.of();
    private LineSet hits = new LineSet();
    private boolean givenUp;
    private LineSet ofProjects = new LineSet();

    private final RunningScan<LogSurvey.Part> survey;
    private @Nullable RunningScan<LogSearch.Found> search;
    private @Nullable RunningScan<LogSurvey.Part> narrowing;

    /**
     * @param changed told whenever more is known
     */
    LogFindings(
            LogFile file,
            LogsDesk desk,
            Background background,
            Executor toolkit,
            Runnable changed) {
        this.file = file;
        this.desk = desk;
        this.background = background;
        this.toolkit = toolkit;
        this.changed = changed;
        this.survey =
                new RunningScan<>(
                        file,
                        desk,
                        background,
                        toolkit,
                        open -> LogSurvey.of(open, Set.of()),
                        this::surveyAgain,
                        this::take,
                        changed);
    }

    private void surveyAgain(long line) {
        errors.remove(line);
        warnings.remove(line);
        troubles = troubles.stream().filter(trouble -> trouble.line() != line).toList();
    }

    private void take(LogSurvey.Part part) {
        errors.addAll(part.firstLine(), part.errors());
        warnings.addAll(part.firstLine(), part.warnings());
        part.projects()
                .forEach(
                        (project, number) -> {
                            if (projects.size() < MOST_PROJECTS || projects.containsKey(project)) {
                                projects.merge(project, number, Integer::sum);
                            }
                        });
        if (!part.troubles().isEmpty()) {
            List<LogSurvey.Trouble> all = new ArrayList<>(troubles);
            all.addAll(part.troubles());
            all.sort(Comparator.comparingLong(LogSurvey.Trouble::line));
            troubles =
                    List.copyOf(all.subList(Math.max(0, all.size() - MOST_TROUBLES), all.size()));
        }
    }

    /** The file may have grown. */
    void advance() {
        survey.advance();
        if (search != null) {
            search.advance();
        }
        if (narrowing != null) {
            narrowing.advance();
        }
    }

    /** Looks for something else, or for nothing. */
    void search(@Nullable Pattern pattern) {
        if (search != null) {
            search.close();
            search = null;
        }
        LineSet found = new LineSet();
        hits = found;
        givenUp = false;
        if (pattern != null) {
            search =
                    new RunningScan<>(
                            file,
                            desk,
                            background,
                            toolkit,
                            open -> LogSearch.of(open, pattern),
                            found::remove,
                            part -> {
                                found.addAll(part.firstLine(), part.found());
                                givenUp |= part.givenUp() > 0;
                            },
                            changed);
            search.advance();
        }
    }

    /** Looks for the lines of some projects, or of all. */
    void narrow(Set<String> chosen) {
        if (narrowing != null) {
            narrowing.close();
            narrowing = null;
        }
        LineSet found = new LineSet();
        ofProjects = found;
        if (!chosen.isEmpty()) {
            narrowing =
                    new RunningScan<>(
                            file,
                            desk,
                            background,
                            toolkit,
                            open -> LogSurvey.of(open, chosen),
                            found::remove,
                            part -> found.addAll(part.firstLine(), part.ofProjects()),
                            changed);
            narrowing.advance();
        }
    }

    LogFile file() {
        return file;
    }

    LineSet errors() {
        return errors;
    }

    LineSet warnings() {
        return warnings;
    }

    LineSet hits() {
        return hits;
    }

    List<LogSurvey.Trouble> troubles() {
        return troubles;
    }

    /** Those that the log names, most lines first. */
    List<String> projects() {
        return projects.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether errors and warnings are not being looked for any more. */
    boolean isSurveyed() {
        return survey.isDone();
    }

    /** Whether errors and warnings are known of all lines. */
    boolean isSurveyWhole() {
        return survey.isDone() && !survey.isBroken();
    }

    /** Whether nothing is being looked for any more. */
    boolean isSearched() {
        return search == null || search.isDone();
    }

    /** Whether all lines were searched to their end. */
    boolean isSearchWhole() {
        return search == null || (search.isDone() && !search.isBroken() && !givenUp);
    }

    /** The lines that a query shows; null for all. */
    @Nullable LineSet shown(LogQuery query) {
        LineSet shown =
                switch (query.levels()) {
                    case ALL -> null;
                    case ERRORS -> errors;
                    case WARNINGS -> warnings;
                };
        if (!query.projects().isEmpty()) {
            shown = shown == null ? ofProjects : shown.and(ofProjects);
        }
        if (query.onlyHits() && query.searches()) {
            shown = shown == null ? hits : shown.and(hits);
        }
        return shown;
    }

    void close() {
        survey.close();
        search(null);
        narrow(Set.of());
    }
}

package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Understands every line of a file, for what is told of the file as a whole: where its errors and
 * warnings are and why, which projects it names, which lines belong to some of them.
 */
public final class LogSurvey {
    /** Of the errors of a part only the last ones are told one by one. */
    private static final int TROUBLES = 200;

    private LogSurvey() {}

    /**
     * An error.
     *
     * @param line its number, from 0
     * @param time its own time or the last one before it; null if there was none near
     */
    public record Trouble(long line, @Nullable LogTime time, LogCause cause) {}

    /**
     * What one part of the file holds.
     *
     * @param firstLine of the part, from 0; the other lines are distances from it
     * @param errors a traceback counts once
     * @param troubles the last of the errors, in order
     * @param projects how many lines name each
     * @param ofProjects the lines that name no other project than those asked for; empty if none
     *     was asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; nobody compares these
    public record Part(
            long firstLine,
            long lines,
            int[] errors,
            int[] warnings,
            List<Trouble> troubles,
            Map<String, Integer> projects,
            int[] ofProjects) {}

    /**
     * Prepares the survey; {@link LogScan#run} carries it out.
     *
     * @param projects those to look for, or none
     */
    public static LogScan<Part> of(LogFile file, Set<String> projects) {
        Set<String> wanted = Set.copyOf(projects);
        return new LogScan<>(
                file,
                // It takes seconds, and others want to see the lines meanwhile.
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                (open, span, reach, cancelled) -> through(open, span, reach, wanted));
    }

    private static Part through(
            LogFile file, LogScan.Span span, LineIndex.Reach reach, Set<String> projects)
            throws IOException {
        Collector collector = new Collector(span, projects);
        long last = span.firstLine() + span.lines();
        file.read(span.firstLine(), last, reach, collector::take);
        return collector.part();
    }

    private static final class Collector {
        private final LogScan.Span span;
        private final Set<String> wanted;
        private final Lines errors = new Lines();
        private final Lines warnings = new Lines();
        private final Lines ofProjects = new Lines();
        private final Deque<Trouble> troubles = new ArrayDeque<>();
        private final Map<String, Integer> projects = new LinkedHashMap<>();
        private @Nullable LogTime time;

        /** Lines that belong to the project which a later line will name. */
        private final List<Integer> undecided = new ArrayList<>();

        Collector(LogScan.Span span, Set<String> wanted) {
            this.span = span;
            this.wanted = wanted;
        }

        void take(LogLine line) {
            if (line.time() != null) {
                time = line.time();
            }
            long distance = line.number() - 1 - span.firstLine();
            if (distance < 0 || distance >= span.lines()) {
                return;
            }
            judge(line, (int) distance);
            if (line.event() instanceof LogEvent.Upload upload) {
                projects.merge(upload.project(), 1, Integer::sum);
            }
            if (!wanted.isEmpty()) {
                sort(line, (int) distance);
            }
        }

        private void judge(LogLine line, int distance) {
            if (line.level() == LogLevel.WARNING) {
                warnings.add(distance);
            } else if (line.level() == LogLevel.ERROR && isFirst(line.event())) {
                errors.add(distance);
                if (troubles.size() == TROUBLES) {
                    troubles.removeFirst();
                }
                troubles.addLast(new Trouble(line.number() - 1, time, LogCause.of(line)));
            }
        }

        private static boolean isFirst(LogEvent event) {
            return !(event instanceof LogEvent.Traceback)
                    || event instanceof LogEvent.TracebackStarted;
        }

        /** The reason of a failure stands before the line that names its project. */
        private void sort(LogLine line, int distance) {
            if (line.event() instanceof LogEvent.UploadFailed) {
                undecided.add(distance);
                return;
            }
            boolean other =
                    line.event() instanceof LogEvent.Upload upload
                            && !wanted.contains(upload.project());
            if (!other) {
                undecided.forEach(ofProjects::add);
                ofProjects.add(distance);
            }
            undecided.clear();
        }

        Part part() {
            undecided.forEach(ofProjects::add);
            return new Part(
                    span.firstLine(),
                    span.lines(),
                    errors.toArray(),
                    warnings.toArray(),
                    List.copyOf(troubles),
                    projects,
                    ofProjects.toArray());
        }
    }

    /** Distances of lines. */
    private static final class Lines {
        private int[] lines = new int[16];
        private int size;

        void add(int line) {
            if (size == lines.length) {
                lines = Arrays.copyOf(lines, 2 * size);
            }
            lines[size++] = line;
        }

        int[] toArray() {
            return Arrays.copyOf(lines, size);
        }
    }
}

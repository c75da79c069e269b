package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogTime;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads rows in the background and hands them over on the JavaFX thread. Called on the JavaFX
 * thread.
 */
final class RowReader {
    /** Before lines are counted. */
    private static final int END_LINES = 500;

    /** What fits on a large screen: read together with the news of it, so that no row is empty. */
    private static final int SCREEN_LINES = 128;

    /** Windows of a filtered list are one a row. */
    private static final int MOST_WINDOWS = 80;

    /** For a silence before the first line. */
    private static final int CONTEXT = LogLines.WINDOW;

    private static final String OVER = " was emptied or replaced meanwhile";

    private static final int FIND_LINES = 4096;
    private static final int FIND_STEPS = 64;

    private final LogsDesk desk;
    private final Background background;
    private final Messages words;
    private boolean reading;
    private boolean again;
    private int generation;

    RowReader(LogsDesk desk, Background background, Messages words) {
        this.desk = desk;
        this.background = background;
        this.words = words;
    }

    /**
     * The end of a log.
     *
     * @param counted whether lines are numbered; else {@code rows} are the last ones
     * @param timed whether most lines have times
     */
    record End(
            boolean counted,
            long lines,
            List<LineRow> rows,
            Map<Long, List<LineRow>> windows,
            boolean timed) {}

    /** What was asked for before is not wanted any more. */
    void forget() {
        generation++;
        again = false;
    }

    /**
     * Reads the end of a file.
     *
     * @param known how many lines are known already; -1 if none
     */
    void readEnd(
            LogSight.Seen seen,
            long known,
            Consumer<? super End> done,
            Consumer<? super Exception> failed) {
        RowMaker maker = new RowMaker(words, seen.inBlocks());
        background.run(() -> desk.read(() -> end(seen, known, maker)), done, failed);
    }

    private static End end(LogSight.Seen seen, long known, RowMaker maker) throws IOException {
        LogFile file = seen.file();
        if (!seen.indexed()) {
            List<LogLine> last = file.lastLines(END_LINES);
            return new End(false, 0, maker.rows(last, -last.size()), Map.of(), isTimed(last));
        }
        long lines = file.lines();
        Map<Long, List<LineRow>> windows = new HashMap<>();
        long first = Math.max(0, lines - SCREEN_LINES) / LogLines.WINDOW * LogLines.WINDOW;
        for (long window = first; window < lines; window += LogLines.WINDOW) {
            windows.put(window, window(file, window, maker));
        }
        long old = known <= 0 ? first : (known - 1) / LogLines.WINDOW * LogLines.WINDOW;
        if (old < first) {
            // It was not full, or its last line had no end.
            windows.put(old, window(file, old, maker));
        }
        boolean timed = isTimed(file.lines(Math.max(0, lines - SCREEN_LINES), SCREEN_LINES));
        return new End(true, lines, List.of(), windows, timed);
    }

    private static boolean isTimed(List<LogLine> lines) {
        long withTime = lines.stream().filter(line -> line.time() != null).count();
        return withTime > 0 && 2 * withTime >= lines.size();
    }

    private static List<LineRow> window(LogFile file, long first, RowMaker maker)
            throws IOException {
        long from = Math.max(0, first - CONTEXT);
        int before = (int) (first - from);
        List<LogLine> lines = file.lines(from, before + LogLines.WINDOW + 1);
        List<LineRow> rows = maker.rows(lines, from);
        int end = Math.min(rows.size(), before + LogLines.WINDOW);
        return before >= end ? List.of() : List.copyOf(rows.subList(before, end));
    }

    /** Reads what the list asks for; what it asks meanwhile is read next. */
    void readWanted(LogSight.Seen seen, LogLines lines) {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        int wanting = generation;
        RowMaker maker = new RowMaker(words, seen.inBlocks());
        // Once all rows of this layout have asked.
        background.run(
                () -> wanting,
                _ -> {
                    List<Long> wanted =
                            wanting == generation ? lines.takeWanted(MOST_WINDOWS) : List.of();
                    if (wanted.isEmpty()) {
                        reading = false;
                        return;
                    }
                    background.run(
                            () -> desk.read(() -> windows(seen.file(), wanted, maker)),
                            read -> arrived(seen, lines, read, wanting),
                            failed -> arrived(seen, lines, Map.of(), wanting));
                },
                failed -> reading = false);
    }

    private void arrived(
            LogSight.Seen seen, LogLines lines, Map<Long, List<LineRow>> read, int wanting) {
        reading = false;
        if (wanting == generation) {
            lines.arrived(read);
            if (again) {
                again = false;
                readWanted(seen, lines);
            }
        }
    }

    private static Map<Long, List<LineRow>> windows(LogFile file, List<Long> wanted, RowMaker maker)
            throws IOException {
        Map<Long, List<LineRow>> windows = new HashMap<>();
        for (long first : wanted) {
            windows.put(first, window(file, first, maker));
        }
        return windows;
    }

    /**
     * Lines to hand on.
     *
     * @param masked in how many of them something is masked
     */
    record Copied(String text, int masked) {}

    /**
     * The lines as they stand in the log, their secrets masked.
     *
     * @param whole those that are copied with their secrets
     * @param failed told if they can't be read any more
     */
    void copy(
            LogSight.Seen seen,
            List<Long> wanted,
            Set<Long> whole,
            Consumer<? super Copied> copied,
            Consumer<? super Exception> failed) {
        background.run(
                () -> desk.read(() -> masked(raw(seen.file(), wanted), wanted, whole)),
                copied,
                failed);
    }

    private static Copied masked(List<LogLine> lines, List<Long> numbers, Set<Long> whole) {
        List<String> texts = new ArrayList<>(lines.size());
        int masked = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).printable();
            String told = whole.contains(numbers.get(i)) ? line : ShownSecrets.masked(line);
            masked += told.equals(line) ? 0 : 1;
            texts.add(told);
        }
        return new Copied(String.join("\n", texts), masked);
    }

    private static List<LogLine> raw(LogFile file, List<Long> wanted) throws IOException {
        List<LogLine> found = new ArrayList<>();
        if (file.isOver()) {
            throw new EOFException(file.source().path() + OVER);
        }
        int at = 0;
        while (at < wanted.size()) {
            int to = at + 1;
            while (to < wanted.size() && wanted.get(to) == wanted.get(to - 1) + 1) {
                to++;
            }
            long first = wanted.get(at);
            // Not counted yet: back from the end.
            List<LogLine> lines =
                    first < 0 ? file.lastLines((int) -first) : file.lines(first, to - at);
            if (lines.size() < to - at) {
                throw new EOFException(file.source().path() + OVER);
            }
            found.addAll(lines.subList(0, to - at));
            at = to;
        }
        return found;
    }

    /** Finds the last line that was written at that moment or before, looking back from the end. */
    void find(Instant moment, LogSight.Seen seen, LongConsumer done) {
        background.run(
                () -> desk.read(() -> lineAt(moment, seen)),
                line -> {
                    if (line != null) {
                        done.accept(line);
                    }
                },
                failed -> {});
    }

    private @Nullable Long lineAt(Instant moment, LogSight.Seen seen) throws IOException {
        Instant notAfter = seen.modified();
        long behind = seen.file().lines();
        for (int step = 0; step < FIND_STEPS && behind > 0; step++) {
            long first = Math.max(0, behind - FIND_LINES);
            List<LogLine> lines = seen.file().lines(first, (int) (behind - first));
            for (int i = lines.size() - 1; i >= 0; i--) {
                LogTime time = lines.get(i).time();
                if (time != null) {
                    notAfter = time.at(words.zone(), notAfter);
                    if (!notAfter.isAfter(moment)) {
                        return first + i;
                    }
                }
            }
            behind = first;
        }
        return null;
    }
}

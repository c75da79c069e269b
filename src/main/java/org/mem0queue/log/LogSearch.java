package org.mem0queue.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Looks for an expression in the lines of a file. A line is found if the expression is found in it
 * as printed, or as shown without its time and its mark.
 *
 * <p>Lines without the text that the expression requires are not decoded. Of a line longer than 1
 * MiB only what is kept of it is searched, and in a line on which the expression takes too long
 * nothing is found.
 */
public final class LogSearch {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final byte ESCAPE = 0x1b;

    private static final Pattern PLACES = Pattern.compile("\\^|\\\\[AbBG]|\\(\\?");

    /**
     * How much of a line an expression may look at: less than a tenth of a second; an expression
     * that goes over the line from each of its places is done with 4,400 characters.
     */
    private static final long LOOKS_PER_LINE = 20_000_000;

    /** One that goes over it a few times is always done. */
    private static final long LOOKS_PER_CHARACTER = 20;

    /** An expression in which a letter outside ASCII may hide behind its number or its name. */
    private static final Pattern NAMED = Pattern.compile("\\\\[uxNcpP0]");

    private final Pattern pattern;

    /** Finds the same in a line of ASCII, and sooner. */
    private final Pattern inAscii;

    /** None: every line is decoded. */
    private final List<TextFinder> required;

    private final boolean asksForPlaces;

    private LogSearch(Pattern pattern) {
        this.pattern = pattern;
        this.inAscii = inAscii(pattern);
        boolean ignoringCase = (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0;
        List<TextFinder> finders =
                RequiredText.of(pattern).stream()
                        .map(text -> new TextFinder(text, ignoringCase))
                        .toList();
        this.required = finders.stream().allMatch(TextFinder::isUseful) ? finders : List.of();
        String expression = pattern.pattern();
        // Only these can tell the line as shown from the end of the line as printed.
        this.asksForPlaces =
                (pattern.flags() & Pattern.LITERAL) == 0 && PLACES.matcher(expression).find();
    }

    /**
     * Case beyond ASCII costs two look-ups for every character, and in most lines there is none. It
     * only matters to a line of ASCII if the expression has such a letter, as ſ, which counts as s.
     */
    private static Pattern inAscii(Pattern pattern) {
        String expression = pattern.pattern();
        boolean literal = (pattern.flags() & Pattern.LITERAL) != 0;
        boolean ascii =
                expression.chars().allMatch(c -> c < 0x80)
                        && (literal || !NAMED.matcher(expression).find());
        return ascii && (pattern.flags() & Pattern.UNICODE_CASE) != 0
                ? Pattern.compile(expression, pattern.flags() & ~Pattern.UNICODE_CASE)
                : pattern;
    }

    /**
     * Lines that were found in one part of the file.
     *
     * @param firstLine of the part, from 0
     * @param lines how many it has
     * @param found those that match, as distances from the first
     * @param givenUp how many were not searched to their end
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; nobody compares these
    public record Found(long firstLine, long lines, int[] found, int givenUp) {}

    /** Prepares the search; {@link LogScan#run} carries it out. */
    public static LogScan<Found> of(LogFile file, Pattern pattern) {
        LogSearch search = new LogSearch(pattern);
        return new LogScan<>(file, Runtime.getRuntime().availableProcessors(), search::through);
    }

    private Found through(
            LogFile file, LogScan.Span span, LineIndex.Reach reach, BooleanSupplier cancelled)
            throws IOException {
        Hits hits = new Hits(cancelled);
        byte[] bytes = new byte[(int) Math.min(BUFFER_BYTES, span.to() - span.from())];
        long position = span.from();
        long line = span.firstLine();
        int held = 0;
        while (position < span.to()) {
            int wanted = (int) Math.min(bytes.length - held, span.to() - position);
            int read = LogChannels.readAt(file.channel(), position, bytes, held, wanted);
            if (read == 0) {
                break; // truncated meanwhile
            }
            position += read;
            int length = held + read;
            int whole = position == span.to() ? length : LineEnds.startOfLine(bytes, 0, length);
            if (whole == 0 && length == bytes.length) {
                // Longer than the buffer.
                for (LogLine kept : file.lines(line, 1)) {
                    if (matches(kept.raw(), pattern, hits)) {
                        hits.add(line - span.firstLine());
                    }
                }
                position = Math.min(span.to(), file.startOf(++line, reach));
                held = 0;
                continue;
            }
            search(bytes, whole, line - span.firstLine(), hits);
            line += LineEnds.count(bytes, 0, whole);
            held = length - whole;
            System.arraycopy(bytes, whole, bytes, 0, held);
        }
        return new Found(span.firstLine(), span.lines(), hits.toArray(), hits.givenUp);
    }

    /** Whole lines; the last may lack its end. */
    private void search(byte[] bytes, int length, long firstLine, Hits hits) {
        if (required.isEmpty() || LineEnds.hold(bytes, 0, length, ESCAPE)) {
            // Escape sequences may stand in the middle of a word that is shown without them.
            searchEach(bytes, length, firstLine, hits);
            return;
        }
        long line = firstLine;
        int counted = 0;
        int[] places = new int[required.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = required.get(i).next(bytes, 0, length);
        }
        int at = next(bytes, 0, length, places);
        while (at >= 0) {
            int start = LineEnds.startOfLine(bytes, counted, at);
            int end = LineEnds.next(bytes, at, length);
            if (matches(bytes, start, end, hits)) {
                line += LineEnds.count(bytes, counted, start);
                counted = start;
                hits.add(line);
            }
            at = end < length ? next(bytes, end + 1, length, places) : -1;
        }
    }

    /**
     * The first of the texts, at {@code from} or later.
     *
     * @param places where each was found last; one that is still ahead is not looked for again
     */
    private int next(byte[] bytes, int from, int length, int[] places) {
        int first = -1;
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0 && places[i] < from) {
                places[i] = required.get(i).next(bytes, from, length);
            }
            if (places[i] >= 0 && (first < 0 || places[i] < first)) {
                first = places[i];
            }
        }
        return first;
    }

    private void searchEach(byte[] bytes, int length, long firstLine, Hits hits) {
        long line = firstLine;
        int start = 0;
        while (start < length) {
            int end = LineEnds.next(bytes, start, length);
            if (matches(bytes, start, end, hits)) {
                hits.add(line);
            }
            line++;
            start = end + 1;
        }
    }

    private boolean matches(byte[] bytes, int start, int end, Hits hits) {
        int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        String raw = new String(bytes, start, stop - start, StandardCharsets.UTF_8);
        return matches(raw, isAscii(bytes, start, stop) ? inAscii : pattern, hits);
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    private boolean matches(String raw, Pattern wanted, Hits hits) {
        try {
            return isIn(raw, wanted, hits.cancelled);
        } catch (GuardedText.TakesTooLong | StackOverflowError tooMuch) {
            hits.givenUp++;
            return false;
        }
    }

    private boolean isIn(String raw, Pattern wanted, BooleanSupplier cancelled) {
        String printable = LogText.printable(raw);
        if (isFound(printable, wanted, cancelled)) {
            return true;
        }
        if (!asksForPlaces) {
            return false;
        }
        String body = printable.substring(TimePrefix.of(printable).length());
        return isFound(body.substring(LogText.afterLeadingEmoji(body)), wanted, cancelled);
    }

    private static boolean isFound(String text, Pattern wanted, BooleanSupplier cancelled) {
        long looks = LOOKS_PER_LINE + LOOKS_PER_CHARACTER * text.length();
        return GuardedText.matcher(wanted, text, looks, cancelled).find();
    }

    /** Distances from the first line of a part. */
    private static final class Hits {
        final BooleanSupplier cancelled;
        int givenUp;
        private int[] lines = new int[16];
        private int size;

        Hits(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        void add(long line) {
            if (size == lines.length) {
                lines = Arrays.copyOf(lines, 2 * size);
            }
            lines[size++] = (int) line;
        }

        int[] toArray() {
            return Arrays.copyOf(lines, size);
        }
    }
}

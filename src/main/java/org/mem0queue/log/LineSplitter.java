package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines and decodes them, whatever they are. Memory is bounded: of a
 * line longer than {@link #MAX_LINE_BYTES} only its beginning and its last {@link #TAIL_BYTES} are
 * kept, since the end of a worker's line names the memory.
 *
 * <p>NULs at the start of a line are left out: truncating a file under a writer that keeps its
 * offset leaves a hole of them, any size, in front of the next line.
 */
final class LineSplitter {
    static final int MAX_LINE_BYTES = 64 * 1024;
    static final int TAIL_BYTES = 512;
    private static final String OMISSION = " […] ";
    private static final byte NEWLINE = '\n';
    private static final byte RETURN = '\r';

    private final Pending pending = new Pending();
    private long lineOffset;

    /** Of the line under way; 0 while unknown. */
    private long number;

    /** Whether the first line began before the place where we started. */
    private boolean headMissing;

    /**
     * @param offset where in the file the first byte is
     * @param firstNumber the number of the line there, 0 if unknown
     * @param insideLine whether that is known to be the middle of a line
     */
    LineSplitter(long offset, long firstNumber, boolean insideLine) {
        this.lineOffset = offset;
        this.number = firstNumber;
        this.headMissing = insideLine;
    }

    /** Takes the next bytes; tells each line whose end is among them. */
    void feed(byte[] bytes, int length, Consumer<RawLine> lines) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == NEWLINE) {
                lines.accept(complete(bytes, start, i));
                start = i + 1;
            }
        }
        pending.add(bytes, start, length);
    }

    /**
     * Passes over bytes of a line that is longer than what is kept of one. The line's last bytes
     * must still be fed.
     */
    void skip(long bytes) {
        pending.skip(bytes);
    }

    /** Whether bytes came that no line end has followed yet. */
    boolean isInsideLine() {
        return pending.total > 0;
    }

    /** The length so far of the line that is not finished. */
    long openBytes() {
        return pending.total;
    }

    /**
     * The unfinished line as it is; a UTF-8 sequence torn at its end waits for the rest. Null if
     * there is none.
     */
    @Nullable RawLine openLine() {
        return isInsideLine() ? pending.line(true) : null;
    }

    private RawLine complete(byte[] bytes, int start, int end) {
        RawLine line;
        boolean simple =
                pending.total == 0
                        && end - start <= MAX_LINE_BYTES
                        && (start == end || bytes[start] != 0);
        if (simple) {
            int textEnd = end > start && bytes[end - 1] == RETURN ? end - 1 : end;
            String text = new String(bytes, start, textEnd - start, StandardCharsets.UTF_8);
            line =
                    new RawLine(
                            lineOffset,
                            number,
                            textEnd - start,
                            withoutMark(text),
                            false,
                            headMissing);
        } else {
            pending.add(bytes, start, end);
            line = pending.line(false);
        }
        lineOffset += pending.total == 0 ? end - start + 1 : pending.total + 1;
        number = number == 0 ? 0 : number + 1;
        headMissing = false;
        pending.clear();
        return line;
    }

    /** The byte order mark that some editors put at the start of a file. */
    private String withoutMark(String text) {
        return lineOffset == 0 && text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The line under way. */
    private final class Pending {
        private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        private byte[] tail = {};
        private long total;
        private long leadingNuls;
        private byte last;

        void add(byte[] bytes, int from, int end) {
            if (end == from) {
                return;
            }
            total += end - from;
            last = bytes[end - 1];
            int start = from;
            if (head.size() == 0) {
                while (start < end && bytes[start] == 0) {
                    start++;
                }
                leadingNuls += start - from;
            }
            int fits = Math.min(end - start, MAX_LINE_BYTES - head.size());
            head.write(bytes, start, fits);
            keepTail(bytes, start + fits, end);
        }

        void skip(long bytes) {
            total += bytes;
            tail = new byte[0];
        }

        private void keepTail(byte[] bytes, int from, int end) {
            int more = end - from;
            if (more >= TAIL_BYTES) {
                tail = Arrays.copyOfRange(bytes, end - TAIL_BYTES, end);
            } else if (more > 0) {
                int kept = Math.min(tail.length, TAIL_BYTES - more);
                byte[] joined = new byte[kept + more];
                System.arraycopy(tail, tail.length - kept, joined, 0, kept);
                System.arraycopy(bytes, from, joined, kept, more);
                tail = joined;
            }
        }

        RawLine line(boolean open) {
            byte[] start = head.toByteArray();
            boolean whole = head.size() + leadingNuls + tail.length == total;
            String text;
            if (whole) {
                byte[] all = Arrays.copyOf(start, start.length + tail.length);
                System.arraycopy(tail, 0, all, start.length, tail.length);
                text = decode(all, 0, contentEnd(all, open));
            } else {
                text =
                        decode(start, 0, Utf8.endOfWholeCharacters(start, start.length))
                                + OMISSION
                                + decode(tail, Utf8.startOfCharacter(tail), contentEnd(tail, open));
            }
            long size = last == RETURN ? total - 1 : total;
            boolean cut = headMissing || !whole || leadingNuls > 0;
            return new RawLine(lineOffset, number, size, withoutMark(text), open, cut);
        }

        private static int contentEnd(byte[] bytes, boolean open) {
            int end =
                    bytes.length > 0 && bytes[bytes.length - 1] == RETURN
                            ? bytes.length - 1
                            : bytes.length;
            return open ? Utf8.endOfWholeCharacters(bytes, end) : end;
        }

        private static String decode(byte[] bytes, int from, int end) {
            return from >= end ? "" : new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }

        void clear() {
            if (total > 0) {
                head.reset();
                tail = new byte[0];
                total = 0;
                leadingNuls = 0;
            }
        }
    }
}

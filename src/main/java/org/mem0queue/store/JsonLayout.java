package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.queue.Json;
import org.mem0queue.queue.RawJson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes JSON that was valid when it was read, value for value as it stood, in the layout of
 * Python's {@code json.dump(indent=2)} and in pure ASCII. Numbers, escapes, order and repeated keys
 * stay as they were; only white space outside of strings is set anew, and characters that are not
 * ASCII become {@code \}{@code uXXXX}. What Python wrote comes out byte for byte.
 */
final class JsonLayout {
    private static final int INDENT = 2;

    /**
     * Deeper than this a value stays on its line: Python gives up near 1,000 levels, and the indent
     * of 10,000 would make 200 MB out of 20 kB.
     */
    private static final int DEEPEST_INDENTED = 1_000;

    private JsonLayout() {}

    /**
     * @param depth nesting depth of the value, 0 at the top
     */
    static void write(RawJson raw, int depth, OutputStream out) throws IOException {
        byte[] bytes = raw.bytes();
        if (isLaidOut(bytes, depth)) {
            out.write(bytes);
        } else {
            layOut(bytes, depth, out);
        }
    }

    /**
     * Whether an object stands there as Python writes it at that depth, so that it can be copied.
     * Looks at its first and last line and for bytes that are not ASCII: in between the layout is a
     * matter of taste, not of meaning.
     */
    private static boolean isLaidOut(byte[] bytes, int depth) {
        int inner = (depth + 1) * INDENT;
        int outer = depth * INDENT;
        int n = bytes.length;
        if (n < inner + outer + 5 || bytes[0] != '{' || bytes[1] != '\n' || bytes[n - 1] != '}') {
            return false;
        }
        for (int i = 0; i < inner; i++) {
            if (bytes[2 + i] != ' ') {
                return false;
            }
        }
        for (int i = 0; i < outer; i++) {
            if (bytes[n - 2 - i] != ' ') {
                return false;
            }
        }
        return bytes[2 + inner] == '"' && bytes[n - 2 - outer] == '\n' && Ascii.isAscii(bytes);
    }

    static byte[] layOut(byte[] json, int depth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
        try {
            layOut(json, depth, out);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    private static void layOut(byte[] json, int startDepth, OutputStream out) throws IOException {
        int depth = startDepth;
        int i = 0;
        while (i < json.length) {
            byte b = json[i];
            switch (b) {
                case ' ', '\n', '\r', '\t' -> i++;
                case '"' -> i = copyString(json, i, out);
                case '{', '[' -> {
                    out.write(b);
                    int next = skipSpace(json, i + 1);
                    if (json[next] == '}' || json[next] == ']') {
                        out.write(json[next]);
                        i = next + 1;
                    } else {
                        depth++;
                        newLine(depth, out);
                        i = next;
                    }
                }
                case '}', ']' -> {
                    depth--;
                    newLine(depth, out);
                    out.write(b);
                    i++;
                }
                case ',' -> {
                    out.write(b);
                    newLine(depth, out);
                    i++;
                }
                case ':' -> {
                    out.write(':');
                    out.write(' ');
                    i++;
                }
                default -> {
                    out.write(b);
                    i++;
                }
            }
        }
    }

    static void newLine(int depth, OutputStream out) throws IOException {
        if (depth > DEEPEST_INDENTED) {
            return;
        }
        out.write('\n');
        for (int i = 0; i < depth * INDENT; i++) {
            out.write(' ');
        }
    }

    private static int skipSpace(byte[] json, int from) {
        int i = from;
        while (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t') {
            i++;
        }
        return i;
    }

    /** Copies the string that begins at {@code from}; returns the place behind it. */
    private static int copyString(byte[] json, int from, OutputStream out) throws IOException {
        int end = from + 1;
        boolean ascii = true;
        while (json[end] != '"') {
            if (json[end] < 0) {
                ascii = false;
            }
            end += json[end] == '\\' ? 2 : 1;
        }
        end++;
        if (ascii) {
            out.write(json, from, end - from);
            return end;
        }
        String text = new String(json, from, end - from, UTF_8);
        StringBuilder escaped = new StringBuilder(text.length() * 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escaped.append(c);
            } else {
                Json.appendEscape(escaped, c);
            }
        }
        out.write(escaped.toString().getBytes(UTF_8));
        return end;
    }
}

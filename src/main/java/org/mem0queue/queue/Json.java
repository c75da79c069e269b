package org.mem0queue.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

import java.io.IOException;

/**
 * How the queue's JSON is read and written: what Python's {@code json} module accepts and emits.
 *
 * <p>Reading accepts {@code NaN} and {@code Infinity} (Python writes them), strings of any size and
 * deep nesting; it assumes UTF-8 and never guesses another encoding. Writing is pure ASCII, because
 * the Python programs open the file in the locale's encoding.
 */
public final class Json {
    /** Deeper nesting is refused; Python itself gives up near 1,000. */
    private static final int MAX_DEPTH = 100_000;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** The parser settings for every file of the queue. Safe for several threads. */
    public static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private Json() {}

    /**
     * Moves to the end of the current value and tells the offset behind its last byte, counted as
     * the parser counts.
     */
    public static long endOfValue(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return parser.currentLocation().getByteOffset();
    }

    /**
     * A JSON string as Python's {@code json.dumps} writes it: everything outside printable ASCII as
     * {@code \}{@code uXXXX} in lower case, so that a lone surrogate survives.
     */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        out.append(c);
                    } else {
                        appendEscape(out, c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** Appends {@code \}{@code uXXXX}. */
    public static void appendEscape(StringBuilder out, char c) {
        out.append("\\u")
                .append(HEX[c >> 12])
                .append(HEX[c >> 8 & 15])
                .append(HEX[c >> 4 & 15])
                .append(HEX[c & 15]);
    }
}

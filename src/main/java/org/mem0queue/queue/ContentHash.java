package org.mem0queue.queue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 of a memory's text, by which two texts are the same.
 *
 * <p>Hashed are the bytes that Python's {@code text.encode('utf-8', 'surrogatepass')} gives, so
 * that a lone surrogate counts like any other character.
 */
public final class ContentHash {
    private ContentHash() {}

    /** 32 bytes. */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(encode(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    private static byte[] encode(String text) {
        byte[] out = new byte[3 * text.length()];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xc0 | c >> 6);
                out[at++] = following(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                out[at++] = (byte) (0xf0 | point >> 18);
                out[at++] = following(point >> 12);
                out[at++] = following(point >> 6);
                out[at++] = following(point);
            } else {
                out[at++] = (byte) (0xe0 | c >> 12);
                out[at++] = following(c >> 6);
                out[at++] = following(c);
            }
        }
        return Arrays.copyOf(out, at);
    }

    /** A byte after the first of a character. */
    private static byte following(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}

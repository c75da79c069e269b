package org.mem0queue.mem0;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The key of the API. Everything but {@link #reveal} gives a mask, so that it reaches no log. */
public final class ApiKey {
    private static final String MASK = "(key, not shown)";

    private final String text;

    /**
     * @throws IllegalArgumentException if it is blank or cannot be sent in a header; the message
     *     does not hold it
     */
    public ApiKey(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || !trimmed.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "An API key is printable ASCII without spaces; this one is not.");
        }
        this.text = trimmed;
    }

    String reveal() {
        return text;
    }

    /** Whether somebody sent this key; takes as long whatever was sent. */
    public boolean is(String offered) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.US_ASCII), offered.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it is a JSON web token, which goes into another header than a key. */
    boolean isWebToken() {
        return text.startsWith("eyJ") && text.chars().filter(c -> c == '.').count() == 2;
    }

    /** {@code words} without this key in them. */
    String maskIn(String words) {
        return words.replace(text, MASK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}

package org.mem0queue.settings;

/**
 * A text that must not get into logs, screens or messages: everything but {@link #reveal} gives a
 * mask that tells nothing of it, not even its length.
 */
public final class Secret {
    static final String MASK = "(set, not shown)";

    private final String text;

    Secret(String text) {
        this.text = text;
    }

    /** The text itself, for the request that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
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

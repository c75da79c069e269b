package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * How a server calls itself in its answers (the header {@code Server}). It comes with each answer
 * anyway, so it tells without a further request that another program may answer at the address.
 * Only a hint: a gate in front may have several names. Safe for several threads.
 */
final class ServerNames {
    /** Whoever has more names than this says nothing by them. */
    private static final int MOST = 8;

    private static final int CHARACTERS = 100;

    private final Set<String> known = new HashSet<>();
    private @Nullable String other;

    /** The name that an answer bears; empty if it bears none. */
    static String of(Reply reply) {
        String name = reply instanceof Reply.Answered told ? told.headers().get("Server") : null;
        return name == null ? "" : name.substring(0, Math.min(CHARACTERS, name.length()));
    }

    /** From now on the server has this name, and no other. */
    synchronized void expect(String name) {
        known.clear();
        known.add(name);
        other = null;
    }

    /** Compares an answer; a failed one may be a gate's and tells nothing. */
    synchronized void saw(Reply reply) {
        boolean success =
                reply instanceof Reply.Answered told && told.status() >= 200 && told.status() < 300;
        if (success && !known.isEmpty() && known.size() < MOST && !known.contains(of(reply))) {
            other = of(reply);
        }
    }

    /** Whether an answer bore another name than was expected. */
    synchronized boolean sawAnother() {
        return other != null;
    }

    /** It is the same server all the same: it has that name too. */
    synchronized void accept() {
        if (other != null) {
            known.add(other);
            other = null;
        }
    }
}

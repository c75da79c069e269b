package org.mem0queue.cli;

import java.time.Duration;

/** Lengths of time for people, in the largest fitting unit. */
final class Ages {
    private Ages() {}

    static String of(Duration age) {
        long seconds = age.toSeconds();
        if (seconds < 90) {
            return seconds + " s";
        }
        if (seconds < 90 * 60) {
            return Math.round(seconds / 60.0) + " min";
        }
        if (seconds < 36 * 3600) {
            return Math.round(seconds / 3600.0) + " h";
        }
        return Math.round(seconds / 86400.0) + " d";
    }
}

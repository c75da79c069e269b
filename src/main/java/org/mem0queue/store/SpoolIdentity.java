package org.mem0queue.store;

import java.util.regex.Pattern;

/**
 * Who wrote a spool file: whoever shares the machine or the boot may merge it.
 *
 * @param machine lower-case hex, from the machine's identity
 * @param boot lower-case hex, from this boot's identity
 */
public record SpoolIdentity(String machine, String boot) {
    private static final Pattern WORD = Pattern.compile("[0-9a-z]+");

    /**
     * @throws IllegalArgumentException if a part would not be found again in a file name: such a
     *     batch would be accepted and never merged
     */
    public SpoolIdentity {
        if (!WORD.matcher(machine).matches() || !WORD.matcher(boot).matches()) {
            throw new IllegalArgumentException(
                    "not lower-case letters and digits: " + machine + ", " + boot);
        }
    }
}

package org.mem0queue.store;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Names that no other process and no other thread uses, so that two writers never share a file. */
final class TemporaryNames {
    static final String SUFFIX = ".tmp";

    private static final Pattern UNIQUE = Pattern.compile("\\d+-\\d+-[0-9a-f]{8}\\.tmp");

    private static final AtomicLong NUMBER = new AtomicLong();

    private TemporaryNames() {}

    static String next(String prefix) {
        return prefix + unique() + SUFFIX;
    }

    /** Whether {@link #next} made that name. */
    static boolean isOurs(String name, String prefix) {
        return name.startsWith(prefix) && UNIQUE.matcher(name.substring(prefix.length())).matches();
    }

    /** Process id, a number within the process, and chance for pids of other containers. */
    static String unique() {
        return ProcessHandle.current().pid()
                + "-"
                + NUMBER.incrementAndGet()
                + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}

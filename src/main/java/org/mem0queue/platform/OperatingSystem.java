package org.mem0queue.platform;

import java.util.Locale;
import java.util.Map;

/** The families of operating systems that the program tells apart. */
public enum OperatingSystem {
    LINUX,
    MACOS,
    WINDOWS,
    /** Some other Unix: treated by its standards, without what only Linux or macOS offer. */
    OTHER;

    static OperatingSystem of(Map<String, String> systemProperties) {
        String name = systemProperties.getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return LINUX;
        }
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return MACOS;
        }
        return name.startsWith("windows") ? WINDOWS : OTHER;
    }

    public static OperatingSystem current() {
        return of(Map.of("os.name", System.getProperty("os.name", "")));
    }
}

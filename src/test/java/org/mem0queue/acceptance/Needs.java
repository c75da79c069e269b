package org.mem0queue.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What a test needs on the machine; without it the test is skipped, and says why. */
public final class Needs {
    private Needs() {}

    public static void tool(String... names) {
        for (String name : names) {
            need(find(name).isPresent(), name + " is not installed");
        }
    }

    static void root() {
        need("root".equals(System.getProperty("user.name")), "only root may do this");
    }

    public static void linux() {
        need(System.getProperty("os.name", "").equals("Linux"), "this is not Linux");
    }

    static void need(boolean there, String otherwise) {
        if (!there) {
            System.out.println("skipped: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }

    /** Where a program is; the system's own before what a user put in front of it. */
    public static Optional<Path> find(String name) {
        String folders = "/usr/bin:/bin:/usr/sbin:/sbin:" + System.getenv("PATH");
        return Arrays.stream(folders.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

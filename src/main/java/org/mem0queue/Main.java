package org.mem0queue;

import java.util.Objects;

/** Starts the program; the arguments choose the face. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("mem0-queue " + version());
    }

    /** The version of the jar we run from; {@code development} when run from class folders. */
    static String version() {
        return Objects.requireNonNullElse(
                Main.class.getPackage().getImplementationVersion(), "development");
    }
}

package org.mem0queue;

import org.mem0queue.app.Program;

/** Starts the program; the arguments choose the face. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int exitCode = Program.run(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}

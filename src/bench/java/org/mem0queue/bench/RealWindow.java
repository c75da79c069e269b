package org.mem0queue.bench;

import org.mem0queue.app.Program;

/** The program as it is, with a {@link WindowProbe} in it. */
final class RealWindow {
    private RealWindow() {}

    public static void main(String[] arguments) {
        WindowProbe.start();
        System.exit(Program.run(arguments));
    }
}

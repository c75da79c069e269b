package org.mem0queue.log;

import java.nio.file.Path;

/** One log file of a queue directory. It need not exist. */
public record LogSource(Kind kind, Path path) {

    /** What is written there. */
    public enum Kind {
        /** What the worker prints, and the lines of our own sync. */
        WORKER,
        /** The worker's stderr where a service manager keeps it apart: Python tracebacks. */
        ERROR
    }

    /** The file's name without its folder, for people. */
    public String fileName() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}

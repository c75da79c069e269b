package org.mem0queue.log;

/** Which part of a log to read. */
public sealed interface LogRange {

    /** All of it. */
    record Whole() implements LogRange {}

    /** The last so many lines; finding them reads the end of the file twice. */
    record LastLines(long count) implements LogRange {}

    /** The lines that begin within the last so many bytes. */
    record LastBytes(long bytes) implements LogRange {}
}

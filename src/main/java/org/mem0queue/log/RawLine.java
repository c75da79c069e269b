package org.mem0queue.log;

/**
 * A line cut out of the file and decoded, not yet understood. The components mean what they mean in
 * {@link LogLine}.
 */
record RawLine(long offset, long number, long sizeBytes, String text, boolean open, boolean cut) {}

package org.mem0queue.queue;

import java.time.Instant;

/**
 * What tells one version of a file from another without reading it. Size and modification time
 * alone are not enough: a file can change with both the same, so the change time and the file's
 * identity count too.
 *
 * @param sizeBytes length
 * @param modified content change time
 * @param changed inode change time ({@code ctime}); equals {@code modified} where there is none
 * @param fileKey device and inode, or the path where the system has no such thing
 */
public record FileStamp(long sizeBytes, Instant modified, Instant changed, String fileKey) {}

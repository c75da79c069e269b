/**
 * Where the program starts. {@link org.mem0queue.Main} looks at the arguments and hands over to one
 * of the three faces (window, command line, MCP server); {@link org.mem0queue.SystemLog} says what
 * the JDK and the toolkit log.
 *
 * <p>May depend on {@code app}; nothing depends on it. Runs on the main thread.
 */
@NullMarked
package org.mem0queue;

import org.jspecify.annotations.NullMarked;

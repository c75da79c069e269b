/**
 * Benchmarks: programs that measure us and our limit or peer in the same run, alternating, and
 * print both sides with the ratio. {@code mvn -Pbench -q verify -Dbench=ChangeBench}.
 *
 * <p>Not tests: they assert nothing, because times depend on the machine. May use every package.
 */
@NullMarked
package org.mem0queue.bench;

import org.jspecify.annotations.NullMarked;

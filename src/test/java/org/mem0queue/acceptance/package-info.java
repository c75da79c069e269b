/**
 * The built program as its users meet it: real processes, real Python, real locks, system calls
 * that fail, disks that lose power.
 *
 * <p>What takes minutes is tagged {@code torture} and runs with {@code mvn -Ptorture verify}; a
 * seeded slice of it runs always. Every random choice follows from a printed seed; {@code -Dseed=N}
 * repeats it.
 */
package org.mem0queue.acceptance;

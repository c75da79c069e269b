/**
 * The rules of the code base, as tests, and in {@code broken} one deliberate violation of each, so
 * that a rule that finds nothing is known to be able to find something.
 */
package org.mem0queue.architecture;

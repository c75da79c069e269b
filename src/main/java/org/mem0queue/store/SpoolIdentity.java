package org.mem0queue.store;

/**
 * Who wrote a spool file: whoever shares the machine or the boot may merge it.
 *
 * @param machine lower-case hex, from the machine's identity
 * @param boot lower-case hex, from this boot's identity
 */
public record SpoolIdentity(String machine, String boot) {}

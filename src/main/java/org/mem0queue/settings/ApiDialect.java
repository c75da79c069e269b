package org.mem0queue.settings;

/** Which of the Mem0 APIs answers at the configured address. */
public enum ApiDialect {
    /** Found out by asking it. */
    AUTO,
    /** Mem0's own server since April 2026. */
    OSS,
    /** Mem0's own server before that. */
    OSS_OLD,
    /** The hosted platform. */
    PLATFORM,
    /** OpenMemory's local API. */
    OPENMEMORY,
    /** The Python wrapper with {@code /memory}. */
    WRAPPER
}

package org.mem0queue.settings;

/** Whether the window runs a Mem0 server on this computer. */
public enum OwnServer {
    /** The API is elsewhere, or there is none. */
    OFF,
    /** While the window is open, on the loopback only. */
    ON
}

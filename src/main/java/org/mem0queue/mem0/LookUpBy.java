package org.mem0queue.mem0;

/** By what a memory is recognised on the server. */
public enum LookUpBy {
    /** By our id: for what we sent ourselves. */
    OUR_ID,
    /** By its text: for what another program may have sent. */
    CONTENT
}

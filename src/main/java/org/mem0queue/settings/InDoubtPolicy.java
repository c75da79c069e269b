package org.mem0queue.settings;

/** What to do with a memory of which nobody can tell whether the API has stored it. */
public enum InDoubtPolicy {
    /** Keep it until a person decides. */
    HOLD,
    /** Send it again, at the risk of storing it twice. */
    RESEND
}

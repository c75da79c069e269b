package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

/** Whose a memory is. At least one of them is there, or the memory is nobody's. */
record Scope(
        @Nullable String user, @Nullable String agent, @Nullable String run, @Nullable String app) {

    /** The columns and JSON fields of the four, in the order of the components. */
    static final String[] FIELDS = {"user_id", "agent_id", "run_id", "app_id"};

    static Scope ofUser(String user) {
        return new Scope(user, null, null, null);
    }

    boolean isEmpty() {
        return user == null && agent == null && run == null && app == null;
    }

    /** In the order of {@link #FIELDS}. */
    @Nullable String[] values() {
        return new @Nullable String[] {user, agent, run, app};
    }
}

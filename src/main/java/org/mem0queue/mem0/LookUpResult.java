package org.mem0queue.mem0;

import java.util.List;

/** Whether a memory is on the server. */
public sealed interface LookUpResult {
    /** It is there, under these ids of the server; more than one: it was stored twice. */
    record Present(List<String> remoteIds) implements LookUpResult {
        /** Keeps a copy. */
        public Present {
            remoteIds = List.copyOf(remoteIds);
        }
    }

    /** It is not there, for certain. */
    record Absent() implements LookUpResult {}

    /** Nobody could be asked: worth another look later. */
    record Unanswered(String reason) implements LookUpResult {}

    /** Nothing proves it either way. */
    record CannotTell(String reason) implements LookUpResult {}
}

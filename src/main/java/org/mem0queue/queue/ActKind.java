package org.mem0queue.queue;

import java.util.Optional;

/** What a person or program did to the queue. The word of each is kept in the audit trail. */
public enum ActKind {
    RETRY("retry"),
    DISCARD("discard"),
    /** Nobody is to send it until it is released. */
    HOLD("hold"),
    /** What was on hold waits in the queue again. */
    RELEASE("release"),
    EDIT("edit"),
    /** Parts of its text took a memory's place. */
    SPLIT("split"),
    UNDO("undo"),
    /** Out of the trash. */
    RESTORE("restore"),
    /** The queue file was rebuilt from its backup or a snapshot. */
    REBUILD("rebuild"),
    IMPORT("import"),
    /** A doubt was settled. */
    RESOLVE("resolve"),
    /** A lost memory was saved again. */
    RE_ENTER("re-enter"),
    /** A candidate of the recovery was set aside. */
    DISMISS("dismiss"),
    /** Emergency lines were moved into the queue. */
    DRAIN("drain"),
    /** A pinned copy of the queue file is let go: what it holds is accounted for. */
    CLOSE("close"),
    PAUSE("pause"),
    RESUME("resume"),
    /** Recorded by a newer version. */
    OTHER("other");

    private final String word;

    ActKind(String word) {
        this.word = word;
    }

    /** The word in JSON and in the ledger. */
    public String word() {
        return word;
    }

    /** The kind with this word, if this version knows it. */
    public static Optional<ActKind> ofWord(String text) {
        for (ActKind kind : values()) {
            if (kind.word.equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

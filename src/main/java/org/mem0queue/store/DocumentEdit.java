package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.MemoryState;

import java.util.Set;

/** Changes of the lists of one version of the queue file. Used by one thread. */
final class DocumentEdit {
    private final ListEdit queue;
    private final ListEdit failed;
    private final ListEdit inFlight;
    private final ListEdit held;

    /**
     * @param ids those that will be asked for
     */
    DocumentEdit(QueueDocument document, Set<String> ids) {
        this.queue = new ListEdit(document.queue(), ids);
        this.failed = new ListEdit(document.failed(), ids);
        this.inFlight = new ListEdit(document.inFlight(), ids);
        this.held = new ListEdit(document.held(), ids);
    }

    ListEdit queue() {
        return queue;
    }

    ListEdit failed() {
        return failed;
    }

    ListEdit inFlight() {
        return inFlight;
    }

    ListEdit held() {
        return held;
    }

    /** Whether one of the lists holds that memory, or was given it. */
    boolean holds(TextKey key) {
        return queue.holds(key) || failed.holds(key) || inFlight.holds(key) || held.holds(key);
    }

    /** Where an id stands, whatever its text; null if it stands nowhere. */
    @Nullable MemoryState stateOf(String id) {
        if (inFlight.holds(id)) {
            return MemoryState.IN_FLIGHT;
        }
        if (queue.holds(id)) {
            return MemoryState.PENDING;
        }
        if (held.holds(id)) {
            return MemoryState.HELD;
        }
        return failed.holds(id) ? MemoryState.FAILED : null;
    }

    boolean isChanged() {
        return queue.isChanged() || failed.isChanged() || inFlight.isChanged() || held.isChanged();
    }

    /**
     * Puts the lists as they are to be into the next version; a file gets no list of ours empty.
     */
    void writeTo(QueueDraft next) {
        next.replace(QueueDocument.QUEUE, queue.result());
        next.replace(QueueDocument.FAILED, failed.result());
        if (inFlight.isChanged()) {
            next.replace(QueueDocument.IN_FLIGHT, inFlight.result());
        }
        if (held.isChanged()) {
            next.replace(QueueDocument.HELD, held.result());
        }
    }
}

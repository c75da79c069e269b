package org.mem0queue.sync;

import org.mem0queue.queue.Memory;
import org.mem0queue.store.Exchange;

import java.util.List;

/** Told on the pass's thread what has become durable in the queue file. Must not throw. */
public interface SyncListener {
    /** These are in flight now. */
    void claimed(List<Memory> memories);

    /** This is what became of memories, each as it stands now. */
    void settled(List<Exchange.Result> results);
}

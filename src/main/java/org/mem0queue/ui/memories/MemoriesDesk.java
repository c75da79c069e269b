package org.mem0queue.ui.memories;

import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.service.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What this screen asks of the service. Every method blocks for as long as its files take; none is
 * called on the JavaFX thread. Those that change something wait for the queue lock until they are
 * interrupted.
 */
public interface MemoriesDesk {
    /** Does this with exactly these memories, each only if it still is as it was seen. */
    ActReport act(Wish wish, List<Memory> memories) throws InterruptedException;

    /**
     * How many of these a program other than ours has tried to send, so that they may be stored
     * already: our sync looks that up before it sends them.
     */
    int mayBeStored(List<Memory> memories);

    /** Gives a memory another text and project, and leaves it where it is. */
    ActReport edit(Memory seen, String content, String project) throws InterruptedException;

    /** Gives a memory another text and project, and puts it into the queue. */
    ActReport editAndRetry(Memory seen, String content, String project) throws InterruptedException;

    /**
     * Takes an act back, memory by memory, each only if nothing happened to it since.
     *
     * @param act its number in the audit trail
     */
    ActReport undo(long act) throws InterruptedException;

    /** What is remembered of memories in a state that no file shows, the latest first. */
    Recalled<List<KnownMemory>> knownIn(MemoryState state, int atMost);

    /** What is remembered of memories whose ids begin with that text. */
    Recalled<List<KnownMemory>> knownByPrefix(String prefix);

    /** All that is known to have happened to a memory, the first first. */
    Recalled<List<JourneyEvent>> journey(String id);

    /**
     * Writes memories into a new file that only the person can read; its name tells the format.
     *
     * @throws java.nio.file.FileAlreadyExistsException rather than replace something
     */
    void export(List<Memory> memories, Path file) throws IOException;
}

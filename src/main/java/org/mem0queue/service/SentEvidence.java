package org.mem0queue.service;

import org.mem0queue.log.LogEvidence;
import org.mem0queue.log.LogHistory;
import org.mem0queue.log.LogRange;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;
import org.mem0queue.queue.Memory;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What the worker logs say about sending. They name the first 8 characters of an id. */
final class SentEvidence {
    private static final int LOGGED_ID_LENGTH = 8;

    private SentEvidence() {}

    /** The beginnings of all ids for which something speaks of sending. Reads the logs whole. */
    static Set<String> in(Path directory) {
        LogEvidence evidence = new LogEvidence();
        for (LogSource log : LogSources.in(directory).all()) {
            new LogHistory().read(log, new LogRange.Whole(), evidence);
        }
        Set<String> spokenOf = new HashSet<>(evidence.syncedId8s());
        spokenOf.addAll(evidence.ambiguousId8s());
        return spokenOf;
    }

    static boolean names(Set<String> spokenOf, Memory memory) {
        String id = memory.id();
        return spokenOf.contains(id.substring(0, Math.min(LOGGED_ID_LENGTH, id.length())));
    }
}

package org.mem0queue.queue;

import java.util.List;

/** What became of a save. */
public sealed interface SaveResult {
    /** Durable: it will not be lost, whatever happens next. Ids in the order of the request. */
    record Accepted(List<String> ids) implements SaveResult {}

    /** Nothing was kept. */
    record NotSaved(String reason) implements SaveResult {}

    /** Written, but the system would not confirm that it survives a power cut. */
    record MaybeSaved(List<String> ids, String reason) implements SaveResult {}
}

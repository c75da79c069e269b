package org.mem0queue.health;

import org.mem0queue.queue.Finding;

import java.time.Duration;

/** The one sentence for what log and figures say of the API. */
final class ApiForWorker {
    private ApiForWorker() {}

    static Finding down(String source, Duration age) {
        return FindingCode.API_DOWN_FOR_WORKER.finding(
                "The worker could not reach the Mem0 API, as "
                        + source
                        + " said "
                        + Wording.time(age)
                        + " ago; nothing is sent meanwhile.",
                "Check that the API runs; `mem0-queue log -n 20` shows what the worker meets.");
    }
}

package org.mem0queue.health;

import org.mem0queue.queue.Finding;

import java.time.Duration;

/** The one sentence for what log and figures say of the API. */
final class ApiForWorker {
    private ApiForWorker() {}

    static Finding down(Object source, Duration age) {
        return FindingCode.API_DOWN_FOR_WORKER.finding(source, age);
    }
}

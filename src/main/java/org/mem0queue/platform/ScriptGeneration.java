package org.mem0queue.platform;

import java.util.regex.Pattern;

/**
 * Tells the generations of the Python programs apart by what stands in their scripts. File names
 * say nothing: people rename them. The newer generation is looked for first, since its comments
 * tell of the older one.
 */
final class ScriptGeneration {
    /**
     * What only the endless worker has: the dead-letter file, and the name it prints at its start.
     */
    private static final Pattern ENDLESS_WORKER =
            Pattern.compile("mem0_queue_dlq|Moved to DLQ|\\bOption C\\b");

    private static final Pattern ONE_SHOT_WORKER =
            Pattern.compile("moved to failed|Still failed|\\[[\"']failed[\"']]");
    private static final Pattern SERVER_THAT_REFUSES =
            Pattern.compile("Could not acquire queue lock|Queue might be busy");

    private ScriptGeneration() {}

    static WorkerProcess.Kind ofWorker(String script) {
        if (ENDLESS_WORKER.matcher(script).find()) {
            return WorkerProcess.Kind.B;
        }
        return ONE_SHOT_WORKER.matcher(script).find()
                ? WorkerProcess.Kind.A
                : WorkerProcess.Kind.UNKNOWN;
    }

    static McpServerProcess.Kind ofServer(String script) {
        if (!script.contains("mem0_queue")) {
            return script.contains("mem0_save")
                    ? McpServerProcess.Kind.WITHOUT_QUEUE
                    : McpServerProcess.Kind.UNKNOWN;
        }
        if (script.contains("mem0_emergency")) {
            return McpServerProcess.Kind.B;
        }
        return SERVER_THAT_REFUSES.matcher(script).find()
                ? McpServerProcess.Kind.A
                : McpServerProcess.Kind.UNKNOWN;
    }
}

package org.mem0queue.service.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the Python worker of the first generation prints, in its words; it prints no time. */
final class WorkerLog {
    /** Prints nowhere. */
    static final WorkerLog NONE = new WorkerLog(null);

    private static final int ID_SHOWN = 8;

    private final @Nullable Path file;

    /**
     * @param file its output is appended to; null: nowhere
     */
    WorkerLog(@Nullable Path file) {
        this.file = file;
    }

    void begins(int pending, int failed) {
        line("📤 Processing queue: " + pending + " pending, " + failed + " failed");
    }

    void synced(JsonNode entry) {
        line("  ✅ Synced: " + project(entry) + " (ID: " + shortId(entry) + "...)");
    }

    void again(JsonNode entry, int retries) {
        line("  ⏳ Retry " + retries + "/3: " + project(entry));
    }

    void failed(JsonNode entry) {
        line("  ❌ Failed (3x): " + project(entry) + " → moved to failed");
    }

    void retriesFailed(int number) {
        if (number > 0) {
            line("\n🔄 Retrying " + number + " failed entries...");
        }
    }

    void recovered(JsonNode entry) {
        line("  ✅ Recovered: " + project(entry) + " (ID: " + shortId(entry) + "...)");
    }

    void stillFailed(JsonNode entry) {
        line("  ⏸️  Still failed: " + project(entry) + " (will retry next time)");
    }

    void ends(int pending, int failed, long synced) {
        line(
                "\n✨ Worker done:\n   Queue: "
                        + pending
                        + " pending\n   Failed: "
                        + failed
                        + " failed\n   Total synced: "
                        + synced);
    }

    void noLock() {
        line("⚠️  Could not acquire lock (timeout). Queue might be busy. Skipping this run.");
    }

    private static String project(JsonNode entry) {
        return entry.path("project_id").asText();
    }

    private static String shortId(JsonNode entry) {
        String id = entry.path("id").asText();
        return id.substring(0, Math.min(ID_SHOWN, id.length()));
    }

    private void line(String text) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(
                    file, text + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException lost) {
            // As theirs is, where it cannot be written.
        }
    }
}

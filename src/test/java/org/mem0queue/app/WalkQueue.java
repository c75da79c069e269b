package org.mem0queue.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.service.LiveSettings;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.SettingsRead;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A queue directory of a walk, and what its files say; read with nothing of the program's. */
record WalkQueue(Path directory, Path state) {
    private static final JsonMapper JSON = new JsonMapper();

    static WalkQueue in(Path folder) {
        try {
            return new WalkQueue(
                    Files.createDirectories(folder.resolve("queue")),
                    Files.createDirectories(folder.resolve("state")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    QueueService service(ServiceSetup.Duty duty) {
        return service(
                duty,
                new LiveSettings(
                        new SettingsFile(state, Clock.systemUTC()),
                        () -> SettingValues.of(new SettingsRead.Missing(), Map.of(), Map.of())));
    }

    QueueService service(ServiceSetup.Duty duty, LiveSettings settings) {
        return new QueueService(
                new ServiceSetup(
                        directory,
                        duty,
                        settings::looking,
                        settings::sending,
                        LedgerLocation.of(state, directory, "walk"),
                        MachineIdentity.ofThisMachine(),
                        WorkerProcesses.ofThisMachine(),
                        Clock.systemUTC(),
                        Disk.real()));
    }

    Path queueFile() {
        return directory.resolve("mem0_queue.json");
    }

    /**
     * An entry of the file.
     *
     * @param more further fields, each after a comma
     */
    static String entry(String id, String project, String content, String more) {
        return """
        {"id": "%s", "project_id": "%s", "content": "%s", "timestamp": 1763900000, "retries": 0%s}\
        """
                .formatted(id, project, content, more);
    }

    /** Writes the file as the Python programs do. */
    void write(List<String> pending, List<String> failed) {
        write(
                """
                {"queue": [%s], "failed": [%s], "last_100": [%s],
                 "stats": {"total_queued": %d, "total_synced": 0, "total_failed": %d}}
                """
                        .formatted(
                                entries(pending),
                                entries(failed),
                                entries(Stream.concat(pending.stream(), failed.stream()).toList()),
                                pending.size() + failed.size(),
                                failed.size()));
    }

    private static String entries(List<String> ids) {
        return String.join(
                ", ", ids.stream().map(id -> entry(id, "walk", "text of " + id, "")).toList());
    }

    void write(String text) {
        try {
            Files.writeString(queueFile(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        try {
            return Files.readString(queueFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> pending() {
        return ids("queue");
    }

    List<String> failed() {
        return ids("failed");
    }

    List<String> ids(String list) {
        try {
            List<String> ids = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(queueFile().toFile()).path(list)) {
                ids.add(entry.path("id").asText());
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The service in this JVM, where hundreds of processes would only cost time. */
final class InProcess {
    private InProcess() {}

    /** Without a ledger. */
    static QueueService service(Path directory) {
        return service(directory, null);
    }

    /** With the ledger that the commands of this home use. */
    static QueueService service(ScratchQueue scratch) {
        return service(scratch.path(), ledger(scratch));
    }

    /** Where the history of a scratch queue is kept. */
    static LedgerLocation ledger(ScratchQueue scratch) {
        Map<String, String> properties =
                Map.of(
                        "os.name", System.getProperty("os.name"),
                        "user.home", scratch.home().toString());
        try {
            return LedgerLocation.of(
                    UserFolders.of(scratch.program().variables(), properties).state(),
                    scratch.path().toRealPath(),
                    MachineIdentity.ofThisMachine().machineId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QueueService service(Path directory, LedgerLocation ledger) {
        SettingsFile none = new SettingsFile(directory.resolve("no-settings"), Clock.systemUTC());
        return new QueueService(
                new ServiceSetup(
                        directory,
                        true,
                        SettingValues.of(none.read(), Map.of(), Map.of()).settings().thresholds(),
                        null,
                        ledger,
                        MachineIdentity.ofThisMachine(),
                        WorkerProcesses.ofThisMachine(),
                        Clock.systemUTC(),
                        Disk.real()));
    }

    /** Merges all that is spooled; nothing may be left. */
    static void flush(Path directory) {
        try (QueueService service = service(directory)) {
            FlushResult result = service.flush(Duration.ofSeconds(30));
            assertThat(result).isInstanceOf(FlushResult.Merged.class);
            assertThat(((FlushResult.Merged) result).left()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Accepts one memory into the spool and merges nothing. */
    static String spool(Path directory, String content) {
        try (QueueService service = service(directory)) {
            SaveResult result =
                    service.save(List.of(new NewMemory(null, "spooled", content, null, "test")));
            assertThat(result).isInstanceOf(SaveResult.Accepted.class);
            return ((SaveResult.Accepted) result).ids().getFirst();
        }
    }
}

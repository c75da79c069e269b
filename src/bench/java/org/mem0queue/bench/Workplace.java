package org.mem0queue.bench;

import org.jspecify.annotations.Nullable;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.Thresholds;
import org.mem0queue.store.Disk;
import org.mem0queue.sync.SyncSettings;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** Queue directories to measure in, below {@code target/bench}, on the disk of the checkout. */
final class Workplace {
    /** Entries of which Python's {@code json.dump(indent=2)} makes 100 MB. */
    static final int ENTRIES_OF_100_MB = 119_083;

    private static final Path ROOT = Path.of("target", "bench").toAbsolutePath();

    private Workplace() {}

    /** A folder with nothing in it. */
    static Path empty(String name) throws IOException {
        Path folder = ROOT.resolve(name);
        if (Files.exists(folder)) {
            Files.walkFileTree(folder, new Deletion());
        }
        return Files.createDirectories(folder);
    }

    /** A folder with a queue file of that many entries, written by Python. */
    static Path withQueue(String name, int entries) throws Exception {
        Path made = ROOT.resolve("made").resolve(Integer.toString(entries));
        if (!Files.exists(made.resolve("mem0_queue.json"))) {
            Files.createDirectories(made);
            try (LegacyProgram python = new LegacyProgram(made)) {
                python.ask("generate " + entries);
            }
        }
        Path folder = empty(name);
        Files.copy(made.resolve("mem0_queue.json"), folder.resolve("mem0_queue.json"));
        return folder;
    }

    static ServiceSetup setup(Path directory, boolean managing) throws IOException {
        return setup(directory, managing, () -> null);
    }

    static ServiceSetup setup(
            Path directory, boolean managing, Supplier<@Nullable SyncSettings> sending)
            throws IOException {
        return new ServiceSetup(
                directory,
                managing ? ServiceSetup.Duty.MANAGE : ServiceSetup.Duty.LOOK,
                thresholds(),
                null,
                sending,
                null,
                MachineIdentity.ofThisMachine(),
                WorkerProcesses.ofThisMachine(),
                Clock.systemUTC(),
                Disk.real());
    }

    private static Thresholds thresholds() throws IOException {
        SettingsFile none = new SettingsFile(empty("settings"), Clock.systemUTC());
        return SettingValues.of(none.read(), Map.of(), Map.of()).settings().thresholds();
    }

    /** A text as long as those that agents save. */
    static NewMemory memory(int number) {
        return new NewMemory(
                null, "project-" + number % 32, "Save " + number + ". " + TEXT, null, "bench");
    }

    private static final String TEXT =
            "The release candidate is deployed to the staging cluster; the schema of the index"
                    .concat(" changed. ")
                    .repeat(6);

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, java.io.IOException problem)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}

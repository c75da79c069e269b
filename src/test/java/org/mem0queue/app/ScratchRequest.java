package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.service.LiveSettings;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.service.demo.LiveDemo;
import org.mem0queue.service.demo.Surroundings;
import org.mem0queue.settings.LocatedDirectory;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.settings.ValueSource;
import org.mem0queue.store.Disk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A person's home in a scratch folder, and the window's questions answered from it. */
final class ScratchRequest implements CliEnvironment.GuiRequest {
    final Path home;
    final Path queue;
    final UserFolders folders;
    private final boolean demo;

    /** How many demos were started. */
    final AtomicInteger demos = new AtomicInteger();

    private volatile @Nullable Path lastDemo;

    /** What the next demo breaks off with; null: it starts. */
    volatile @Nullable RuntimeException demoBug;

    final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** What the queue is written through; a test puts one here that is slow or refuses. */
    volatile Disk disk = Disk.real();

    ScratchRequest(Path home) {
        this(
                home.resolve(".claude"),
                UserFolders.of(Map.of("HOME", home.toString()), Map.of("os.name", "Linux")),
                false);
    }

    /** With a queue directory that may be changed, in a folder of a test. */
    static ScratchRequest managing(Path folder) {
        ScratchRequest made = new ScratchRequest(folder.resolve("home"));
        try {
            Files.createDirectories(made.queue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        made.set(SettingKey.MODE, "manage");
        return made;
    }

    private ScratchRequest(Path queue, UserFolders folders, boolean demo) {
        this.home = folders.home();
        this.queue = queue;
        this.folders = folders;
        this.demo = demo;
    }

    /** What stands in the queue directory. */
    WalkQueue files() {
        return new WalkQueue(queue, folders.state());
    }

    @Override
    public LocatedDirectory located() {
        return new LocatedDirectory.Found(queue, ValueSource.DEFAULT);
    }

    @Override
    public SettingValues values(Path directory) {
        return SettingValues.of(settingsFile().read(), Map.of(), Map.of()).in(directory);
    }

    /** What a person may choose for this directory, or for all. */
    void set(SettingKey<?> key, String value) {
        assertThat(settingsFile().set(key, value, key == SettingKey.MODE ? queue : null))
                .isInstanceOf(SettingsWrite.Written.class);
    }

    @Override
    public SettingsFile settingsFile() {
        return new SettingsFile(folders.config(), Clock.systemUTC());
    }

    @Override
    public ServiceSetup setup(Path directory, ServiceSetup.Duty duty) {
        LiveSettings live = new LiveSettings(settingsFile(), () -> values(directory));
        MachineIdentity machine = MachineIdentity.ofThisMachine();
        return new ServiceSetup(
                directory,
                duty,
                live::looking,
                live::sending,
                LedgerLocation.of(folders.state(), directory, machine.machineId()),
                machine,
                WorkerProcesses.ofThisMachine(),
                Clock.systemUTC(),
                disk);
    }

    @Override
    public UserFolders folders() {
        return folders;
    }

    @Override
    public boolean demo() {
        return demo;
    }

    @Override
    public CliEnvironment.StartedDemo startDemo() throws IOException {
        RuntimeException bug = demoBug;
        if (bug != null) {
            demoBug = null;
            throw bug;
        }
        LiveDemo started =
                LiveDemo.start(
                        new Surroundings(
                                MachineIdentity.ofThisMachine(),
                                WorkerProcesses.ofThisMachine(),
                                Clock.systemUTC()),
                        7);
        demos.incrementAndGet();
        lastDemo = started.directory();
        return new CliEnvironment.StartedDemo(
                new ScratchRequest(started.directory(), started.folders(), true), started);
    }

    /** Where the last one plays. */
    Path lastDemo() {
        return Objects.requireNonNull(lastDemo, "there was none");
    }

    @Override
    public PrintStream err() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    /** Every file of the home with its size and times: what changes if anything is written. */
    Map<String, String> everything() throws IOException {
        return everything(home);
    }

    static Map<String, String> everything(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                all.put(
                        folder.relativize(file).toString(),
                        Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino,mode")
                                .toString());
            }
        }
        return all;
    }
}

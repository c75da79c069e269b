package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.service.LiveSettings;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.service.SyncChoices;
import org.mem0queue.settings.LocatedDirectory;
import org.mem0queue.settings.QueueDirectoryLocator;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.Settings;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What every command shares: the options before and after its name, the settings, the output. */
final class Session {
    private final CliEnvironment environment;
    private final @Nullable String directoryOption;
    private final @Nullable String apiOption;
    private final boolean json;
    private final boolean quiet;
    private @Nullable QueueService lastOpened;

    Session(
            CliEnvironment environment,
            @Nullable String directoryOption,
            @Nullable String apiOption,
            boolean json,
            boolean quiet) {
        this.environment = environment;
        this.directoryOption = directoryOption;
        this.apiOption = apiOption;
        this.json = json;
        this.quiet = quiet;
    }

    /** A session in the folders of a demo, without any choice that was made outside. */
    Session within(UserFolders folders, Path directory) {
        return new Session(environment.within(folders), directory.toString(), null, json, quiet);
    }

    CliEnvironment environment() {
        return environment;
    }

    PrintStream out() {
        return environment.out();
    }

    boolean json() {
        return json;
    }

    /** Says something to a person: not with {@code --json} or {@code --quiet}. */
    void say(String text) {
        if (!json && !quiet) {
            out().println(text);
        }
    }

    /** Shows what was asked for: also with {@code --quiet}. */
    void show(String text) {
        out().println(text);
    }

    void warn(String sentence) {
        environment.err().println("mem0-queue: " + Printable.of(sentence));
    }

    /** Whether a person looks at a terminal that a line may be written on again and again. */
    boolean progress() {
        return !json && !quiet && environment.terminal().output();
    }

    /** Stops a command that needs an API where none can be used. */
    void requireApi() throws Failure {
        SettingValues values = values().in(directory());
        String problem = SyncChoices.problem(values);
        if (problem != null) {
            throw Failure.failed(problem);
        }
        if (values.settings().apiUrl() == null) {
            throw Failure.failed(
                    "No API is configured. Name one with `mem0-queue config set api.url URL`, or"
                            + " start one on this computer with `mem0-queue serve-mem0`.");
        }
    }

    /** Where memories are sent to. */
    String apiAddress() throws Failure {
        return String.valueOf(apiUrl());
    }

    /** The same; null if no API is configured for this queue directory. */
    @Nullable URI apiUrl() throws Failure {
        return values().in(directory()).settings().apiUrl();
    }

    SettingsFile settingsFile() {
        return new SettingsFile(environment.folders().config(), environment.clock());
    }

    SettingValues values() {
        Map<SettingKey<?>, String> options = new HashMap<>();
        if (directoryOption != null) {
            options.put(SettingKey.QUEUE_DIRECTORY, directoryOption);
        }
        if (apiOption != null) {
            options.put(SettingKey.API_URL, apiOption);
        }
        return SettingValues.of(settingsFile().read(), environment.variables(), options);
    }

    /** Which queue directory is meant, whether it is there or not. */
    LocatedDirectory locate() {
        return new QueueDirectoryLocator(environment.folders().home(), Path.of("").toAbsolutePath())
                .locate(values());
    }

    /** The queue directory that is meant, wherever the choice comes from. */
    Path directory() throws Failure {
        return switch (locate()) {
            case LocatedDirectory.Found found -> readable(found.directory());
            case LocatedDirectory.Missing missing -> throw Failure.failed(missing.sentence());
            case LocatedDirectory.Unusable unusable -> throw Failure.failed(unusable.sentence());
        };
    }

    private static Path readable(Path directory) throws Failure {
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            throw Failure.failed(
                    directory
                            + ": permission denied. Give this user read access to the folder, or"
                            + " name another one with --dir.");
        }
        return directory;
    }

    private ServiceSetup setup(ServiceSetup.Duty duty) throws Failure {
        return setup(directory(), duty);
    }

    ServiceSetup setup(Path directory, ServiceSetup.Duty duty) {
        values().in(directory).problems().forEach(this::warn);
        LiveSettings live = new LiveSettings(settingsFile(), () -> values().in(directory));
        return new ServiceSetup(
                directory,
                duty,
                live::looking,
                live::sending,
                ledger(directory),
                environment.machine().get(),
                environment.processes(),
                environment.clock(),
                Disk.real());
    }

    /** One ledger for a directory, whatever the link by which it is named. */
    private LedgerLocation ledger(Path directory) {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (IOException e) {
            real = directory.toAbsolutePath().normalize();
        }
        return LedgerLocation.of(
                environment.folders().state(), real, environment.machine().get().machineId());
    }

    Settings settings(Path directory) {
        SettingValues values = values().in(directory);
        values.problems().forEach(this::warn);
        return values.settings();
    }

    /** For commands that only look: nothing is written anywhere. */
    QueueService open() throws Failure {
        return opened(new QueueService(setup(ServiceSetup.Duty.LOOK)));
    }

    /** For commands that change something. */
    QueueService openManaging() throws Failure {
        return opened(new QueueService(setup(ServiceSetup.Duty.MANAGE)));
    }

    private QueueService opened(QueueService service) {
        lastOpened = service;
        return service;
    }

    /** What has happened to the history, for example that a damaged one was moved aside. */
    void tellOfHistory() {
        QueueService service = lastOpened;
        if (service != null) {
            service.takeHistoryNote().ifPresent(this::warn);
        }
    }

    /**
     * Merges what still waits, if the lock is free, and leaves the rest to a process that waits.
     * Told only where it concerns the caller: the saves are safe either way.
     */
    void mergeOrLeave(QueueService service) throws InterruptedException {
        if (service.hasSpooled()
                && service.flush(Duration.ZERO) instanceof FlushResult.LockHeld
                && service.hasSpooled()) {
            service.leaveSpooledToAnother();
        }
    }

    /** Asks a person on the terminal; off a terminal only {@code --yes} will do. */
    void confirm(String question, boolean yes) throws Failure {
        if (yes) {
            return;
        }
        if (!environment.terminal().input() || !environment.terminal().output()) {
            throw Failure.usage(
                    "This changes many memories at once. Add --yes to do it without a person at the"
                            + " terminal, or --dry-run to see what it would do.");
        }
        out().print(question + " [y/N] ");
        out().flush();
        try {
            int answer = environment.in().read();
            if (answer != 'y' && answer != 'Y') {
                throw Failure.failed("Nothing was changed.");
            }
        } catch (IOException e) {
            throw Failure.failed("The answer could not be read. Nothing was changed.");
        }
    }
}

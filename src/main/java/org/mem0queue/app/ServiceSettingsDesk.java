package org.mem0queue.app;

import org.mem0queue.mem0.Cancellation;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Deadlines;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.Mem0Client;
import org.mem0queue.mem0.ProbeResult;
import org.mem0queue.mem0.ProxyVariables;
import org.mem0queue.platform.OperatingSystem;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.service.LocalApi;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.SyncChoices;
import org.mem0queue.settings.ApiDialect;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.SettingsRead;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.sync.SyncSettings;
import org.mem0queue.ui.settings.ApiFinding;
import org.mem0queue.ui.settings.ApiFinding.Trait;
import org.mem0queue.ui.settings.KnownDirectory;
import org.mem0queue.ui.settings.SettingsDesk;
import org.mem0queue.ui.settings.SettingsLook;
import org.mem0queue.ui.settings.WorkerFinding;

import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads and changes the settings file, tries what it names, and sends on what is stored on this
 * computer.
 */
final class ServiceSettingsDesk implements SettingsDesk {
    private static final String ACTOR = "window";
    private static final Pattern WORDS = Pattern.compile("\\s+");

    /** For a person who waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final QueueService service;
    private final Place place;

    /**
     * Where the settings of a window come from.
     *
     * @param file the settings file
     * @param values reads the file and adds what comes from elsewhere
     * @param home shown as {@code ~}, and where the usual queue directory is
     * @param ownServer what the server on this computer has stored
     * @param processes finds the workers that run
     */
    record Place(
            SettingsFile file,
            Supplier<SettingValues> values,
            Path home,
            LocalApi ownServer,
            WorkerProcesses processes,
            Clock clock) {}

    ServiceSettingsDesk(QueueService service, Place place) {
        this.service = service;
        this.place = place;
    }

    private SettingValues values() {
        return place.values().get().in(service.directory());
    }

    @Override
    public SettingsLook look() {
        SettingValues values = values();
        List<String> unknown =
                place.file().read() instanceof SettingsRead.Loaded(var stored)
                        ? stored.unknownNames()
                        : List.of();
        return new SettingsLook(
                values, place.file().path(), unknown, service.directory(), directories(values));
    }

    /** This one, the usual one if it is there, and all for which a person chose something. */
    private List<KnownDirectory> directories(SettingValues values) {
        Set<Path> paths = new LinkedHashSet<>();
        paths.add(service.directory());
        Path usual = place.home().resolve(".claude");
        if (Files.isDirectory(usual)) {
            paths.add(usual);
        }
        values.settings().modes().keySet().stream()
                .sorted()
                .filter(path -> paths.stream().noneMatch(known -> isSame(known, path)))
                .toList()
                .forEach(paths::add);
        List<KnownDirectory> known = new ArrayList<>();
        for (Path path : paths) {
            Optional<DirectoryMode> mode = values.settings().mode(path);
            known.add(
                    new KnownDirectory(
                            path,
                            mode,
                            Files.isDirectory(path)
                                    ? KnownDirectory.Presence.THERE
                                    : KnownDirectory.Presence.GONE));
        }
        return known;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException oneIsGone) {
            return false;
        }
    }

    @Override
    public SettingsWrite set(SettingKey<?> key, String text) {
        return lookingAgain(place.file().set(key, text, service.directory()));
    }

    @Override
    public SettingsWrite reset(SettingKey<?> key) {
        return lookingAgain(place.file().reset(key, service.directory()));
    }

    /** What was chosen shows at once. */
    private SettingsWrite lookingAgain(SettingsWrite written) {
        service.lookNow();
        return written;
    }

    @Override
    public ApiFinding testApi() {
        SettingValues values = values();
        if (values.settings().apiUrl() == null) {
            return new ApiFinding.NotConfigured();
        }
        String problem = SyncChoices.problem(values);
        SyncSettings settings = SyncChoices.of(values);
        if (problem != null || settings == null) {
            return new ApiFinding.Unusable(problem == null ? "" : problem);
        }
        ClientSetup client = settings.client();
        try (Mem0Client asking =
                new Mem0Client(
                        new ClientSetup(
                                client.address(),
                                null,
                                client.inference(),
                                client.limit(),
                                new Deadlines(PATIENCE, PATIENCE, PATIENCE)),
                        place.clock(),
                        new ProxyVariables(System.getenv(), ProxySelector.getDefault()))) {
            ProbeResult first = asking.probe(new Cancellation());
            // The first time our own start counts as well; the second is the server's alone.
            long began = System.nanoTime();
            ProbeResult found =
                    first instanceof ProbeResult.Detected
                            ? asking.probe(new Cancellation())
                            : first;
            Duration latency = Duration.ofNanos(System.nanoTime() - began);
            return switch (found) {
                case ProbeResult.Unreachable(String reason) -> new ApiFinding.Silent(reason);
                case ProbeResult.Detected(Dialect.Unknown(String reason), var _, var _, var _) ->
                        new ApiFinding.Stranger(reason);
                case ProbeResult.Detected detected -> answered(detected, client, values, latency);
            };
        }
    }

    private static ApiFinding answered(
            ProbeResult.Detected detected,
            ClientSetup client,
            SettingValues values,
            Duration latency) {
        Dialect dialect = detected.dialect();
        String word = word(dialect);
        ApiDialect chosen = values.settings().sending().dialect();
        String fixed = SettingKey.API_DIALECT.format(chosen);
        boolean wantsKey =
                (dialect instanceof Dialect.OssRest oss && oss.auth())
                        || dialect instanceof Dialect.Platform;
        return new ApiFinding.Answered(
                word,
                latency,
                Trait.of(dialect.keepsOurId()),
                Trait.of(dialect.rewrites(client.inference())),
                Trait.of(detected.storage() == ProbeResult.Storage.THIS_COMPUTER),
                Trait.of(
                        wantsKey
                                && client.key() == null
                                && detected.storage() != ProbeResult.Storage.THIS_COMPUTER),
                chosen == ApiDialect.AUTO || fixed.equals(word) ? "" : fixed);
    }

    private static String word(Dialect dialect) {
        return switch (dialect) {
            case Dialect.OssRest oss -> oss.infer() ? "oss" : "oss-old";
            case Dialect.Platform platform -> "platform";
            case Dialect.OpenMemory openMemory -> "openmemory";
            case Dialect.Wrapper wrapper -> "wrapper";
            case Dialect.Unknown unknown -> "auto";
        };
    }

    @Override
    public LocalApi.NotSentOn storedHere() {
        return place.ownServer().notSentOn();
    }

    @Override
    public LocalApi.SentOn sendOn() {
        LocalApi.SentOn sent = place.ownServer().sendOn(service, ACTOR, false);
        service.lookNow();
        return sent;
    }

    @Override
    public WorkerFinding testWorker() {
        String command = values().settings().workerCommand();
        if (command == null) {
            return new WorkerFinding.NotConfigured();
        }
        List<WorkerProcess> running = place.processes().find(service.directory());
        if (!running.isEmpty()) {
            return new WorkerFinding.Running(
                    running.getFirst().command(), running.getFirst().pid());
        }
        LockStatus ours = service.sync().running();
        if (ours.state() == LockStatus.State.HELD) {
            return new WorkerFinding.Sending(ours.holderSentence());
        }
        return new WorkerFinding.Ready(
                OperatingSystem.current() == OperatingSystem.WINDOWS
                        ? "cmd.exe /c " + command
                        : "/bin/sh -c \"exec " + command + "\"",
                missing(command));
    }

    /** The files that are named by a whole path and are not there; quoted words are left alone. */
    private List<String> missing(String command) {
        List<String> missing = new ArrayList<>();
        for (String word : WORDS.split(command, -1)) {
            String path = word.startsWith("~/") ? place.home() + word.substring(1) : word;
            if (path.matches("/[^\"'$*?;|&<>(){}\\\\]+") && !Files.exists(Path.of(path))) {
                missing.add(path);
            }
        }
        return missing;
    }
}

package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.settings.Thresholds;
import org.mem0queue.store.Disk;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SpoolIdentity;
import org.mem0queue.sync.SyncSettings;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the service is made of.
 *
 * @param directory the queue directory; must exist
 * @param duty what may be written
 * @param looking what a person chose that looks go by, asked for in every look and by whatever
 *     reads the queue file
 * @param sending how to send, asked for before every upload; gives null while nothing can be sent
 * @param ledger where history is kept; null: nowhere
 */
public record ServiceSetup(
        Path directory,
        Duty duty,
        Supplier<LookChoices> looking,
        Supplier<@Nullable SyncSettings> sending,
        @Nullable LedgerLocation ledger,
        MachineIdentity machine,
        WorkerProcesses processes,
        InstantSource clock,
        Disk disk) {

    /** What may be written, and where. */
    public enum Duty {
        /** Nothing, anywhere. */
        LOOK,
        /** History, in the ledger; nothing into the queue directory. */
        WATCH,
        /** Also the queue. */
        MANAGE
    }

    /** Whether anything may be written into the queue directory. */
    public boolean managing() {
        return duty == Duty.MANAGE;
    }

    /** Whether what is seen is written into the ledger. */
    boolean remembering() {
        return duty != Duty.LOOK;
    }

    /** What looks go by stays as it is. */
    public ServiceSetup(
            Path directory,
            Duty duty,
            Thresholds thresholds,
            @Nullable String apiUrl,
            Supplier<@Nullable SyncSettings> sending,
            @Nullable LedgerLocation ledger,
            MachineIdentity machine,
            WorkerProcesses processes,
            InstantSource clock,
            Disk disk) {
        this(
                directory,
                duty,
                always(new LookChoices(thresholds, apiUrl)),
                sending,
                ledger,
                machine,
                processes,
                clock,
                disk);
    }

    private static Supplier<LookChoices> always(LookChoices choices) {
        return () -> choices;
    }

    /** Nothing is ever sent. */
    public ServiceSetup(
            Path directory,
            boolean managing,
            Thresholds thresholds,
            @Nullable String apiUrl,
            @Nullable LedgerLocation ledger,
            MachineIdentity machine,
            WorkerProcesses processes,
            InstantSource clock,
            Disk disk) {
        this(
                directory,
                managing ? Duty.MANAGE : Duty.LOOK,
                thresholds,
                apiUrl,
                () -> null,
                ledger,
                machine,
                processes,
                clock,
                disk);
    }

    QueueStore store() {
        return new QueueStore(
                new QueueDirectory(directory),
                disk,
                new SpoolIdentity(machine.machineId(), machine.bootId()),
                clock,
                managing() ? QueueStore.Access.MANAGE : QueueStore.Access.WATCH,
                () -> looking.get().thresholds().largeFileBytes(),
                this::deadLettersClosedBecause);
    }

    /** A worker of the first generation knows no dead letters; any other writes them back. */
    private Optional<String> deadLettersClosedBecause() {
        return processes.find(directory).stream()
                .filter(worker -> worker.kind() != WorkerProcess.Kind.A)
                .findFirst()
                .map(worker -> worker.command() + " (pid " + worker.pid() + ") is running");
    }
}

package org.mem0queue.bench;

import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.store.ActUnderLock;
import org.mem0queue.store.SpoolIdentity;

import java.nio.file.Path;

/**
 * How long a retry of 10,000 failed memories holds the queue lock, beside 1,000 and 100,000 pending
 * ones, in a process that has just started; the same for its undo, and for a discard of 1,000 with
 * what that writes before it asks for the lock. Arguments: rounds.
 */
final class ActBench {
    private static final int[] PENDING = {1_000, 100_000};
    private static final int FAILED = 10_000;
    private static final int DISCARDED = 1_000;
    private static final double BAR_MS = 1_000;

    private ActBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        MachineIdentity machine = MachineIdentity.ofThisMachine();
        SpoolIdentity identity = new SpoolIdentity(machine.machineId(), machine.bootId());
        Table table = new Table("Lock held by an act, median and longest of " + rounds);
        for (int pending : PENDING) {
            Path folder = Workplace.withQueue("act", pending + FAILED);
            ActUnderLock.fresh(folder, identity).fail(FAILED);
            Samples retries = new Samples();
            Samples undos = new Samples();
            for (int i = 0; i < rounds; i++) {
                ActUnderLock act = ActUnderLock.fresh(folder, identity);
                retries.add(act.retryFailed());
                undos.add(act.undo());
            }
            String beside = String.format("%,d failed, %,d pending", FAILED, pending);
            table.note("retry, " + beside + ", median", retries.median(), "ms");
            table.bar("retry, " + beside + ", longest", retries.max(), "ms", BAR_MS);
            table.note("undo, " + beside + ", median", undos.median(), "ms");
            table.bar("undo, " + beside + ", longest", undos.max(), "ms", BAR_MS);

            Samples discards = new Samples();
            Samples prepared = new Samples();
            for (int i = 0; i < rounds; i++) {
                ActUnderLock act = ActUnderLock.fresh(folder, identity);
                discards.add(act.discard(Math.min(DISCARDED, pending)));
                prepared.add(act.preparedMs());
                act.undo();
            }
            String what = String.format("discard of %,d, %,d pending", DISCARDED, pending);
            table.bar(what + ", longest", discards.max(), "ms", BAR_MS);
            table.note(what + ", before the lock, median", prepared.median(), "ms");
        }
        table.print();
    }
}

package org.mem0queue.bench;

import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.store.MergeUnderLock;
import org.mem0queue.store.SpoolIdentity;

import java.nio.file.Path;
import java.util.List;

/**
 * How long a merge of 1 and of 100 saves holds the queue lock with 1,000, 10,000 and 100,000
 * pending, in a process that has just started and in one that knows the queue already. For
 * comparison the whole save of a Python program, which holds the lock throughout. Arguments: merges
 * per length.
 */
final class LockHoldBench {
    private static final int[] LENGTHS = {1_000, 10_000, 100_000};
    private static final int WARM_UP = 30;
    private static final double BAR_MS = 100;

    private LockHoldBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        MachineIdentity machine = MachineIdentity.ofThisMachine();
        SpoolIdentity identity = new SpoolIdentity(machine.machineId(), machine.bootId());
        warmUp(identity);
        Table table = new Table("Lock held by a merge, median and longest of " + rounds);
        for (int length : LENGTHS) {
            for (int saves : new int[] {1, 100}) {
                Path folder = Workplace.withQueue("hold", length);
                Samples known = new Samples();
                Samples fresh = new Samples();
                MergeUnderLock merge = MergeUnderLock.fresh(folder, identity);
                for (int i = 0; i < rounds; i++) {
                    save(merge, saves);
                    known.add(merge.run());
                    MergeUnderLock started = MergeUnderLock.fresh(folder, identity);
                    save(started, saves);
                    fresh.add(started.run());
                }
                String what = String.format("%,d pending, %d saved", length, saves);
                table.note(what + ", median", known.median(), "ms");
                if (length == LENGTHS[0]) {
                    table.bar(what + ", longest", known.max(), "ms", BAR_MS);
                    table.bar(what + ", new process, longest", fresh.max(), "ms", BAR_MS);
                } else {
                    table.note(what + ", longest", known.max(), "ms");
                    table.note(what + ", new process, longest", fresh.max(), "ms");
                }
            }
            Samples legacy = new Samples();
            try (LegacyProgram python = new LegacyProgram(Workplace.withQueue("hold", length))) {
                for (int i = 0; i < 3; i++) {
                    python.time("save", legacy);
                }
            }
            table.note(String.format("%,d pending, Python's save", length), legacy.median(), "ms");
        }
        table.print();
    }

    private static void warmUp(SpoolIdentity identity) throws Exception {
        MergeUnderLock merge = MergeUnderLock.fresh(Workplace.withQueue("hold", 1_000), identity);
        for (int i = 0; i < WARM_UP; i++) {
            save(merge, 10);
            merge.run();
        }
    }

    /** One batch for each, as independent callers make them. */
    private static void save(MergeUnderLock merge, int saves) {
        for (int i = 0; i < saves; i++) {
            SaveResult result = merge.store().spool().accept(List.of(Workplace.memory(i)));
            if (!(result instanceof SaveResult.Accepted)) {
                throw new IllegalStateException(result.toString());
            }
        }
    }
}

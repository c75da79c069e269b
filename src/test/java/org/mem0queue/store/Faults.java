package org.mem0queue.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Faults for {@link Disk#withFaults}: a call that fails, or a process that ends, at the n-th. */
final class Faults {
    private Faults() {}

    /** The process ends here: nothing after it runs, and no clean-up either. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash(String where) {
            super(where, null, false, false);
        }
    }

    private static final Set<Disk.Call> NEEDS_ROOM =
            Set.of(Disk.Call.CREATE, Disk.Call.WRITE, Disk.Call.LINK, Disk.Call.CREATE_FOLDER);

    /** Counts calls, and lets one of them end badly. */
    static final class AtCall implements Disk.Fault {
        private final int fatal;
        private final boolean crash;
        private boolean full;
        private final List<String> calls = new ArrayList<>();

        private AtCall(int fatal, boolean crash) {
            this.fatal = fatal;
            this.crash = crash;
        }

        static AtCall fails(int n) {
            return new AtCall(n, false);
        }

        static AtCall crashes(int n) {
            return new AtCall(n, true);
        }

        /** From the n-th call on there is no room for anything new. */
        static AtCall full(int n) {
            AtCall fault = new AtCall(n, false);
            fault.full = true;
            return fault;
        }

        @Override
        public synchronized void before(Disk.Call call, Path path) throws IOException {
            calls.add(call + " " + path.getFileName());
            if (full && calls.size() >= fatal && NEEDS_ROOM.contains(call)) {
                throw new IOException(path + ": No space left on device");
            }
            if (full) {
                return;
            }
            if (calls.size() != fatal && !(crash && calls.size() > fatal)) {
                return;
            }
            if (crash) {
                throw new Crash(calls.getLast());
            }
            throw new IOException(path + ": Input/output error");
        }

        /** Whether the fatal call was reached. */
        synchronized boolean happened() {
            return calls.size() >= fatal;
        }

        /** The call that ended badly, for a failing test's message. */
        synchronized String where() {
            return happened() ? "call " + fatal + ": " + calls.get(fatal - 1) : "no fault";
        }
    }

    /** Lets every call of one kind fail where the path's name contains a text. */
    static Disk.Fault on(Disk.Call kind, String namePart) {
        return (call, path) -> {
            if (call == kind && path.toString().contains(namePart)) {
                throw new IOException(path + ": Input/output error");
            }
        };
    }

    /** Remembers every call. */
    static final class Record implements Disk.Fault {
        /** One call. */
        record Seen(Disk.Call call, Path path) {}

        private final List<Seen> seen = new ArrayList<>();

        @Override
        public synchronized void before(Disk.Call call, Path path) {
            seen.add(new Seen(call, path));
        }

        synchronized long count(Disk.Call call) {
            return seen.stream().filter(s -> s.call() == call).count();
        }

        synchronized List<Seen> seen() {
            return List.copyOf(seen);
        }

        synchronized void forget() {
            seen.clear();
        }
    }
}

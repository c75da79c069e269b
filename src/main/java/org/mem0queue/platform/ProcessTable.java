package org.mem0queue.platform;

import java.nio.file.Path;
import java.util.List;

/** Where the running processes of the machine are listed. */
interface ProcessTable {
    /**
     * The processes whose command line mentions a word in any case, ours left out. Those that end
     * meanwhile, or that we may not see, are not in the list.
     */
    List<RunningProcess> mentioning(String word);

    /** The table of this operating system. */
    static ProcessTable ofThisMachine() {
        return switch (OperatingSystem.current()) {
            case LINUX -> new ProcFolder(Path.of("/proc"), Path.of("/etc/passwd"));
            case MACOS, OTHER -> PsListing.ofThisMachine();
            // The Python programs need fcntl, which Python has not on Windows.
            case WINDOWS -> word -> List.of();
        };
    }
}

package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names who holds an flock, from Linux's {@code /proc/locks} (format: proc(5)). Whether the lock is
 * held was found by trying: this table shows only processes of our PID namespace, so it names, and
 * never decides. Elsewhere nobody is named.
 *
 * <pre>
 * 12: FLOCK  ADVISORY  WRITE 4711 fe:00:1054213 0 EOF
 * 12: -> FLOCK  ADVISORY  WRITE 4712 fe:00:1054213 0 EOF      (waits, does not hold)
 * </pre>
 */
final class LockHolders {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final Path PROC = Path.of("/proc");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int ARGUMENTS_SHOWN = 300;

    /** The holder of the exclusive flock on that file, or null if it can't be named from here. */
    LockStatus.@Nullable Holder of(Posix.FileIdentity identity) {
        List<String> lines;
        try {
            lines = Files.readAllLines(LOCKS);
        } catch (IOException notLinux) {
            return null;
        }
        long pid = find(lines, identity);
        return pid <= 0 ? null : describe(pid);
    }

    /**
     * The pid in the table, 0 if there is none. File systems without a device of their own (btrfs,
     * overlays) show another number there: then the inode decides, if only one line has it.
     */
    static long find(List<String> lines, Posix.FileIdentity identity) {
        long device = identity.device();
        long major = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >>> 12) & ~0xffL);
        String exact = "%02x:%02x:%d".formatted(major, minor, identity.inode());
        String inodeOnly = ":" + identity.inode();
        long byInode = 0;
        int inodeMatches = 0;
        for (String line : lines) {
            String[] parts = SPACES.split(line.trim(), -1);
            if (parts.length < 6 || !parts[1].equals("FLOCK") || !parts[3].equals("WRITE")) {
                continue;
            }
            long pid = number(parts[4]);
            if (parts[5].equals(exact)) {
                return pid;
            }
            if (major == 0 && parts[5].endsWith(inodeOnly)) {
                byInode = pid;
                inodeMatches++;
            }
        }
        return inodeMatches == 1 ? byInode : 0;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static LockStatus.Holder describe(long pid) {
        String command = read(PROC.resolve(pid + "/comm")).strip();
        String arguments = read(PROC.resolve(pid + "/cmdline")).replace('\0', ' ').strip();
        boolean ours =
                pid == ProcessHandle.current().pid() || arguments.contains("mem0-queue-monitor");
        return new LockStatus.Holder(
                pid,
                command.isEmpty() ? "process" : command,
                arguments.length() > ARGUMENTS_SHOWN
                        ? arguments.substring(0, ARGUMENTS_SHOWN)
                        : arguments,
                ours);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}

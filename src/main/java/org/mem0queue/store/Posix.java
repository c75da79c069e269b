package org.mem0queue.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The few system calls that Java has no method for. {@code FileChannel.lock} is a POSIX record lock
 * and does not exclude Python's {@code fcntl.flock}, so {@code flock(2)} is called directly.
 *
 * <p>Linux and macOS. Safe for several threads.
 */
@SuppressWarnings("restricted") // the one class that calls foreign functions
final class Posix {
    static final int LOCK_SHARED = 1;
    static final int LOCK_EXCLUSIVE = 2;
    static final int LOCK_NON_BLOCKING = 4;

    static final int ENOENT = 2;
    static final int EINTR = 4;

    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");
    private static final int EWOULDBLOCK = MAC ? 35 : 11;
    private static final int O_RDWR = 2;
    private static final int O_CREAT = MAC ? 0x200 : 0x40;
    private static final int O_CLOEXEC = MAC ? 0x100_0000 : 0x8_0000;
    private static final int O_NONBLOCK = MAC ? 0x4 : 0x800;

    /** Larger than {@code struct stat} on every 64-bit system; device at 0, inode at 8 on all. */
    private static final int STAT_BYTES = 512;

    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            handle(
                    "open",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT),
                    Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FLOCK =
            handle(
                    "flock",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle FSTAT =
            handle(
                    "fstat",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle GETEUID =
            handle("geteuid", FunctionDescriptor.of(ValueLayout.JAVA_INT));

    private Posix() {}

    /** Device and inode of an open descriptor. */
    record FileIdentity(long device, long inode) {}

    /** A call failed; {@link #errno} says why. */
    static final class ErrnoException extends IOException {
        private static final long serialVersionUID = 1;
        private final int errno;

        ErrnoException(String call, String path, int errno) {
            super(path + ": " + call + " failed: " + describe(errno));
            this.errno = errno;
        }

        int errno() {
            return errno;
        }
    }

    /** Opens for locking, creating the file with mode 0600 if it is missing; never truncates. */
    static int openForLock(Path path) throws ErrnoException {
        return open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK);
    }

    /** Opens for a look at the lock: creates and changes nothing. */
    static int openForLook(Path path) throws ErrnoException {
        return open(path, O_CLOEXEC | O_NONBLOCK);
    }

    private static int open(Path path, int flags) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment capture = arena.allocate(CAPTURE);
            // File names are bytes to the system; the JVM's own file-name encoding is
            // sun.jnu.encoding.
            MemorySegment name = arena.allocateFrom(path.toString(), StandardCharsets.UTF_8);
            while (true) {
                int descriptor = (int) OPEN.invokeExact(capture, name, flags, 0600);
                if (descriptor >= 0) {
                    return descriptor;
                }
                int errno = (int) ERRNO.get(capture, 0L);
                if (errno != EINTR) {
                    throw new ErrnoException("open", path.toString(), errno);
                }
            }
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("open(2) could not be called", e);
        }
    }

    /**
     * Tries to lock, without waiting.
     *
     * @return false if somebody else holds it
     */
    static boolean tryFlock(int descriptor, int kind) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment capture = arena.allocate(CAPTURE);
            while (true) {
                int result = (int) FLOCK.invokeExact(capture, descriptor, kind | LOCK_NON_BLOCKING);
                if (result == 0) {
                    return true;
                }
                int errno = (int) ERRNO.get(capture, 0L);
                if (errno == EWOULDBLOCK) {
                    return false;
                }
                if (errno != EINTR) {
                    throw new ErrnoException("flock", "lock file", errno);
                }
            }
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("flock(2) could not be called", e);
        }
    }

    /** Closes; closing the last descriptor releases the lock. */
    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) CLOSE.invokeExact(arena.allocate(CAPTURE), descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close(2) could not be called", e);
        }
    }

    static FileIdentity identity(int descriptor) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment capture = arena.allocate(CAPTURE);
            MemorySegment stat = arena.allocate(STAT_BYTES, 8);
            int result = (int) FSTAT.invokeExact(capture, descriptor, stat);
            if (result != 0) {
                throw new ErrnoException("fstat", "lock file", (int) ERRNO.get(capture, 0L));
            }
            long device =
                    MAC ? stat.get(ValueLayout.JAVA_INT, 0) : stat.get(ValueLayout.JAVA_LONG, 0);
            return new FileIdentity(device, stat.get(ValueLayout.JAVA_LONG, 8));
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("fstat(2) could not be called", e);
        }
    }

    /** Effective user id of this process. */
    static int effectiveUser() {
        try (Arena arena = Arena.ofConfined()) {
            return (int) GETEUID.invokeExact(arena.allocate(CAPTURE));
        } catch (Throwable e) {
            throw new IllegalStateException("geteuid(2) could not be called", e);
        }
    }

    private static String describe(int errno) {
        return switch (errno) {
            case 1 -> "operation not permitted";
            case ENOENT -> "no such file or folder";
            case 5 -> "input/output error";
            case 12 -> "out of memory";
            case 13 -> "permission denied";
            case 20 -> "a part of the path is not a folder";
            case 21 -> "it is a folder";
            case 23, 24 -> "too many open files";
            case 28 -> "no space left on the disk";
            case 30 -> "the disk is read-only";
            case 36, 63 -> "the name is too long";
            case 40, 62 -> "too many symbolic links";
            default -> "error " + errno;
        };
    }

    private static MethodHandle handle(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] all = new Linker.Option[options.length + 1];
        all[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(options, 0, all, 1, options.length);
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(), descriptor, all);
    }
}

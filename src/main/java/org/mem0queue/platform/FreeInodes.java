package org.mem0queue.platform;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Asks {@code statvfs(3)} how many files can still be made: a disk with room but without inodes
 * refuses saves just the same, and Java has no call for it. Best effort: empty on anything but
 * 64-bit Linux.
 */
final class FreeInodes {
    // struct statvfs of 64-bit Linux (glibc and musl agree up to here): eleven 8-byte fields.
    private static final long FILES_TOTAL_OFFSET = 5 * 8;
    private static final long FILES_AVAILABLE_OFFSET = 7 * 8;

    /** 112 in glibc; the rest is room for others. */
    private static final long STRUCT_BYTES = 256;

    private FreeInodes() {}

    static OptionalLong of(Path folder) {
        boolean sixtyFourBit = ADDRESS.byteSize() == Long.BYTES;
        if (OperatingSystem.current() != OperatingSystem.LINUX || !sixtyFourBit) {
            return OptionalLong.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(STRUCT_BYTES, Long.BYTES);
            int failed =
                    (int) Call.STATVFS.invokeExact(arena.allocateFrom(folder.toString()), answer);
            long total = answer.get(JAVA_LONG, FILES_TOTAL_OFFSET);
            return failed != 0 || total == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(answer.get(JAVA_LONG, FILES_AVAILABLE_OFFSET));
        } catch (Throwable noSuchCall) {
            return OptionalLong.empty();
        }
    }

    /** Made callable once, where it is called. */
    @SuppressWarnings("restricted") // the call is declared with the signature of its man page
    private static final class Call {
        static final MethodHandle STATVFS =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("statvfs"),
                                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    }
}

package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls what Xlib would call; that Xlib does call it takes a display to kill. */
@SuppressWarnings("restricted") // as the class that it tests
class LostDisplayTest {
    /** As Xlib calls it, and before it ends the process. */
    private static int call(MemorySegment handler) throws Throwable {
        return (int)
                Linker.nativeLinker()
                        .downcallHandle(
                                handler,
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                        .invokeExact(MemorySegment.NULL);
    }

    @Test
    void whatXlibCallsTellsAndThrowsNothing() throws Throwable {
        AtomicInteger told = new AtomicInteger();
        assumeTrue(LostDisplay.tell(told::incrementAndGet), "no libX11 here");
        MemorySegment ours = LostDisplay.set(MemorySegment.NULL);
        assertThat(call(ours)).isZero();
        assertThat(told).hasValue(1);

        LostDisplay.tell(
                () -> {
                    throw new IllegalStateException("nothing can be said");
                });
        assertThat(call(LostDisplay.set(MemorySegment.NULL))).isZero();
    }
}

package org.mem0queue.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Tells when the X server goes away under an open window. Xlib then calls {@code exit(1)} from
 * whatever thread was drawing: no shutdown hook of Java runs, and without this not a word is said.
 * The end itself is left to Xlib, which allows no other.
 */
@SuppressWarnings("restricted") // there is no Java method for it
public final class LostDisplay {
    private static final String LIBRARY = "libX11.so.6";
    private static final FunctionDescriptor SET_HANDLER =
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    private static final FunctionDescriptor HANDLER =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

    private final Runnable told;

    private LostDisplay(Runnable told) {
        this.told = told;
    }

    /**
     * To be called once the toolkit has started, which puts a handler of its own in this place.
     * Does nothing where there is no Xlib.
     *
     * @param told once, on any thread, with a moment to say something; it must touch no window
     * @return whether it will be told
     */
    public static boolean tell(Runnable told) {
        try {
            set(stub(new LostDisplay(told)));
            return true;
        } catch (Throwable none) { // no such library, no such function: it ends without a word
            return false;
        }
    }

    /** Puts a handler in the place of the present one, which is given back. */
    static MemorySegment set(MemorySegment handler) throws Throwable {
        MethodHandle setHandler =
                Linker.nativeLinker()
                        .downcallHandle(
                                SymbolLookup.libraryLookup(LIBRARY, Arena.global())
                                        .findOrThrow("XSetIOErrorHandler"),
                                SET_HANDLER);
        return (MemorySegment) setHandler.invokeExact(handler);
    }

    private static MemorySegment stub(LostDisplay lost) throws ReflectiveOperationException {
        MethodHandle handler =
                MethodHandles.lookup()
                        .findVirtual(
                                LostDisplay.class,
                                "lost",
                                MethodType.methodType(int.class, MemorySegment.class))
                        .bindTo(lost);
        return Linker.nativeLinker().upcallStub(handler, HANDLER, Arena.global());
    }

    /** Called by Xlib. What it threw would end the machine in the middle of a call. */
    int lost(MemorySegment display) {
        try {
            told.run();
        } catch (Throwable ignored) {
            // It ends anyway.
        }
        return 0;
    }
}

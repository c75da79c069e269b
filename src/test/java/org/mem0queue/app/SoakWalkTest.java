package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.Language;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.shell.Place;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is left of a window after much happened in it, and after it is gone (R24, R18). */
class SoakWalkTest {
    private static final int CHANGES = 1200;

    /** What the last two thirds of the changes may add to the heap, in bytes: noise. */
    private static final long MOST_GROWTH = 2L << 20;

    /** Of the JDK and the toolkit, which keep theirs for whoever comes next. */
    private static final Pattern OF_OTHERS =
            Pattern.compile(
                    "ForkJoinPool.*|VirtualThread.*|process reaper.*|Common-Cleaner|Cleaner-.*"
                            + "|Attach Listener|QuantumRenderer.*|InvokeLaterDispatcher|JavaFX.*");

    @TempDir private Path folder;
    private ScratchRequest request;
    private WalkQueue queue;

    @BeforeEach
    void makeQueue() throws IOException {
        request = ScratchRequest.managing(folder);
        queue = request.files();
        change(1);
    }

    /** As the Python programs do: another file in the place of the old one. */
    private void change(int number) throws IOException {
        String entries =
                IntStream.range(0, 12)
                        .mapToObj(i -> "text %d of change %d".formatted(i, i == 0 ? number : 0))
                        .map(text -> WalkQueue.entry(text.split(" ")[1], "walk", text, ""))
                        .collect(Collectors.joining(", "));
        Path next = request.queue.resolve("mem0_queue.tmp");
        Files.writeString(
                next,
                """
                {"queue": [%s], "last_100": [], "failed": [],
                 "stats": {"total_queued": 12, "total_synced": 0, "total_failed": 0},
                 "change": %d}
                """
                        .formatted(entries, number));
        Files.move(next, queue.queueFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !OF_OTHERS.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private OpenDesktop open(Place place) {
        OpenDesktop window = new OpenDesktop(request, place);
        window.awaitText("12 in the files, ");
        return window;
    }

    @Test
    void manyChangesLeaveNothingBehind() throws IOException {
        open(Place.MEMORIES).close(); // what is only made once
        Set<String> before = threads();
        List<WeakReference<?>> gone = changeMuchInAWindow();
        assertThat(queue.text()).contains("\"change\": " + CHANGES);
        await("no thread is left", () -> before.containsAll(threads()));
        awaitCollected(gone);
    }

    /** In a method of its own, whose variables are gone when it has ended. */
    private List<WeakReference<?>> changeMuchInAWindow() throws IOException {
        try (OpenDesktop window = open(Place.MEMORIES)) {
            changes(window, 2, CHANGES / 3);
            Set<String> early = threads();
            long heap = heapAfterCollection();
            changes(window, CHANGES / 3 + 1, CHANGES);
            assertThat(threads()).as("while it is open").isSubsetOf(early);
            await("no heap is left", () -> heapAfterCollection() < heap + MOST_GROWTH);
            return List.of(new WeakReference<>(window.desktop()), window.content());
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void changes(OpenDesktop window, int from, int to) throws IOException {
        for (int number = from; number <= to; number++) {
            change(number);
            if (number % 100 == 0) {
                Fx.pulses(1);
            }
        }
        window.awaitText("text 0 of change " + to);
    }

    @Test
    void aLanguageThatWasLeftIsNotKept() {
        try (OpenDesktop window = open(Place.OVERVIEW)) {
            WeakReference<?> english = window.content();
            for (Place place : Place.values()) {
                window.go(place);
            }
            Fx.run(() -> window.desktop().languageChosen(Language.FR));
            window.awaitText("Synchroniser");
            awaitCollected(List.of(english));
            WeakReference<?> french = window.content();
            Fx.run(() -> window.desktop().languageChosen(Language.EN));
            window.awaitText("Sync now");
            awaitCollected(List.of(french));
        }
    }

    /** Asks for nobody's value, which would keep it for as long as it is looked at. */
    private static void awaitCollected(List<WeakReference<?>> references) {
        await(
                "let go",
                () -> {
                    System.gc();
                    return references.stream().allMatch(reference -> reference.refersTo(null));
                });
    }

    private static void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Fx.pulses(2);
        }
    }
}

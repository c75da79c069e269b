package org.mem0queue.bench;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers questions about the windows of its own process, a line each with tabs between its words,
 * from standard input to standard output: what a benchmark outside wants to know of a window,
 * whichever window it is.
 *
 * <pre>
 * await SELECTOR TEXT     "shown" once a node of that selector shows the text, after its layout
 * bounds SELECTOR         x y width height on the screen
 * place N                 presses Ctrl+N
 * heap                    bytes in use after collections
 * threads                 how many there are
 * pauses SECONDS          how long the JavaFX thread kept others waiting: p50 p99 max, in ms
 * exit                    ends the process as closing the window does
 * </pre>
 */
final class WindowProbe {
    private static final long HEARTBEAT_NANOS = 2_000_000;

    /** Asking costs the JavaFX thread a walk through the scene: not so often that it is slowed. */
    private static final long ASK_NANOS = 20_000_000;

    private WindowProbe() {}

    /** Starts answering, on a thread of its own. */
    static void start() {
        Thread.ofPlatform().daemon().name("probe").start(WindowProbe::serve);
    }

    private static void serve() {
        try (BufferedReader questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String[] words = line.split("\t", 3);
                System.out.println(answer(words));
                System.out.flush();
            }
        } catch (Exception broken) {
            System.out.println("broken " + broken);
        }
    }

    private static String answer(String[] words) throws Exception {
        return switch (words[0]) {
            case "await" -> await(words[1], words[2]);
            case "bounds" -> bounds(words[1]);
            case "place" -> place(words[1]);
            case "heap" -> Long.toString(heap());
            case "threads" -> Integer.toString(Thread.getAllStackTraces().size());
            case "pauses" -> pauses(Integer.parseInt(words[1]));
            case "exit" -> exit();
            default -> throw new IOException("no such question: " + words[0]);
        };
    }

    /** The first window's node; null while there is none. */
    private static @Nullable Node find(String selector) {
        for (Window window : Window.getWindows()) {
            Node node =
                    window.getScene() == null ? null : window.getScene().getRoot().lookup(selector);
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    private static String await(String selector, String text) throws Exception {
        while (true) {
            boolean shown;
            try {
                shown =
                        onToolkit(
                                () ->
                                        find(selector) instanceof Labeled labeled
                                                && text.equals(labeled.getText())
                                                && labeled.getWidth() > 0);
            } catch (IllegalStateException notYetStarted) {
                shown = false;
            }
            if (shown) {
                // Laid out; the pulse under way draws it.
                onToolkit(() -> true);
                return "shown";
            }
            LockSupport.parkNanos(ASK_NANOS);
        }
    }

    private static String bounds(String selector) throws Exception {
        return onToolkit(
                () -> {
                    Node node = Objects.requireNonNull(find(selector), selector);
                    Bounds at = node.localToScreen(node.getLayoutBounds());
                    return String.format(
                            Locale.ROOT,
                            "%d %d %d %d",
                            (int) at.getMinX(),
                            (int) at.getMinY(),
                            (int) at.getWidth(),
                            (int) at.getHeight());
                });
    }

    private static String place(String digit) throws Exception {
        return onToolkit(
                () -> {
                    Window window = Window.getWindows().getFirst();
                    window.getScene()
                            .getAccelerators()
                            .get(
                                    new KeyCodeCombination(
                                            KeyCode.getKeyCode(digit),
                                            KeyCombination.SHORTCUT_DOWN))
                            .run();
                    return "there";
                });
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** A beat every 2 ms: what it waits for its turn is what a click would wait. */
    private static String pauses(int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Double> waits = new ArrayList<>();
        while (System.nanoTime() < end) {
            long asked = System.nanoTime();
            long done = onToolkit(System::nanoTime);
            waits.add((done - asked) / 1e6);
            LockSupport.parkNanos(HEARTBEAT_NANOS - (System.nanoTime() - asked));
        }
        Collections.sort(waits);
        return String.format(
                Locale.ROOT,
                "%.2f %.2f %.2f",
                waits.get(waits.size() / 2),
                waits.get((int) (waits.size() * 0.99)),
                waits.getLast());
    }

    private static String exit() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        onToolkit(
                () -> {
                    for (Window window : Window.getWindows().toArray(new Window[0])) {
                        if (window instanceof Stage stage && asked.compareAndSet(false, true)) {
                            javafx.event.Event.fireEvent(
                                    stage,
                                    new javafx.stage.WindowEvent(
                                            stage, javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST));
                        }
                    }
                    return true;
                });
        return "closing";
    }

    private static <T> T onToolkit(Callable<T> question) throws Exception {
        FutureTask<T> task = new FutureTask<>(question);
        Platform.runLater(task);
        return task.get();
    }
}

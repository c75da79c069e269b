package org.mem0queue.ui;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The toolkit for tests: started once, without a display; code runs on its thread. */
public final class Fx {
    /** Of a machine that has much else to do. */
    private static final long PATIENCE_S = 120;

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Fx() {}

    /** Runs on the JavaFX thread and waits for the end. */
    public static <T> T call(Callable<T> code) {
        start();
        FutureTask<T> task = new FutureTask<>(code);
        Platform.runLater(task);
        try {
            return task.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(failed.getCause());
        } catch (Exception stuck) {
            throw new AssertionError(stuck);
        }
    }

    public static void run(Runnable code) {
        call(
                () -> {
                    code.run();
                    return true;
                });
    }

    /** Presses a key where the node has the focus. */
    public static void press(Supplier<Node> where, KeyCode key) {
        run(() -> fireKey(where.get(), key));
    }

    /** Presses a key. On the JavaFX thread. */
    public static void fireKey(Node where, KeyCode key) {
        Event.fireEvent(
                where, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    /** The primary button of the mouse, at the corner of a node. On the JavaFX thread. */
    public static void fireMouse(Node where, EventType<MouseEvent> what) {
        Event.fireEvent(
                where,
                new MouseEvent(
                        what,
                        0,
                        0,
                        0,
                        0,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    /** Waits until the toolkit has laid out and drawn so many times. */
    public static void pulses(int number) {
        CountDownLatch left = new CountDownLatch(number);
        AnimationTimer timer =
                call(
                        () -> {
                            AnimationTimer counter =
                                    new AnimationTimer() {
                                        @Override
                                        public void handle(long now) {
                                            left.countDown();
                                        }
                                    };
                            counter.start();
                            return counter;
                        });
        try {
            if (!left.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new AssertionError("no pulse");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        run(timer::stop);
    }

    private static void start() {
        if (STARTED.compareAndSet(false, true)) {
            CountDownLatch ready = new CountDownLatch(1);
            try {
                Platform.startup(ready::countDown);
            } catch (IllegalStateException alreadyRunning) {
                ready.countDown();
            }
            Platform.setImplicitExit(false);
            try {
                if (!ready.await(PATIENCE_S, TimeUnit.SECONDS)) {
                    throw new AssertionError("toolkit does not start");
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }
}

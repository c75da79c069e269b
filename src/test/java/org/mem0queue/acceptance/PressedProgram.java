package org.mem0queue.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Window;

import org.mem0queue.Main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The program with a hand at its window: says {@code open} when the window is there, then presses
 * each button whose words are a line of its standard input, and says {@code pressed}.
 */
public final class PressedProgram {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PressedProgram() {}

    /** The arguments are the program's. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(PressedProgram::press);
        Main.main(arguments);
    }

    private static void press() {
        Await.until("the window", PATIENCE, () -> onToolkit(PressedProgram::isOpen));
        System.out.println("open");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String words = lines.readLine(); words != null; words = lines.readLine()) {
                String wanted = words;
                Await.until(wanted, PATIENCE, () -> onToolkit(() -> press(wanted)));
                System.out.println("pressed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOpen() {
        return Window.getWindows().stream()
                .anyMatch(window -> window.isShowing() && window.getScene() != null);
    }

    private static boolean press(String words) {
        Optional<Button> button =
                Window.getWindows().stream()
                        .filter(Window::isShowing)
                        .flatMap(
                                window -> window.getScene().getRoot().lookupAll(".button").stream())
                        .filter(Node::isVisible)
                        .filter(node -> !node.isDisabled())
                        .map(Button.class::cast)
                        .filter(one -> words.equals(one.getText()))
                        .findFirst();
        button.ifPresent(Button::fire);
        return button.isPresent();
    }

    /** False as long as there is no toolkit. */
    private static boolean onToolkit(java.util.function.BooleanSupplier asked) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        try {
            Platform.runLater(() -> answer.complete(asked.getAsBoolean()));
        } catch (IllegalStateException notYet) {
            return false;
        }
        return answer.join();
    }
}

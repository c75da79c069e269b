package org.mem0queue.bench;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * The smallest JavaFX window: one label; with a file as argument the label shows the file's size in
 * bytes, again after each change. What the toolkit costs by itself.
 */
public final class HelloWindow {
    private HelloWindow() {}

    public static void main(String[] arguments) {
        WindowProbe.start();
        Application.launch(Hello.class, arguments);
    }

    /** The toolkit wants a class of its own. */
    public static final class Hello extends Application {
        private final Label label = new Label("hello");

        @Override
        public void start(Stage stage) {
            label.getStyleClass().add("number");
            stage.setScene(new Scene(new StackPane(label), 1280, 800));
            stage.setTitle("hello");
            stage.show();
            if (!getParameters().getRaw().isEmpty()) {
                Path file = Path.of(getParameters().getRaw().getFirst());
                Thread.ofPlatform().daemon().start(() -> watch(file));
            }
        }

        private void watch(Path file) {
            try (WatchService service = file.getFileSystem().newWatchService()) {
                Path folder = file.getParent();
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
                while (true) {
                    long size = Files.size(file);
                    Platform.runLater(() -> label.setText(Long.toString(size)));
                    WatchKey key = service.take();
                    key.pollEvents();
                    key.reset();
                }
            } catch (IOException | InterruptedException end) {
                Platform.runLater(() -> label.setText(end.toString()));
            }
        }
    }
}

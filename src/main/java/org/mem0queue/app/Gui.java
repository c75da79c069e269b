package org.mem0queue.app;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.platform.LostDisplay;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.settings.LocatedDirectory;
import org.mem0queue.ui.WindowState;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Opens the window and stays until it is closed. */
final class Gui implements CliEnvironment.GuiStarter {
    private static final int FAILED = 1;

    @Override
    public int start(CliEnvironment.GuiRequest request) {
        boolean display = hasDisplay();
        Toolkit early =
                display && !SingleInstance.mayBeRunning(request.folders().runtime())
                        ? Toolkit.begin()
                        : null;
        Path directory =
                switch (request.located()) {
                    case LocatedDirectory.Found found -> found.directory();
                    case LocatedDirectory.Missing missing -> missing.directory();
                    case LocatedDirectory.Unusable unusable -> {
                        request.err().println("mem0-queue: " + unusable.sentence());
                        yield null;
                    }
                };
        if (directory == null) {
            if (early != null) {
                early.end();
            }
            return FAILED;
        }
        if (!display) {
            return noDisplay(request);
        }
        if (early != null) {
            return open(request, directory, early);
        }
        return SingleInstance.showRunning(request.folders().runtime(), directory)
                ? 0
                : open(request, directory, Toolkit.begin());
    }

    private int open(CliEnvironment.GuiRequest request, Path directory, Toolkit toolkit) {
        CountDownLatch framed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        UserFolders folders = request.folders();
        WindowState state = new WindowStateFile(folders.state()).read();
        Desktop desktop = new Desktop(request, state);
        desktop.prepare(directory);
        try (SingleInstance _ = SingleInstance.listen(folders.runtime(), desktop::raiseSoon)) {
            toolkit.await();
            Platform.runLater(
                    () -> {
                        Stage stage = new Stage();
                        Thread.setDefaultUncaughtExceptionHandler(desktop::tellBug);
                        Thread.currentThread().setUncaughtExceptionHandler(desktop::tellBug);
                        stage.setOnCloseRequest(
                                event -> {
                                    desktop.close();
                                    framed.countDown();
                                    closed.countDown();
                                });
                        FirstFrame.tell(stage, framed::countDown);
                        desktop.begin(stage);
                    });
            framed.await();
            LostDisplay.tell(() -> displayIsGone(request));
            closed.await();
            desktop.awaitEnd();
            // Pop-ups and the window are gone by now: with one open this crashes the JVM.
            Platform.exit();
            return 0;
        } catch (UnsupportedOperationException cannotOpen) {
            return noDisplay(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static void displayIsGone(CliEnvironment.GuiRequest request) {
        request.err()
                .println(
                        "mem0-queue: the display went away, so the window was closed. What was"
                                + " saved stays saved.");
        request.err().flush();
    }

    private static boolean hasDisplay() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        return !linux
                || "Headless".equals(System.getProperty("glass.platform"))
                || isSet("DISPLAY")
                || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    private static int noDisplay(CliEnvironment.GuiRequest request) {
        request.err()
                .println(
                        "mem0-queue: there is no display to open a window on. Use the command line:"
                                + (request.demo()
                                        ? " mem0-queue demo --headless."
                                        : " mem0-queue status, mem0-queue --help."));
        return FAILED;
    }
}

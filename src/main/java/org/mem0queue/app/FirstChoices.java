package org.mem0queue.app;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.ui.StartWindow;
import org.mem0queue.ui.start.StartChoices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * Carries out what a person chooses at the first start: keeps the choice, or makes a queue, and
 * opens the directory for it. What cannot be done is told in the window.
 */
final class FirstChoices implements StartChoices {
    /** How long to wait for the lock at all, and for how long at a time: a person can give up. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(60);

    private static final Duration LOCK_TRY = Duration.ofMillis(500);

    private static final String GIVEN_UP =
            "Given up before the lock was free. Nothing was changed.";

    private final Desktop desktop;
    private final Path directory;
    private final CliEnvironment.GuiRequest request;
    private final ExecutorService files;
    private @Nullable StartWindow window;
    private volatile boolean givenUp;

    /** Something else is shown by now: nothing is opened, or told, in its place. */
    private volatile boolean left;

    /**
     * @param files where files are written, one thing after the other
     */
    FirstChoices(
            Desktop desktop,
            Path directory,
            CliEnvironment.GuiRequest request,
            ExecutorService files) {
        this.desktop = desktop;
        this.directory = directory;
        this.request = request;
        this.files = files;
    }

    /** What is waited for is told there. On the JavaFX thread. */
    void shownIn(StartWindow shown) {
        window = shown;
    }

    @Override
    public void watchOnly() {
        files.execute(() -> keep(DirectoryMode.WATCH_ONLY));
    }

    @Override
    public void manage() {
        files.execute(() -> keep(DirectoryMode.MANAGE));
    }

    @Override
    public void openFolder(Path folder) {
        desktop.openDirectory(folder);
    }

    @Override
    public void createHere() {
        givenUp = false;
        files.execute(
                () -> {
                    String problem = create();
                    if (problem == null) {
                        keep(DirectoryMode.MANAGE);
                    } else if (!left) {
                        Platform.runLater(() -> desktop.failed(problem));
                    }
                });
    }

    @Override
    public void demo() {
        desktop.openDemo();
    }

    /** Whatever is opened instead waits for the thread that waits for the lock. */
    @Override
    public void leave() {
        left = true;
        givenUp = true;
    }

    private void keep(DirectoryMode mode) {
        SettingsWrite written =
                request.settingsFile()
                        .set(SettingKey.MODE, SettingKey.MODE.format(mode), directory);
        Platform.runLater(
                () ->
                        judge(
                                desktop,
                                written,
                                () -> {
                                    if (!left) {
                                        desktop.openDirectory(directory);
                                    }
                                }));
    }

    /** What was chosen is carried out, or the window says why it could not be kept. */
    static void judge(Desktop desktop, SettingsWrite write, Runnable kept) {
        switch (write) {
            case SettingsWrite.Written done -> kept.run();
            case SettingsWrite.Invalid wrong -> desktop.failed(wrong.sentence());
            case SettingsWrite.NotWritten(WriteProblem problem) -> desktop.failed(problem);
        }
    }

    /**
     * Makes the folder and an empty queue in it.
     *
     * @return why that could not be done, as a sentence; null if it is done
     */
    private @Nullable String create() {
        try {
            Files.createDirectories(directory);
            try (QueueService service =
                    new QueueService(request.setup(directory, ServiceSetup.Duty.MANAGE))) {
                return create(service);
            }
        } catch (IOException e) {
            return directory + " could not be made: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "The window was closed before " + directory + " was made.";
        }
    }

    private @Nullable String create(QueueService service) throws InterruptedException {
        long end = System.nanoTime() + LOCK_WAIT.toNanos();
        boolean told = false;
        while (true) {
            switch (service.create(LOCK_TRY)) {
                case FlushResult.Merged made -> {
                    return null;
                }
                case FlushResult.Refused refused -> {
                    return refused.reason();
                }
                case FlushResult.LockHeld(LockStatus held, int _) -> {
                    if (givenUp || files.isShutdown()) {
                        return GIVEN_UP;
                    }
                    if (System.nanoTime() > end) {
                        return held.holderSentence()
                                + " holds the queue lock of "
                                + directory
                                + ".";
                    }
                    if (!told) {
                        told = true;
                        Platform.runLater(() -> tellWaiting(held));
                    }
                }
            }
        }
    }

    private void tellWaiting(LockStatus held) {
        StartWindow shown = window;
        if (shown != null) {
            shown.waiting(held, () -> givenUp = true);
        }
    }
}

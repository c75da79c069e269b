package org.mem0queue.app;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.ui.start.StartChoices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Carries out what a person chooses at the first start: keeps the choice, or makes a queue, and
 * opens the directory for it. What cannot be done is told in the window.
 */
final class FirstChoices implements StartChoices {
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final Desktop desktop;
    private final Path directory;
    private final CliEnvironment.GuiRequest request;
    private final Executor files;

    /**
     * @param files where files are written, one thing after the other
     */
    FirstChoices(
            Desktop desktop, Path directory, CliEnvironment.GuiRequest request, Executor files) {
        this.desktop = desktop;
        this.directory = directory;
        this.request = request;
        this.files = files;
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
        files.execute(
                () -> {
                    String problem = create();
                    if (problem == null) {
                        keep(DirectoryMode.MANAGE);
                    } else {
                        Platform.runLater(() -> desktop.failed(problem));
                    }
                });
    }

    @Override
    public void demo() {
        desktop.openDemo();
    }

    private void keep(DirectoryMode mode) {
        SettingsWrite written =
                request.settingsFile()
                        .set(SettingKey.MODE, SettingKey.MODE.format(mode), directory);
        Platform.runLater(() -> judge(desktop, written, () -> desktop.openDirectory(directory)));
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
                return switch (service.create(LOCK_WAIT)) {
                    case FlushResult.Merged made -> null;
                    case FlushResult.LockHeld held ->
                            held.lock().holderSentence()
                                    + " holds the queue lock of "
                                    + directory
                                    + ".";
                    case FlushResult.Refused refused -> refused.reason();
                };
            }
        } catch (IOException e) {
            return directory + " could not be made: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "The window was closed before " + directory + " was made.";
        }
    }
}

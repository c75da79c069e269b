package org.mem0queue.ui;

import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.LocalApi;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.FileFault;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.SettingsRead;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.settings.ApiFinding;
import org.mem0queue.ui.settings.ApiFinding.Trait;
import org.mem0queue.ui.settings.KnownDirectory;
import org.mem0queue.ui.settings.WorkerFinding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws the settings in every state and look. */
class SettingsScreenshotTest {
    @TempDir Path folder;

    private final ScriptSettingsDesk desk = new ScriptSettingsDesk();
    private boolean filled;

    private Shot shot(Appearance look, Locale language, double width, double height) {
        ScriptDoors doors = new ScriptDoors();
        doors.settings = desk;
        Shot shot = new Shot(doors, look, language, width, height);
        shot.feed().tell(snapshot());
        shot.press(KeyCode.DIGIT7);
        Fx.pulses(4);
        return shot;
    }

    /** What the settings say: without any the queue is only watched and no API is set. */
    private QueueSnapshot snapshot() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.managed = filled;
        if (filled) {
            sample.api =
                    new ApiStatus(
                            ApiStatus.State.UP, "http://localhost:8081", Duration.ofMillis(48));
        }
        return sample.build();
    }

    private void fill() throws IOException {
        filled = true;
        Files.writeString(
                folder.resolve(SettingsFile.FILE_NAME),
                """
                {
                  "api.url": "http://localhost:8081",
                  "pending.warning": 40,
                  "lock.held_warning": "8 s",
                  "directories": {"%s": {
                    "mode": "manage",
                    "worker.scope": "own",
                    "worker.command": "python3 /home/lea/.claude/mem0_queue_worker.py"
                  }}
                }
                """
                        .formatted(SampleSnapshots.DIRECTORY));
        desk.read = new SettingsFile(folder, Clock.systemUTC()).read();
        desk.environment.put("MEM0_API_KEY", "never shown");
        desk.options.put(SettingKey.SYNC_CONCURRENCY, "4");
        desk.directories =
                List.of(
                        new KnownDirectory(
                                SampleSnapshots.DIRECTORY,
                                Optional.of(DirectoryMode.MANAGE),
                                KnownDirectory.Presence.THERE),
                        new KnownDirectory(
                                SampleSnapshots.HOME.resolve("work/agents"),
                                Optional.of(DirectoryMode.WATCH_ONLY),
                                KnownDirectory.Presence.THERE),
                        new KnownDirectory(
                                Path.of("/mnt/usb/claude"),
                                Optional.of(DirectoryMode.MANAGE),
                                KnownDirectory.Presence.GONE));
        desk.stored = new LocalApi.NotSentOn(12, null);
        desk.api =
                new ApiFinding.Answered(
                        "oss", Duration.ofMillis(48), Trait.YES, Trait.NO, Trait.NO, Trait.NO, "");
        desk.worker =
                new WorkerFinding.Ready(
                        "/bin/sh -c \"exec python3 /home/lea/.claude/mem0_queue_worker.py\"",
                        List.of("/home/lea/.claude/mem0_queue_worker.py"));
    }

    private static void scroll(Shot shot, double to) {
        Fx.run(() -> ((ScrollPane) shot.scene().lookup(".settings-scroll")).setVvalue(to));
        Fx.pulses(4);
    }

    private static void fire(Shot shot, String button) {
        Fx.run(() -> ((Button) shot.scene().lookup(button)).fire());
        Fx.pulses(4);
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void settingsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = shot(look, language, 1280, 800)) {
            shot.take("settings-default", 1);
        }
        fill();
        try (Shot shot = shot(look, language, 1280, 800)) {
            shot.take("settings", 1);
            fire(shot, ".test-api");
            fire(shot, ".test-worker");
            scroll(shot, 0.35);
            shot.take("settings-tested", 1);
            scroll(shot, 1);
            Fx.run(() -> ((TextField) shot.scene().lookup(".field.small")).setText("soon"));
            shot.take("settings-end", 1);
            Fx.run(
                    () ->
                            ((TextField) shot.scene().lookup(".settings .search .text-field"))
                                    .setText("time"));
            scroll(shot, 0);
            shot.take("settings-filtered", 1);
            Fx.run(
                    () ->
                            ((TextField) shot.scene().lookup(".settings .search .text-field"))
                                    .setText("no such setting"));
            shot.take("settings-filtered-empty", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowSettingsAreWhole(Appearance look, Locale language) throws IOException {
        fill();
        desk.read =
                new SettingsRead.Broken(
                        SampleSnapshots.HOME.resolve(".config/mem0-queue-monitor/settings.json"),
                        new FileFault.NotJsonAt(3, 14),
                        true);
        try (Shot shot = shot(look, language, 900, 600)) {
            shot.take("narrow-settings-broken", 1);
        }
        fill();
        try (Shot shot = shot(look, language, 900, 600)) {
            scroll(shot, 0.3);
            shot.take("narrow-settings", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void anApiThatDoesNotAnswerIsTold(Appearance look, Locale language) throws IOException {
        fill();
        desk.api = new ApiFinding.Silent("Connection refused.");
        try (Shot shot = shot(look, language, 1280, 800)) {
            fire(shot, ".test-api");
            shot.take("settings-silent", 1);
        }
    }
}

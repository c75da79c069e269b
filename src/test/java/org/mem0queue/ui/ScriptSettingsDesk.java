package org.mem0queue.ui;

import org.mem0queue.service.LocalApi;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.SettingsRead;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.ui.settings.ApiFinding;
import org.mem0queue.ui.settings.KnownDirectory;
import org.mem0queue.ui.settings.SettingsDesk;
import org.mem0queue.ui.settings.SettingsLook;
import org.mem0queue.ui.settings.WorkerFinding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings that a test makes up; remembers what it was asked to change. */
public final class ScriptSettingsDesk implements SettingsDesk {
    public SettingsRead read = new SettingsRead.Missing();
    public final Map<String, String> environment = new HashMap<>();
    public final Map<SettingKey<?>, String> options = new HashMap<>();
    public List<String> unknownNames = List.of();
    public List<KnownDirectory> directories =
            List.of(
                    new KnownDirectory(
                            SampleSnapshots.DIRECTORY,
                            Optional.empty(),
                            KnownDirectory.Presence.THERE));
    public SettingsWrite written = new SettingsWrite.Written(null);
    public ApiFinding api = new ApiFinding.NotConfigured();
    public WorkerFinding worker = new WorkerFinding.NotConfigured();
    public LocalApi.NotSentOn stored = new LocalApi.NotSentOn(0, null);
    public LocalApi.SentOn sentOn = new LocalApi.SentOn.Done(0, List.of(), 0, Map.of(), List.of());
    public final List<String> changes = new ArrayList<>();

    @Override
    public SettingsLook look() {
        return new SettingsLook(
                SettingValues.of(read, environment, options).in(SampleSnapshots.DIRECTORY),
                SampleSnapshots.HOME.resolve(
                        Path.of(".config", "mem0-queue-monitor", SettingsFile.FILE_NAME)),
                unknownNames,
                SampleSnapshots.DIRECTORY,
                directories);
    }

    @Override
    public SettingsWrite set(SettingKey<?> key, String text) {
        changes.add(key.name() + "=" + text);
        return written;
    }

    @Override
    public SettingsWrite reset(SettingKey<?> key) {
        changes.add("reset " + key.name());
        return written;
    }

    @Override
    public ApiFinding testApi() {
        return api;
    }

    @Override
    public LocalApi.NotSentOn storedHere() {
        return stored;
    }

    @Override
    public LocalApi.SentOn sendOn() {
        return sentOn;
    }

    @Override
    public WorkerFinding testWorker() {
        return worker;
    }
}

package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.store.Disk;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.SyncSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** What is set while a service is open: its next look goes by it. */
class LiveSettingsTest {
    /** Nothing listens there. */
    private static final String DEAD = "http://127.0.0.1:9";

    @TempDir private Path folder;
    private Path queue;
    private SettingsFile file;

    @BeforeEach
    void makeQueue() throws IOException {
        queue = Files.createDirectories(folder.resolve("queue"));
        Files.writeString(
                queue.resolve("mem0_queue.json"),
                """
                {"queue": [{"id": "p1", "project_id": "p", "content": "one"},
                           {"id": "p2", "project_id": "p", "content": "two"}],
                 "failed": [], "last_100": [], "stats": {}}
                """);
        file = new SettingsFile(folder.resolve("config"), Clock.systemUTC());
    }

    private QueueService open() {
        LiveSettings live =
                new LiveSettings(file, () -> SettingValues.of(file.read(), Map.of(), Map.of()));
        return open(live::looking, live::sending);
    }

    private QueueService open(
            Supplier<LookChoices> looking, Supplier<@Nullable SyncSettings> sending) {
        return new QueueService(
                new ServiceSetup(
                        queue,
                        ServiceSetup.Duty.LOOK,
                        looking,
                        sending,
                        null,
                        MachineIdentity.ofThisMachine(),
                        WorkerProcesses.ofThisMachine(),
                        Clock.systemUTC(),
                        Disk.real()));
    }

    private void set(SettingKey<?> key, String value) {
        assertThat(file.set(key, value, null)).isInstanceOf(SettingsWrite.Written.class);
    }

    private static boolean warnsOfMany(QueueSnapshot snapshot) {
        return snapshot.findings().stream().anyMatch(one -> one.code().equals("pending-many"));
    }

    @Test
    void thresholdsAreJudgedByAsTheyAreNow() {
        try (QueueService service = open()) {
            assertThat(warnsOfMany(service.look())).isFalse();
            assertThat(service.look().safeToSave()).isTrue();

            set(SettingKey.PENDING_WARNING, "2");
            set(SettingKey.SAFE_TO_SAVE_PENDING, "1");
            assertThat(warnsOfMany(service.look())).isTrue();
            assertThat(service.look().safeToSave()).isFalse();

            file.reset(SettingKey.PENDING_WARNING, null);
            assertThat(warnsOfMany(service.look())).isFalse();
        }
    }

    @Test
    void ofWhatIsCalledLargeNowOnlyCountsAreRead() {
        try (QueueService service = open()) {
            assertThat(service.look().in(MemoryState.PENDING)).hasSize(2);
            set(SettingKey.LARGE_FILE, "10 B");
            assertThat(service.look().countsOnly()).isTrue();
            assertThat(service.look().counts().pending()).isEqualTo(2);
            set(SettingKey.LARGE_FILE, "1 MB");
            assertThat(service.look().in(MemoryState.PENDING)).hasSize(2);
        }
    }

    @Test
    void anApiThatIsNamedLaterIsAskedAndTold() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS);
                QueueService service = open()) {
            assertThat(service.lookBack().api().state()).isEqualTo(ApiStatus.State.UNCONFIGURED);
            set(SettingKey.API_URL, api.address().toString());
            assertThat(service.lookBack().api().state()).isEqualTo(ApiStatus.State.UP);
            assertThat(service.look().api().url()).isEqualTo(api.address().toString());
            file.reset(SettingKey.API_URL, null);
            assertThat(service.look().api().state()).isEqualTo(ApiStatus.State.UNCONFIGURED);
        }
    }

    @Test
    void whatOneAddressAnsweredIsNotToldOfAnother() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS);
                QueueService service = open()) {
            set(SettingKey.API_URL, api.address().toString());
            assertThat(service.lookBack().api().state()).isEqualTo(ApiStatus.State.UP);

            set(SettingKey.API_URL, DEAD);
            assertThat(service.look().api())
                    .isEqualTo(new ApiStatus(ApiStatus.State.UNKNOWN, DEAD, null));
            assertThat(service.lookBack().api())
                    .isEqualTo(new ApiStatus(ApiStatus.State.DOWN, DEAD, null));

            set(SettingKey.API_URL, api.address().toString());
            assertThat(service.look().api().state()).isEqualTo(ApiStatus.State.UNKNOWN);
            assertThat(service.lookBack().api().state()).isEqualTo(ApiStatus.State.UP);
        }
    }

    /** Between the look and the asking somebody chose another one. */
    @Test
    void anAnswerFromElsewhereIsNotToldUnderTheAddressOfTheLook() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            LookChoices choices = new LookChoices(ObservationFixture.THRESHOLDS, DEAD);
            SyncSettings elsewhere =
                    new SyncSettings(
                            ClientSetup.of(api.address(), null),
                            null,
                            1,
                            Duration.ofSeconds(1),
                            false,
                            Duration.ofMinutes(2));
            try (QueueService service = open(() -> choices, () -> elsewhere)) {
                assertThat(service.lookBack().api())
                        .isEqualTo(new ApiStatus(ApiStatus.State.UNKNOWN, DEAD, null));
            }
        }
    }
}

package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What one queue directory has for itself and others share. */
class SettingScopeTest extends SettingsFolder {
    private Path home;
    private Path work;

    @BeforeEach
    void makeDirectories() throws IOException {
        home = Files.createDirectory(folder.resolve("home-queue"));
        work = Files.createDirectory(folder.resolve("work-queue"));
        assertWritten(file.set(SettingKey.API_URL, "http://home:1", home));
        assertWritten(file.set(SettingKey.API_TIMEOUT, "20 s", home));
    }

    private SettingValue<URI> api(Path directory) {
        return values().in(directory).get(SettingKey.API_URL);
    }

    private void assertApi(Path directory, String address, ValueSource source) {
        assertThat(api(directory).text()).isEqualTo(address);
        assertThat(api(directory).source()).isEqualTo(source);
    }

    @Test
    void untilOneIsSetApartAllShare() {
        assertApi(home, "http://home:1", ValueSource.FILE);
        assertApi(work, "http://home:1", ValueSource.FILE);
        assertThat(values().get(SettingKey.API_URL).text()).isEqualTo("http://home:1");
    }

    @Test
    void whatIsSetApartBeginsAsACopyAndGoesItsOwnWay() {
        assertWritten(file.set(SettingKey.API_SCOPE, "own", work));
        assertApi(work, "http://home:1", ValueSource.DIRECTORY);

        assertWritten(file.set(SettingKey.API_URL, "http://work:2", work));
        assertWritten(file.set(SettingKey.API_URL, "http://home:3", home));
        assertWritten(file.set(SettingKey.API_TIMEOUT, "30 s", home));

        assertApi(work, "http://work:2", ValueSource.DIRECTORY);
        assertApi(home, "http://home:3", ValueSource.FILE);
        assertThat(values().in(work).settings().sending().timeout()).hasSeconds(20);
        assertThat(values().in(home).settings().sending().timeout()).hasSeconds(30);
    }

    @Test
    void takenOutOfOneItDoesNotFallBackToWhatTheOthersShare() {
        assertWritten(file.set(SettingKey.API_SCOPE, "own", work));
        assertWritten(file.reset(SettingKey.API_URL, work));

        assertApi(work, "", ValueSource.DEFAULT);
        assertWritten(file.set(SettingKey.API_SCOPE, "common", work));
        assertApi(work, "http://home:1", ValueSource.FILE);
        assertWritten(file.set(SettingKey.API_SCOPE, "own", work));
        assertApi(work, "", ValueSource.DEFAULT);
    }

    /** Taking the choice back and making it again must not bring an address of long ago. */
    @Test
    void aMereCopyIsNotKeptWhenItIsSharedAgain() {
        assertWritten(file.set(SettingKey.API_SCOPE, "own", work));
        assertWritten(file.set(SettingKey.API_TIMEOUT, "90 s", work));
        assertWritten(file.reset(SettingKey.API_SCOPE, work));
        assertWritten(file.set(SettingKey.API_URL, "http://home:3", home));
        assertThat(values().in(work).settings().sending().timeout()).hasSeconds(20);

        assertWritten(file.set(SettingKey.API_SCOPE, "own", work));
        assertApi(work, "http://home:3", ValueSource.DIRECTORY);
        assertThat(values().in(work).settings().sending().timeout()).hasSeconds(90);
    }

    @Test
    void theApiAndTheWorkerAreSetApartByThemselves() {
        assertWritten(file.set(SettingKey.WORKER_COMMAND, "python3 a.py", home));
        assertWritten(file.set(SettingKey.WORKER_SCOPE, "own", work));
        assertWritten(file.set(SettingKey.WORKER_COMMAND, "python3 b.py", work));
        assertWritten(file.set(SettingKey.API_URL, "http://home:4", work));

        assertThat(values().in(home).settings().workerCommand()).isEqualTo("python3 a.py");
        assertThat(values().in(work).settings().workerCommand()).isEqualTo("python3 b.py");
        assertApi(home, "http://home:4", ValueSource.FILE);
    }

    /** The common address may be one that these memories are not meant for. */
    @Test
    void aScopeThatCannotBeUnderstoodLetsNoOtherServerIn() throws IOException {
        write(
                """
                {"api.url": "http://home:1", "directories": {"%s": {"api.scope": "onw"}}}
                """
                        .formatted(work.toRealPath()));

        assertApi(work, "", ValueSource.DEFAULT);
        assertApi(home, "http://home:1", ValueSource.FILE);
        assertThat(values().in(work).problems())
                .singleElement()
                .asString()
                .contains("api.scope", "onw", "common", "own");
    }

    @Test
    void theEnvironmentStillWins() {
        assertWritten(file.set(SettingKey.API_SCOPE, "own", work));
        SettingValues values =
                SettingValues.of(
                        file.read(), Map.of("MEM0_API_URL", "http://environment:5"), Map.of());
        assertThat(values.in(work).get(SettingKey.API_URL).text())
                .isEqualTo("http://environment:5");
    }
}

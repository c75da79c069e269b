package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

class SettingValuesTest {
    @TempDir private Path config;

    @Test
    void optionWinsOverEnvironmentOverFileOverDefault() throws IOException {
        var file = file("{\"api.url\": \"http://file\"}");
        var environment = Map.of("MEM0_API_URL", "http://environment");
        Map<SettingKey<?>, String> option = Map.of(SettingKey.API_URL, "http://option");

        assertThat(apiUrl(SettingValues.of(file, environment, option)))
                .isEqualTo("http://option OPTION");
        assertThat(apiUrl(SettingValues.of(file, environment, Map.of())))
                .isEqualTo("http://environment ENVIRONMENT");
        assertThat(apiUrl(SettingValues.of(file, Map.of(), Map.of())))
                .isEqualTo("http://file FILE");
        assertThat(apiUrl(SettingValues.of(new SettingsRead.Missing(), Map.of(), Map.of())))
                .isEqualTo(" DEFAULT");
    }

    @Test
    void anEmptyVariableIsNoChoice() throws IOException {
        var values =
                SettingValues.of(
                        file("{\"api.url\": \"http://file\"}"),
                        Map.of("MEM0_API_URL", " "),
                        Map.of());

        assertThat(apiUrl(values)).isEqualTo("http://file FILE");
    }

    @Test
    void aVariableOfNoUseIsToldAndDoesNotLetAnotherServerIn() throws IOException {
        var values =
                SettingValues.of(
                        file("{\"api.url\": \"http://file\"}"),
                        Map.of("MEM0_API_URL", "nonsense"),
                        Map.of());

        assertThat(values.get(SettingKey.API_URL).value()).isNull();
        assertThat(values.problems())
                .singleElement()
                .asString()
                .contains("MEM0_API_URL", "nonsense", "http://localhost:8081");
    }

    @Test
    void aValueOfNoUseInTheFileLeavesTheOthersAlone() throws IOException {
        var values =
                SettingValues.of(
                        file(
                                """
                                {"pending.warning": "many", "failed.critical": [5], "theme": true,
                                 "in_doubt": "resend", "lock.held_warning": 7, "language": null}
                                """),
                        Map.of(),
                        Map.of());

        assertThat(values.settings().thresholds().pendingWarning()).isEqualTo(20);
        assertThat(values.settings().thresholds().lockHeldWarning()).hasSeconds(7);
        assertThat(values.settings().sending().inDoubt()).isEqualTo(InDoubtPolicy.RESEND);
        assertThat(values.problems())
                .hasSize(3)
                .anyMatch(sentence -> sentence.contains("pending.warning"))
                .anyMatch(sentence -> sentence.contains("failed.critical"))
                .anyMatch(sentence -> sentence.contains("theme"));
    }

    @Test
    void theApiKeyComesFromTheEnvironmentOnlyAndIsMaskedEverywhere() throws IOException {
        var values =
                SettingValues.of(
                        file("{\"api.key\": \"from-file\"}"),
                        Map.of("MEM0_API_KEY", "s3cret"),
                        Map.of());
        var key = values.get(SettingKey.API_KEY);

        assertThat(key.chosen())
                .hasValueSatisfying(it -> assertThat(it.reveal()).isEqualTo("s3cret"));
        assertThat(key.source()).isEqualTo(ValueSource.ENVIRONMENT);
        assertThat(key.text() + key + values.all() + values.settings() + values)
                .doesNotContain("s3cret");
        assertThat(
                        SettingValues.of(file("{\"api.key\": \"from-file\"}"), Map.of(), Map.of())
                                .get(SettingKey.API_KEY)
                                .value())
                .isNull();
    }

    @Test
    void withoutAnythingAllDefaultsApply() {
        var values = SettingValues.of(new SettingsRead.Missing(), Map.of(), Map.of());

        assertThat(values.problems()).isEmpty();
        assertThat(values.all()).extracting(SettingValue::source).containsOnly(ValueSource.DEFAULT);
        assertThat(values.settings().apiUrl()).isNull();
        assertThat(values.settings().modes()).isEmpty();
        assertThat(values.settings().appearance())
                .isEqualTo(new Settings.Appearance(Theme.SYSTEM, Language.SYSTEM));
    }

    @Test
    void settingsAreOneValue() throws IOException {
        var values =
                SettingValues.of(
                        file("{\"api.url\": \"http://localhost:8081/\"}"), Map.of(), Map.of());

        assertThat(values.settings()).isEqualTo(values.settings());
        assertThat(values.settings().apiUrl()).isEqualTo(URI.create("http://localhost:8081"));
    }

    private static String apiUrl(SettingValues values) {
        var value = values.get(SettingKey.API_URL);
        return value.text() + " " + value.source();
    }

    private SettingsRead file(String text) throws IOException {
        Files.writeString(config.resolve(SettingsFile.FILE_NAME), text);
        return new SettingsFile(config, Clock.systemUTC()).read();
    }
}

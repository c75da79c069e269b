package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** What is no settings file is told and never overwritten. */
class SettingsFileDamageTest extends SettingsFolder {
    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of("an empty file", "".getBytes(StandardCharsets.UTF_8), "empty"),
                Arguments.of("blanks", "  \n".getBytes(StandardCharsets.UTF_8), "empty"),
                Arguments.of("NUL bytes", new byte[512], "line 1"),
                Arguments.of(
                        "a file cut short",
                        "{\n\"theme\": \"da".getBytes(StandardCharsets.UTF_8),
                        "line 2"),
                Arguments.of(
                        "a list", "[\"theme\"]".getBytes(StandardCharsets.UTF_8), "no JSON object"),
                Arguments.of(
                        "one key twice",
                        "{\"theme\":\"dark\",\"theme\":\"light\"}".getBytes(StandardCharsets.UTF_8),
                        "line 1"),
                Arguments.of(
                        "more behind the end",
                        "{\"theme\":\"dark\"} {}".getBytes(StandardCharsets.UTF_8),
                        "line 1"),
                Arguments.of(
                        "bytes that are no UTF-8",
                        new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'},
                        "damaged"),
                Arguments.of(
                        "2 MiB", " ".repeat(2 << 20).getBytes(StandardCharsets.UTF_8), "1 MiB"),
                Arguments.of(
                        "too deep",
                        ("{\"a\":" + "[".repeat(200_000)).getBytes(StandardCharsets.UTF_8),
                        "damaged"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedFileIsToldLeftAloneAndKeptWhenSomethingIsSet(
            String what, byte[] bytes, String reason) throws IOException {
        Files.createDirectories(config);
        Files.write(file.path(), bytes);

        assertThat(file.read())
                .isInstanceOfSatisfying(
                        SettingsRead.Broken.class,
                        it ->
                                assertThat(it.sentence())
                                        .contains(file.path().toString(), reason, "config set")
                                        .hasSizeLessThan(600));
        assertThat(file.path()).hasBinaryContent(bytes);
        assertThat(settings().appearance().theme()).isEqualTo(Theme.SYSTEM);

        Path aside = config.resolve("settings.damaged-20261123T120000Z.json");
        assertThat(file.set(SettingKey.THEME, "dark", null))
                .isEqualTo(new SettingsWrite.Written(aside));
        assertThat(aside).hasBinaryContent(bytes);
        assertThat(settings().appearance().theme()).isEqualTo(Theme.DARK);
    }

    @Test
    void aSecondDamagedFileInTheSameSecondIsKeptToo() throws IOException {
        write("first");
        file.set(SettingKey.THEME, "dark", null);
        write("second");

        assertThat(file.set(SettingKey.THEME, "dark", null))
                .isInstanceOfSatisfying(
                        SettingsWrite.Written.class,
                        it -> assertThat(it.keptAside()).hasContent("second"));
        assertThat(config.resolve("settings.damaged-20261123T120000Z.json")).hasContent("first");
    }

    @Test
    void theComplaintAboutADamagedFileDoesNotQuoteIt() throws IOException {
        write("{\"api.key\": s3cret}");

        assertThat(file.read().complaint()).isNotEmpty().doesNotContain("s3cret");
    }

    @Test
    void aByteOrderMarkIsNoDamage() throws IOException {
        write("\ufeff{\"theme\": \"dark\"}");

        assertThat(settings().appearance().theme()).isEqualTo(Theme.DARK);
    }

    @Test
    void aFolderOrPipeInThePlaceOfTheFileIsToldAndLeftAlone() throws Exception {
        Files.createDirectories(file.path());
        assertThat(file.read())
                .isInstanceOfSatisfying(
                        SettingsRead.Denied.class,
                        it -> assertThat(it.sentence()).contains(file.path().toString()));
        assertThat(file.set(SettingKey.THEME, "dark", null))
                .isInstanceOf(SettingsWrite.NotWritten.class);
        assertThat(file.path()).isDirectory();

        Files.delete(file.path());
        Process mkfifo = new ProcessBuilder("mkfifo", file.path().toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        assertThat(file.read()).isInstanceOf(SettingsRead.Denied.class);
    }

    @Test
    void aFileThatMayNotBeReadIsDeniedAndNotMovedAside() throws IOException {
        write("{\"theme\": \"dark\"}");
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(file.path())) {
            // The administrator may read everything, whatever the mode says.
            assertThat(file.read()).isInstanceOf(SettingsRead.Loaded.class);
            return;
        }

        assertThat(file.read())
                .isInstanceOfSatisfying(
                        SettingsRead.Denied.class,
                        it -> assertThat(it.sentence()).contains("permission denied"));
        assertThat(file.set(SettingKey.THEME, "dark", null))
                .isInstanceOf(SettingsWrite.NotWritten.class);
        assertThat(file.path()).exists();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatTheDiskDoesNotGiveIsDeniedAndNotMovedAside() throws IOException {
        Files.createDirectories(config);
        // A regular file whose first byte nobody can read: an input/output error.
        Files.createSymbolicLink(file.path(), Path.of("/proc/self/mem"));

        assertThat(file.read())
                .isInstanceOfSatisfying(
                        SettingsRead.Denied.class,
                        it -> assertThat(it.sentence()).contains(file.path().toString()));
        assertThat(file.set(SettingKey.THEME, "dark", null))
                .isInstanceOf(SettingsWrite.NotWritten.class);
        assertThat(file.path()).isSymbolicLink();
        Files.delete(file.path());
    }

    @Test
    void aFileInThePlaceOfTheFolderIsToldByName() throws IOException {
        Files.createDirectories(config.getParent());
        Files.writeString(config, "no folder");

        assertThat(file.set(SettingKey.THEME, "dark", null))
                .isInstanceOfSatisfying(
                        SettingsWrite.NotWritten.class,
                        it ->
                                assertThat(it.problem().sentence())
                                        .contains(
                                                file.path().toString(), config + " is no folder"));
        assertThat(config).hasContent("no folder");
    }

    @Test
    void somethingElseInThePlaceOfTheDirectoriesIsNotOverwritten() throws IOException {
        write("{\"directories\": [\"mine\"]}");

        assertThat(file.set(SettingKey.MODE, "manage", folder))
                .isInstanceOf(SettingsWrite.NotWritten.class);
        assertThat(file.path()).hasContent("{\"directories\": [\"mine\"]}");
        assertWritten(file.set(SettingKey.THEME, "dark", null));
    }
}

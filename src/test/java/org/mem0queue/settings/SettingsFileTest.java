package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SettingsFileTest extends SettingsFolder {
    @Test
    void readingWithoutAFileCreatesNothing() throws IOException {
        assertThat(file.read()).isEqualTo(new SettingsRead.Missing());
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made).isEmpty();
        }
    }

    @Test
    void whatIsSetIsReadBackByAnotherReader() {
        assertWritten(file.set(SettingKey.PENDING_WARNING, "30", null));
        assertWritten(file.set(SettingKey.SPOOL_AGE_WARNING, "120 min", null));

        Thresholds thresholds = settings().thresholds();
        assertThat(thresholds.pendingWarning()).isEqualTo(30);
        assertThat(thresholds.spoolAgeWarning()).hasHours(2);
        assertThat(thresholds.failedCritical()).isEqualTo(50);
    }

    @Test
    void theFileIsPlainJsonThatAPersonCanEdit() throws IOException {
        Path queue = Files.createDirectories(folder.resolve("home/.claude"));
        file.set(SettingKey.PENDING_WARNING, "30", null);
        file.set(SettingKey.LARGE_FILE, "256000000", null);
        file.set(SettingKey.MODE, "manage", queue);

        assertThat(Files.readString(file.path()))
                .isEqualTo(
                        """
                        {
                          "pending.warning" : 30,
                          "large_file" : "256 MB",
                          "directories" : {
                            "%s" : {
                              "mode" : "manage"
                            }
                          }
                        }
                        """
                                .formatted(queue.toRealPath()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fileAndFolderBelongToTheOwnerAlone() throws IOException {
        file.set(SettingKey.THEME, "dark", null);

        assertThat(permissions(file.path())).isEqualTo("rw-------");
        assertThat(permissions(config)).isEqualTo("rwx------");

        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
        file.set(SettingKey.THEME, "light", null);
        assertThat(permissions(file.path())).isEqualTo("rw-------");
    }

    @Test
    void keysThatAreNotOursAreKeptAsTheyWere() throws IOException {
        write(
                """
                {"future.setting": {"a": [1, 2.50, 1e400, 12345678901234567890]}, "theme": "dark",
                 "note": "caf\u00e9", "directories": {"/elsewhere": {"mode": "manage", "more": null}}}
                """);

        assertWritten(file.set(SettingKey.THEME, "light", null));
        assertWritten(file.set(SettingKey.MODE, "watch-only", folder));

        assertThat(Files.readString(file.path()))
                .contains("1, 2.50, 1E+400, 12345678901234567890".split(", "))
                .contains("caf\u00e9", "\"/elsewhere\"", "\"more\" : null", "\"light\"")
                .doesNotContain("\"dark\"");
        assertThat(((SettingsRead.Loaded) file.read()).stored().unknownNames())
                .containsExactly("future.setting", "note");
    }

    @Test
    void aSettingThatIsResetHasItsDefaultAgain() {
        file.set(SettingKey.PENDING_WARNING, "30", null);
        file.set(SettingKey.MODE, "manage", folder);

        assertWritten(file.reset(SettingKey.PENDING_WARNING, null));
        assertWritten(file.reset(SettingKey.MODE, folder));

        assertThat(settings().thresholds().pendingWarning()).isEqualTo(20);
        assertThat(settings().mode(folder)).isEmpty();
    }

    @Test
    void theModeIsTheDirectorysAlsoThroughALink() throws IOException {
        Path queue = Files.createDirectory(folder.resolve("queue"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), queue);

        file.set(SettingKey.MODE, "manage", link);

        assertThat(settings().mode(queue)).hasValue(DirectoryMode.MANAGE);
        assertThat(settings().mode(link)).hasValue(DirectoryMode.MANAGE);
        assertThat(settings().mode(other)).isEmpty();
        assertThat(values().in(link).get(SettingKey.MODE).value()).isEqualTo(DirectoryMode.MANAGE);
        assertThat(values().get(SettingKey.MODE).value()).isNull();
    }

    @Test
    void aModeWithoutADirectoryIsRefused() {
        assertThat(file.set(SettingKey.MODE, "manage", null))
                .isInstanceOfSatisfying(
                        SettingsWrite.Invalid.class,
                        it -> assertThat(it.sentence()).contains("--dir"));
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void aRefusedValueChangesNothing() throws IOException {
        file.set(SettingKey.THEME, "dark", null);
        byte[] before = Files.readAllBytes(file.path());

        assertThat(file.set(SettingKey.PENDING_WARNING, "many", null))
                .isInstanceOfSatisfying(
                        SettingsWrite.Invalid.class,
                        it ->
                                assertThat(it.sentence())
                                        .isEqualTo(
                                                "pending.warning must be a whole number from 1 to"
                                                        + " 1000000, not \"many\"."));
        assertThat(file.set(SettingKey.API_KEY, "s3cret", null))
                .isInstanceOf(SettingsWrite.Invalid.class);

        assertThat(file.path()).hasBinaryContent(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatIsALinkStaysOne() throws IOException {
        Path dotfiles = Files.createDirectory(folder.resolve("dotfiles"));
        Path target = Files.writeString(dotfiles.resolve("mem0.json"), "{\"theme\": \"dark\"}");
        Files.createDirectories(config);
        Files.createSymbolicLink(file.path(), target);

        assertWritten(file.set(SettingKey.LANGUAGE, "fr", null));

        assertThat(file.path()).isSymbolicLink();
        assertThat(target).content().contains("dark", "fr");
    }

    @Test
    void nothingButTheFileAndItsLockStaysBehind() throws IOException {
        file.set(SettingKey.THEME, "dark", null);
        file.set(SettingKey.THEME, "light", null);

        try (Stream<Path> files = Files.list(config)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("settings.json", ".settings.json.lock");
        }
    }

    @Test
    void changesOfManyThreadsAndAnotherProcessAreAllKept() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ManyChanges.class.getName(),
                                config.toString(),
                                "other")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        other.inputReader().readLine();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> changes =
                    IntStream.range(0, 4)
                            .<Callable<Void>>mapToObj(
                                    thread ->
                                            () -> {
                                                ManyChanges.run(config, "thread" + thread);
                                                return null;
                                            })
                            .toList();
            for (var change : threads.invokeAll(changes)) {
                change.get();
            }
        }
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isZero();

        assertThat(settings().modes()).hasSize(5 * ManyChanges.COUNT);
    }

    /** Each change adds a directory of its own; a lost update would lose some. */
    static final class ManyChanges {
        static final int COUNT = 25;

        public static void main(String[] arguments) {
            System.out.println("started");
            run(Path.of(arguments[0]), arguments[1]);
        }

        static void run(Path config, String name) {
            var file = new SettingsFile(config, NOON);
            for (int i = 0; i < COUNT; i++) {
                Path directory = Path.of("/none", name, String.valueOf(i));
                if (!(file.set(SettingKey.MODE, "manage", directory)
                        instanceof SettingsWrite.Written)) {
                    throw new IllegalStateException("not written");
                }
            }
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

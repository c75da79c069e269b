package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SettingsFileTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;
    private Path config;
    private SettingsFile file;

    @BeforeEach
    void nameFile() {
        config = folder.resolve("home/.config/mem0-queue-monitor");
        file = new SettingsFile(config, NOON);
    }

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
                .isEqualTo(
                        new SettingsWrite.Invalid(
                                "pending.warning must be a whole number from 1 to 1000000, not"
                                        + " \"many\"."));
        assertThat(file.set(SettingKey.API_KEY, "s3cret", null))
                .isInstanceOf(SettingsWrite.Invalid.class);

        assertThat(file.path()).hasBinaryContent(before);
    }

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
                                assertThat(it.sentence())
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

    private void write(String text) throws IOException {
        Files.createDirectories(config);
        Files.writeString(file.path(), text);
    }

    private SettingValues values() {
        return SettingValues.of(file.read(), Map.of(), Map.of());
    }

    private Settings settings() {
        return values().settings();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assertWritten(SettingsWrite write) {
        assertThat(write).isEqualTo(new SettingsWrite.Written(null));
    }
}

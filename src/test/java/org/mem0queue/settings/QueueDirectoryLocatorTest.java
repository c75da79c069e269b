package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.LocatedDirectory.Found;
import org.mem0queue.settings.LocatedDirectory.Missing;
import org.mem0queue.settings.LocatedDirectory.Unusable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

class QueueDirectoryLocatorTest {
    @TempDir private Path folder;
    private Path home;
    private Path working;
    private QueueDirectoryLocator locator;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        working = Files.createDirectory(folder.resolve("working"));
        locator = new QueueDirectoryLocator(home, working);
    }

    @Test
    void theFolderBelowHomeIsMeantUnlessAnotherIsNamed() throws IOException {
        Path claude = Files.createDirectory(home.resolve(".claude"));

        assertThat(locate(null, null, "")).isEqualTo(new Found(claude, ValueSource.DEFAULT));
    }

    @Test
    void optionWinsOverEnvironmentOverSetting() throws IOException {
        Path option = Files.createDirectory(folder.resolve("option"));
        Path environment = Files.createDirectory(folder.resolve("environment"));
        Path setting = Files.createDirectory(home.resolve("setting"));
        String file = "{\"queue.directory\": \"~/setting\"}";

        assertThat(locate(option.toString(), environment.toString(), file))
                .isEqualTo(new Found(option, ValueSource.OPTION));
        assertThat(locate(null, environment.toString(), file))
                .isEqualTo(new Found(environment, ValueSource.ENVIRONMENT));
        assertThat(locate(null, null, file)).isEqualTo(new Found(setting, ValueSource.FILE));
    }

    @Test
    void tildeAndRelativePathsAreExpanded() throws IOException {
        Path inHome = Files.createDirectory(home.resolve("q"));
        Path inWorking = Files.createDirectory(working.resolve("q"));

        assertThat(locate("~", null, "")).isEqualTo(new Found(home, ValueSource.OPTION));
        assertThat(locate("~/q/", null, "")).isEqualTo(new Found(inHome, ValueSource.OPTION));
        assertThat(locate("~//q", null, "")).isEqualTo(new Found(inHome, ValueSource.OPTION));
        assertThat(locate("./q", null, "")).isEqualTo(new Found(inWorking, ValueSource.OPTION));
        assertThat(locate(".", null, "")).isEqualTo(new Found(working, ValueSource.OPTION));
    }

    @Test
    void theFolderAboveALinkedOneIsThatOfItsTarget() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("synced/deep"));
        Files.createSymbolicLink(working.resolve("link"), deep);

        assertThat(locate("link/..", null, ""))
                .isEqualTo(new Found(deep.getParent().toRealPath(), ValueSource.OPTION));
    }

    @Test
    void aLinkedFolderKeepsItsName() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path link = Files.createSymbolicLink(home.resolve(".claude"), target);

        assertThat(locate(null, null, "")).isEqualTo(new Found(link, ValueSource.DEFAULT));
    }

    @Test
    void theHomeOfAnotherPersonIsNotGuessed() {
        assertThat(locate("~bob/q", null, ""))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        it -> assertThat(it.sentence()).contains("~bob/q", "--dir", "in full"));
    }

    @Test
    void aMissingFolderIsToldWithWhoNamedIt() {
        assertThat(locate(null, folder.resolve("nowhere").toString(), ""))
                .isInstanceOfSatisfying(
                        Missing.class,
                        it ->
                                assertThat(it.sentence())
                                        .contains(folder.resolve("nowhere").toString())
                                        .contains("MEM0_QUEUE_DIR")
                                        .contains("config set queue.directory"));
        assertThat(locate(null, null, "")).isInstanceOf(Missing.class);
        assertThat(home.resolve(".claude")).doesNotExist();
    }

    @Test
    void aFileIsNoQueueDirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("mem0_queue.json"), "{}");

        assertThat(locate(file.toString(), null, ""))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        it -> assertThat(it.sentence()).contains(file + "", "is a file"));
    }

    @Test
    void whatIsNoPathIsUnusableRatherThanPassedOver() throws IOException {
        Files.createDirectory(home.resolve(".claude"));

        assertThat(locate("", null, "")).isInstanceOf(Unusable.class);
        assertThat(locate("a\0b", null, "")).isInstanceOf(Unusable.class);
        assertThat(locate(null, null, "{\"queue.directory\": \"relative\"}"))
                .isInstanceOf(Unusable.class);
        assertThat(locate(null, null, "{\"queue.directory\": 7}")).isInstanceOf(Unusable.class);
    }

    @Test
    void aDamagedSettingsFileThatMayNameAnotherFolderLeavesTheQuestionOpen() throws IOException {
        Path claude = Files.createDirectory(home.resolve(".claude"));
        String damaged = "{\"queue.directory\": \"/mnt/other\", ";

        assertThat(locate(null, null, damaged))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        it ->
                                assertThat(it.sentence())
                                        .contains("settings.json", "--dir", "MEM0_QUEUE_DIR"));
        assertThat(locate(claude.toString(), null, damaged)).isInstanceOf(Found.class);
        assertThat(locate(null, null, "{\"theme\": ")).isInstanceOf(Found.class);
    }

    /** With the option, the variable and the text of the settings file; null and "" are none. */
    private LocatedDirectory locate(String option, String variable, String file) {
        try {
            Path config = Files.createDirectories(folder.resolve("config"));
            Files.deleteIfExists(config.resolve(SettingsFile.FILE_NAME));
            if (!file.isEmpty()) {
                Files.writeString(config.resolve(SettingsFile.FILE_NAME), file);
            }
            Map<SettingKey<?>, String> options =
                    option == null ? Map.of() : Map.of(SettingKey.QUEUE_DIRECTORY, option);
            Map<String, String> environment =
                    variable == null ? Map.of() : Map.of("MEM0_QUEUE_DIR", variable);
            return locator.locate(
                    SettingValues.of(
                            new SettingsFile(config, Clock.systemUTC()).read(),
                            environment,
                            options));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}

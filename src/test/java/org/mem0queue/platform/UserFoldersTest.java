package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class UserFoldersTest {
    private static final Map<String, String> LINUX =
            Map.of("os.name", "Linux", "user.home", "/home/ann");
    private static final Map<String, String> MACOS =
            Map.of("os.name", "Mac OS X", "user.home", "/Users/ann");

    @Test
    void linuxFollowsTheXdgDefaultsBelowHome() {
        var folders = UserFolders.of(Map.of("HOME", "/home/ann"), LINUX);

        assertThat(folders.config()).isEqualTo(Path.of("/home/ann/.config/mem0-queue-monitor"));
        assertThat(folders.state()).isEqualTo(Path.of("/home/ann/.local/state/mem0-queue-monitor"));
        assertThat(folders.cache()).isEqualTo(Path.of("/home/ann/.cache/mem0-queue-monitor"));
        assertThat(folders.runtime())
                .isEqualTo(Path.of("/home/ann/.local/state/mem0-queue-monitor/run"));
    }

    @Test
    void linuxFollowsTheXdgVariables() {
        var folders =
                UserFolders.of(
                        Map.of(
                                "HOME", "/home/ann",
                                "XDG_CONFIG_HOME", "/c",
                                "XDG_STATE_HOME", "/s",
                                "XDG_CACHE_HOME", "/k",
                                "XDG_RUNTIME_DIR", "/run/user/1000"),
                        LINUX);

        assertThat(folders.config()).isEqualTo(Path.of("/c/mem0-queue-monitor"));
        assertThat(folders.state()).isEqualTo(Path.of("/s/mem0-queue-monitor"));
        assertThat(folders.cache()).isEqualTo(Path.of("/k/mem0-queue-monitor"));
        assertThat(folders.runtime()).isEqualTo(Path.of("/run/user/1000/mem0-queue-monitor"));
    }

    @Test
    void relativeAndEmptyXdgVariablesAreIgnored() {
        var folders =
                UserFolders.of(
                        Map.of(
                                "HOME", "/home/ann",
                                "XDG_CONFIG_HOME", "conf",
                                "XDG_STATE_HOME", "",
                                "XDG_RUNTIME_DIR", "./run"),
                        LINUX);

        assertThat(folders).isEqualTo(UserFolders.of(Map.of("HOME", "/home/ann"), LINUX));
    }

    @Test
    void homeIsWhatPythonTakesForIt() {
        assertThat(UserFolders.of(Map.of("HOME", "/elsewhere"), LINUX).home())
                .isEqualTo(Path.of("/elsewhere"));
        assertThat(UserFolders.of(Map.of(), LINUX).home()).isEqualTo(Path.of("/home/ann"));
    }

    @Test
    void aUserThatTheMachineDoesNotKnowLivesInTheRootFolder() {
        var folders = UserFolders.of(Map.of(), Map.of("os.name", "Linux", "user.home", "?"));

        assertThat(folders.home()).isEqualTo(Path.of("/"));
        assertThat(folders.config()).isEqualTo(Path.of("/.config/mem0-queue-monitor"));
    }

    @Test
    void macosUsesTheLibraryAndIgnoresXdg() {
        var folders = UserFolders.of(Map.of("HOME", "/Users/ann", "XDG_CONFIG_HOME", "/c"), MACOS);

        assertThat(folders.config())
                .isEqualTo(Path.of("/Users/ann/Library/Application Support/mem0-queue-monitor"));
        assertThat(folders.state()).isEqualTo(folders.config().resolve("state"));
        assertThat(folders.cache())
                .isEqualTo(Path.of("/Users/ann/Library/Caches/mem0-queue-monitor"));
        assertThat(folders.runtime()).isEqualTo(folders.state().resolve("run"));
    }

    @Test
    void macosPutsSocketsIntoThePersonsOwnTemporaryFolderButNotIntoAShared() {
        assertThat(
                        UserFolders.of(
                                        Map.of("HOME", "/Users/ann", "TMPDIR", "/var/folders/x/T/"),
                                        MACOS)
                                .runtime())
                .isEqualTo(Path.of("/var/folders/x/T/mem0-queue-monitor"));
        assertThat(UserFolders.of(Map.of("HOME", "/Users/ann", "TMPDIR", "/tmp"), MACOS).runtime())
                .startsWithRaw(Path.of("/Users/ann"));
    }

    @Test
    void windowsKeepsSettingsThatFollowThePersonApartFromWhatStays() {
        // Paths of this system stand in for C:\…: what is absolute is the platform's to say.
        var folders =
                UserFolders.of(
                        Map.of(
                                "USERPROFILE", "/users/ann",
                                "APPDATA", "/users/ann/roaming",
                                "LOCALAPPDATA", "/users/ann/local"),
                        Map.of("os.name", "Windows 11", "user.home", "/users/other"));

        assertThat(folders.home()).isEqualTo(Path.of("/users/ann"));
        assertThat(folders.config()).isEqualTo(Path.of("/users/ann/roaming/mem0-queue-monitor"));
        assertThat(folders.state()).isEqualTo(Path.of("/users/ann/local/mem0-queue-monitor/state"));
        assertThat(folders.cache()).isEqualTo(Path.of("/users/ann/local/mem0-queue-monitor/cache"));
        assertThat(folders.runtime()).isEqualTo(folders.state().resolve("run"));
    }
}

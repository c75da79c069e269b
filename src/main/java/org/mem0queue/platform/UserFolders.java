package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where this program keeps what belongs to one person on one machine. Computes paths only: no
 * folder is created or looked at here.
 *
 * <ul>
 *   <li>Linux and other Unix: the XDG base directories, e.g. {@code ~/.config/mem0-queue-monitor};
 *       a variable that holds a relative path is ignored, as the XDG specification demands.
 *   <li>macOS: {@code ~/Library/Application Support}, {@code ~/Library/Caches}.
 *   <li>Windows: {@code %APPDATA%} (follows the person) and {@code %LOCALAPPDATA%} (stays on the
 *       machine).
 * </ul>
 *
 * @param home the home folder as Python sees it ({@code HOME}, {@code USERPROFILE}), so that {@code
 *     ~} means the same folder to us and to the Python programs
 * @param config settings
 * @param state the ledger and what else should survive a restart
 * @param cache what can be thrown away
 * @param runtime sockets; where the platform offers no folder for them, {@code run} in the state
 *     folder, never a folder that others could have made first
 */
public record UserFolders(Path home, Path config, Path state, Path cache, Path runtime) {
    /** The name of our folder below each of the platform's folders. */
    public static final String FOLDER_NAME = "mem0-queue-monitor";

    /** The folders of the person who runs this process. */
    public static UserFolders ofThisProcess() {
        Properties properties = System.getProperties();
        Map<String, String> named = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            named.put(name, properties.getProperty(name));
        }
        return of(System.getenv(), named);
    }

    /**
     * The folders that follow from an environment.
     *
     * @param environment the environment variables
     * @param systemProperties of these, {@code os.name} and {@code user.home} are read
     */
    public static UserFolders of(
            Map<String, String> environment, Map<String, String> systemProperties) {
        return switch (OperatingSystem.of(systemProperties)) {
            case LINUX, OTHER -> unix(environment, home("HOME", environment, systemProperties));
            case MACOS -> macos(environment, home("HOME", environment, systemProperties));
            case WINDOWS ->
                    windows(environment, home("USERPROFILE", environment, systemProperties));
        };
    }

    private static UserFolders unix(Map<String, String> environment, Path home) {
        Path state = xdg(environment, "XDG_STATE_HOME", home.resolve(".local/state"));
        Path runtime = absolute(environment.get("XDG_RUNTIME_DIR"));
        return new UserFolders(
                home,
                xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                state,
                xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache")),
                runtime == null ? state.resolve("run") : runtime.resolve(FOLDER_NAME));
    }

    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        Path told = absolute(environment.get(variable));
        return (told == null ? otherwise : told).resolve(FOLDER_NAME);
    }

    private static UserFolders macos(Map<String, String> environment, Path home) {
        Path support = home.resolve("Library/Application Support").resolve(FOLDER_NAME);
        Path state = support.resolve("state");
        // macOS gives each person a temporary folder of their own, /var/folders/…
        Path temporary = absolute(environment.get("TMPDIR"));
        boolean ownTemporary = temporary != null && temporary.startsWith("/var/folders");
        return new UserFolders(
                home,
                support,
                state,
                home.resolve("Library/Caches").resolve(FOLDER_NAME),
                temporary != null && ownTemporary
                        ? temporary.resolve(FOLDER_NAME)
                        : state.resolve("run"));
    }

    private static UserFolders windows(Map<String, String> environment, Path home) {
        Path roaming = absolute(environment.get("APPDATA"));
        Path local = absolute(environment.get("LOCALAPPDATA"));
        Path ours =
                (local == null ? home.resolve("AppData").resolve("Local") : local)
                        .resolve(FOLDER_NAME);
        Path state = ours.resolve("state");
        return new UserFolders(
                home,
                (roaming == null ? home.resolve("AppData").resolve("Roaming") : roaming)
                        .resolve(FOLDER_NAME),
                state,
                ours.resolve("cache"),
                state.resolve("run"));
    }

    /**
     * {@code user.home} comes from the password file, not from the environment, so it is asked
     * second; it is {@code ?} for a user that the machine does not know (containers), who then has
     * {@code /}.
     */
    private static Path home(
            String variable,
            Map<String, String> environment,
            Map<String, String> systemProperties) {
        Path told = absolute(environment.get(variable));
        if (told == null) {
            told = absolute(systemProperties.get("user.home"));
        }
        return told == null ? Path.of("/").toAbsolutePath() : told;
    }

    private static @Nullable Path absolute(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? path.normalize() : null;
        } catch (InvalidPathException notAPath) {
            return null;
        }
    }
}

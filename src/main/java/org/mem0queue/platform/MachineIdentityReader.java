package org.mem0queue.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the system's own ids, best source first. Two machines must never get one id by accident
 * (each would take the other's claims for its own), so names that many machines bear are not used.
 */
final class MachineIdentityReader {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int MAX_ID_BYTES = 4096;
    private static final Pattern SYSTEMD_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern MAC_UUID =
            Pattern.compile("\"IOPlatformUUID\"\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern WINDOWS_GUID = Pattern.compile("MachineGuid\\s+REG_SZ\\s+(\\S+)");
    private static final Pattern BOOT_SECOND = Pattern.compile("(?m)^btime (\\d+)$");

    /** The boot second moves a little whenever the clock is set. */
    private static final long BOOT_ROUNDING_SECONDS = 600;

    private final OperatingSystem system;
    private final Path root;
    private final Map<String, String> environment;

    /**
     * @param root where the system's files are, {@code /} but in tests
     */
    MachineIdentityReader(OperatingSystem system, Path root, Map<String, String> environment) {
        this.system = system;
        this.root = root;
        this.environment = environment;
    }

    MachineIdentity read() {
        String machine =
                ownId().or(this::hostName)
                        // Belongs to nobody else; what this run leaves behind is shared by boot id.
                        .orElseGet(() -> "none:" + UUID.randomUUID());
        String boot =
                startId()
                        // Whoever shares either id shares the claims: this adds nobody to them.
                        .orElse("of:" + machine);
        return MachineIdentity.hashed(machine, boot);
    }

    private Optional<String> ownId() {
        return switch (system) {
            case LINUX, OTHER -> systemdId();
            case MACOS -> macPlatformId();
            case WINDOWS -> windowsId();
        };
    }

    private Optional<String> startId() {
        return switch (system) {
            case LINUX, OTHER -> linuxBootId().or(this::linuxBootTime);
            case MACOS -> macBootId();
            case WINDOWS -> Optional.empty();
        };
    }

    /** Images of containers come with the file missing, empty, or saying "uninitialized". */
    private Optional<String> systemdId() {
        return Stream.of("etc/machine-id", "var/lib/dbus/machine-id")
                .map(this::line)
                .flatMap(Optional::stream)
                .map(id -> id.toLowerCase(Locale.ROOT))
                .filter(id -> SYSTEMD_ID.matcher(id).matches())
                .findFirst();
    }

    private static Optional<String> macPlatformId() {
        return BoundedCommand.output(
                        LIMIT, List.of("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"))
                .flatMap(text -> first(MAC_UUID, text));
    }

    private static Optional<String> macBootId() {
        return BoundedCommand.output(
                        LIMIT, List.of("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"))
                .map(String::strip)
                .filter(id -> !id.isEmpty());
    }

    private static Optional<String> windowsId() {
        return BoundedCommand.output(
                        LIMIT,
                        List.of(
                                "reg",
                                "query",
                                "HKLM\\SOFTWARE\\Microsoft\\Cryptography",
                                "/v",
                                "MachineGuid"))
                .flatMap(text -> first(WINDOWS_GUID, text));
    }

    /** In a container the host name is the container's id, which goes with it. */
    private Optional<String> hostName() {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> line("proc/sys/kernel/hostname"),
                        () -> line("etc/hostname"),
                        () -> Optional.ofNullable(environment.get("COMPUTERNAME")),
                        () ->
                                system == OperatingSystem.LINUX
                                        ? Optional.empty()
                                        : BoundedCommand.output(LIMIT, List.of("hostname")))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(MachineIdentityReader::isOneMachinesName)
                .map(name -> "host:" + name)
                .findFirst();
    }

    private static boolean isOneMachinesName(String name) {
        return !name.isEmpty() && !name.equals("(none)") && !name.startsWith("localhost");
    }

    private Optional<String> linuxBootId() {
        return line("proc/sys/kernel/random/boot_id");
    }

    private Optional<String> linuxBootTime() {
        return text("proc/stat", 1024 * 1024)
                .flatMap(text -> first(BOOT_SECOND, text))
                .map(Long::parseLong)
                .map(second -> "since:" + Math.round((double) second / BOOT_ROUNDING_SECONDS));
    }

    private Optional<String> line(String file) {
        return text(file, MAX_ID_BYTES).map(String::strip).filter(line -> !line.isEmpty());
    }

    private Optional<String> text(String file, int maxBytes) {
        try (InputStream stream = Files.newInputStream(root.resolve(file))) {
            return Optional.of(
                    new String(stream.readNBytes(maxBytes), StandardCharsets.ISO_8859_1));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

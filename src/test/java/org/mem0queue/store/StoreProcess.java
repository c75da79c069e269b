package org.mem0queue.store;

import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process of ours, run as another user: does one thing and prints how it ended. */
final class StoreProcess {
    private StoreProcess() {}

    public static void main(String[] arguments) throws Exception {
        QueueStore store =
                new QueueStore(
                        new QueueDirectory(Path.of(arguments[0])),
                        Disk.real(),
                        QueueFixture.HERE,
                        InstantSource.system(),
                        QueueStore.Access.MANAGE,
                        QueueFile.DEFAULT_LIMIT_BYTES);
        for (String command : List.of(arguments).subList(1, arguments.length)) {
            Object result =
                    switch (command) {
                        case "save" ->
                                switch (store.spool()
                                        .accept(List.of(QueueFixture.memory("by another user")))) {
                                    case SaveResult.Accepted ignored -> "Accepted";
                                    case SaveResult other -> other;
                                };
                        case "flush" -> store.flush(Duration.ZERO);
                        case "read" -> store.queueFile().read().word();
                        case "look" -> store.lock().look();
                        case "lock" -> store.lock().acquire(Duration.ZERO);
                        default -> throw new IllegalArgumentException(command);
                    };
            System.out.println(result);
        }
    }

    /**
     * Runs commands as another user.
     *
     * @param copy a folder for a copy of the program that everybody may read
     */
    static List<String> run(Path copy, int user, Path directory, String... commands) {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        "setpriv",
                        "--reuid=" + user,
                        "--regid=" + user,
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        classPath(copy),
                        StoreProcess.class.getName(),
                        directory.toString()));
        command.addAll(List.of(commands));
        return Python.command(command).lines().toList();
    }

    private static String classPath(Path copy) {
        List<String> parts = new ArrayList<>();
        for (Class<?> type :
                List.of(
                        StoreProcess.class,
                        QueueStore.class,
                        com.fasterxml.jackson.core.JsonFactory.class,
                        com.fasterxml.jackson.databind.json.JsonMapper.class,
                        com.fasterxml.jackson.annotation.JsonFormat.class,
                        org.assertj.core.api.Assertions.class)) {
            parts.add(copied(type, copy.resolve(Integer.toString(parts.size()))).toString());
        }
        return String.join(":", parts);
    }

    private static Path copied(Class<?> type, Path to) {
        try {
            Path from = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.exists(to)) {
                return to;
            }
            if (Files.isRegularFile(from)) {
                return readable(Files.copy(from, to));
            }
            try (Stream<Path> all = Files.walk(from)) {
                for (Path path : all.toList()) {
                    readable(Files.copy(path, to.resolve(from.relativize(path).toString())));
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path readable(Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

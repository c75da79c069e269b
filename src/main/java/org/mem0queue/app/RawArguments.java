package org.mem0queue.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command line's arguments as the caller wrote them. In a locale such as C or POSIX (cron,
 * hooks, containers) the JVM decodes them as ASCII and what is not ASCII is gone before {@code
 * main} runs: a memory would be saved garbled. On Linux the bytes are still in {@code
 * /proc/self/cmdline}.
 */
final class RawArguments {
    private static final Path OWN_COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawArguments() {}

    static List<String> of(String[] decoded) {
        boolean ascii = Arrays.stream(decoded).allMatch(a -> a.chars().allMatch(c -> c < 0x80));
        if (ascii || "UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
            return List.of(decoded);
        }
        try {
            List<String> raw = split(Files.readAllBytes(OWN_COMMAND_LINE));
            return raw.size() < decoded.length
                    ? List.of(decoded)
                    : raw.subList(raw.size() - decoded.length, raw.size());
        } catch (IOException notLinuxOrNotUtf8) {
            return List.of(decoded);
        }
    }

    /** Arguments end with NUL each. */
    static List<String> split(byte[] commandLine) throws CharacterCodingException {
        List<String> arguments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                arguments.add(
                        UTF_8.newDecoder()
                                .decode(ByteBuffer.wrap(commandLine, start, i - start))
                                .toString());
                start = i + 1;
            }
        }
        return arguments;
    }
}

package org.mem0queue.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program as a process of its own, with an environment of its own: nothing of the person who
 * runs the tests is seen or touched.
 *
 * @param directory what {@code --dir} is; null leaves the option out
 * @param wrapper a command that runs the program, such as strace; empty for none
 * @param jvmOptions in front of the class path
 */
record RealProgram(
        Path home,
        Path directory,
        List<String> wrapper,
        List<String> jvmOptions,
        Map<String, String> variables) {

    private static final Duration LONGEST = Duration.ofSeconds(120);

    static RealProgram in(Path home, Path directory) {
        return new RealProgram(
                home,
                directory,
                List.of(),
                List.of(),
                Map.of(
                        "HOME", home.toString(),
                        "PATH", "/usr/bin:/bin:/usr/sbin:/sbin",
                        "LANG", "C.UTF-8"));
    }

    RealProgram withoutDirectory() {
        return new RealProgram(home, null, wrapper, jvmOptions, variables);
    }

    RealProgram on(Path other) {
        return new RealProgram(home, other, wrapper, jvmOptions, variables);
    }

    RealProgram under(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(wrapper);
        return new RealProgram(home, directory, all, jvmOptions, variables);
    }

    RealProgram under(String... command) {
        return under(List.of(command));
    }

    RealProgram with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new RealProgram(home, directory, wrapper, jvmOptions, more);
    }

    RealProgram jvm(String option) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(option);
        return new RealProgram(home, directory, wrapper, more, variables);
    }

    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(ProgramImage.ready().javaCommand());
        command.addAll(jvmOptions);
        command.add("org.mem0queue.Main");
        if (directory != null) {
            command.add("--dir");
            command.add(directory.toString());
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs it without any input. */
    Outcome run(String... arguments) {
        return runWith(new byte[0], arguments);
    }

    Outcome runWith(String input, String... arguments) {
        return runWith(input.getBytes(UTF_8), arguments);
    }

    Outcome runWith(byte[] input, String... arguments) {
        RunningProcess running = start(arguments);
        try (OutputStream in = running.input()) {
            in.write(input);
        } catch (IOException endedBeforeReadingAll) {
            // its outcome tells
        }
        return running.outcome(LONGEST);
    }

    RunningProcess start(String... arguments) {
        try {
            return RunningProcess.start(command(arguments), variables, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

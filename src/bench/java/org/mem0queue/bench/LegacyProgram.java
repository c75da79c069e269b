package org.mem0queue.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** A Python process that treats the queue files as the old programs do; see {@code legacy.py}. */
final class LegacyProgram implements AutoCloseable {
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    LegacyProgram(Path directory) throws IOException {
        process =
                new ProcessBuilder(
                                "python3",
                                Path.of("src", "bench", "python", "legacy.py").toString(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        commands = new PrintWriter(process.getOutputStream(), true, UTF_8);
        answers = process.inputReader(UTF_8);
    }

    /** Sends one command and waits for its answer. */
    String ask(String command) throws IOException {
        commands.println(command);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("legacy.py ended at: " + command);
        }
        return answer;
    }

    /** For commands that answer with what they took. */
    void time(String command, Samples samples) throws IOException {
        String[] wallAndProcessor = ask(command).split(" ");
        samples.add(
                Double.parseDouble(wallAndProcessor[0]), Double.parseDouble(wallAndProcessor[1]));
    }

    @Override
    public void close() throws InterruptedException {
        commands.close();
        process.waitFor();
    }
}

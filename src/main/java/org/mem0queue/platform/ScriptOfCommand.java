package org.mem0queue.platform;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Python script a command that a person typed would run, as far as it can be told without a
 * shell: words and quotation marks are understood, and {@code ~}. Nothing is told of a command that
 * sets variables or uses anything else of the shell's, for it may run the script for another queue.
 */
final class ScriptOfCommand {
    private static final Pattern WORD =
            Pattern.compile(
                    "\\G\\s*(?:\"([^\"\\\\$`]*)\"|'([^']*)'|([^\\s\"'\\\\$`=;&|<>()*?]+))(?=\\s|$)");

    private ScriptOfCommand() {}

    /**
     * The script's file; empty if there is none, or nobody can tell.
     *
     * @param home what {@code ~} stands for
     */
    static Optional<Path> of(String command, Path home) {
        List<String> words = words(command);
        return PythonCommandLine.of(words, null)
                .filter(line -> !line.module())
                .flatMap(line -> file(line.script(), home));
    }

    private static List<String> words(String command) {
        String text = command.strip();
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (end < text.length() && word.find()) {
            for (int group = 1; group <= 3; group++) {
                if (word.group(group) != null) {
                    words.add(word.group(group));
                }
            }
            end = word.end();
        }
        return end == text.length() ? words : List.of();
    }

    private static Optional<Path> file(String script, Path home) {
        try {
            Path path =
                    script.startsWith("~/") ? home.resolve(script.substring(2)) : Path.of(script);
            return Optional.of(path.toAbsolutePath()).filter(Files::isRegularFile);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}

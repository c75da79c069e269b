package org.mem0queue.ui.text;

import org.mem0queue.settings.SettingsRead;
import org.mem0queue.settings.WriteProblem;

import java.nio.file.Path;

/** Why the settings could not be kept, in the person's language. */
public final class WriteProblems {
    private WriteProblems() {}

    public static String sentence(WriteProblem problem, Messages words) {
        return switch (problem) {
            case WriteProblem.Unreadable(SettingsRead.Denied(Path file, String reason)) ->
                    words.text(
                            "settings.write.unreadable",
                            words.path(file),
                            Reasons.told(reason, words));
            case WriteProblem.NoDirectories(Path file) ->
                    words.text("settings.write.no-directories", words.path(file));
            case WriteProblem.NotConfirmed(Path file) ->
                    words.text("settings.write.not-confirmed", words.path(file));
            case WriteProblem.Denied(Path file, String reason) ->
                    words.text(
                            "settings.write.denied", words.path(file), Reasons.told(reason, words));
        };
    }
}

package org.mem0queue.ui.logs;

import org.mem0queue.health.FindingSentences;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;

/**
 * What stands beside the last lines of the log on the overview.
 *
 * @param file the file's name, empty if there is none
 * @param silent what stands in the place of lines, empty if there are lines
 */
public record LogText(String file, String silent) {
    static LogText of(LogBatch latest, int rows, Messages words) {
        String name = latest.fileName() == null ? "" : latest.fileName();
        return new LogText(name, rows > 0 ? "" : silent(latest, words));
    }

    private static String silent(LogBatch latest, Messages words) {
        if (latest.problem() != null) {
            return Prose.sentence(FindingSentences.in(words.locale()).reason(latest.problem()));
        }
        return words.text(latest.fileName() == null ? "logs.empty.none" : "logs.empty.silent");
    }
}

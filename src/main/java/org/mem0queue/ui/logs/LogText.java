package org.mem0queue.ui.logs;

import org.mem0queue.health.FindingSentences;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;

/**
 * What the log screen says beside the lines themselves.
 *
 * @param title the sentence: what the lines shown amount to
 * @param file the file's name, empty if there is none
 * @param matches how many lines pass the filter, empty without a filter
 * @param pause what the pause button says
 * @param empty what stands in the place of lines, empty if there are lines
 * @param silent the same where no filter applies
 * @param amount for the status bar
 */
public record LogText(
        String title,
        String file,
        String all,
        String errors,
        String warnings,
        String matches,
        String pause,
        String empty,
        String silent,
        String amount) {

    /** Rows held, rows that pass the filter, rows by level, rows held back by a pause. */
    record Numbers(int rows, int shown, int errors, int warnings, int heldBack) {}

    static LogText beforeFirstLook(Messages words) {
        return new LogText(
                words.text("logs.title.not-read"),
                "",
                words.text("logs.all"),
                words.text("logs.errors"),
                words.text("logs.warnings"),
                "",
                words.text("logs.pause"),
                words.text("logs.empty.not-read"),
                words.text("logs.empty.not-read"),
                "");
    }

    static LogText of(
            LogBatch latest, Numbers numbers, LogFilter filter, boolean paused, Messages words) {
        String name = latest.fileName();
        return new LogText(
                title(latest, numbers, words),
                name == null ? "" : name,
                words.text("logs.all"),
                counted("logs.errors", numbers.errors(), words),
                counted("logs.warnings", numbers.warnings(), words),
                filter.text().isEmpty()
                        ? ""
                        : words.text(
                                "logs.matches",
                                words.number(numbers.shown()),
                                words.number(numbers.rows())),
                pause(paused, numbers.heldBack(), words),
                numbers.shown() > 0 ? "" : empty(latest, numbers, filter, words),
                silent(latest, numbers, words),
                name == null
                        ? ""
                        : words.text(
                                "logs.amount",
                                words.bytes(latest.fileBytes()),
                                words.count("logs.lines", numbers.rows())));
    }

    private static String counted(String key, int number, Messages words) {
        return number == 0 ? words.text(key) : words.text(key) + " " + words.number(number);
    }

    private static String title(LogBatch latest, Numbers numbers, Messages words) {
        if (latest.problem() != null) {
            return words.text("logs.title.unreadable");
        }
        if (latest.fileName() == null) {
            return words.text("logs.title.none");
        }
        if (numbers.rows() == 0) {
            return words.text("logs.title.empty");
        }
        String lines = words.count("logs.title.lines", numbers.rows());
        return numbers.errors() == 0
                ? words.text("logs.title.no-errors", lines)
                : words.count("logs.title.errors", numbers.errors(), lines);
    }

    private static String pause(boolean paused, int heldBack, Messages words) {
        if (!paused) {
            return words.text("logs.pause");
        }
        return heldBack == 0 ? words.text("logs.resume") : words.count("logs.resume.new", heldBack);
    }

    private static String empty(
            LogBatch latest, Numbers numbers, LogFilter filter, Messages words) {
        if (numbers.rows() == 0) {
            return silent(latest, numbers, words);
        }
        return filter.text().isEmpty()
                ? words.text("logs.empty.level")
                : words.text("logs.empty.filter", filter.text());
    }

    private static String silent(LogBatch latest, Numbers numbers, Messages words) {
        if (numbers.rows() > 0) {
            return "";
        }
        if (latest.problem() != null) {
            return Prose.sentence(FindingSentences.in(words.locale()).reason(latest.problem()));
        }
        return words.text(latest.fileName() == null ? "logs.empty.none" : "logs.empty.silent");
    }
}

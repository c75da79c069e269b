package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;
import org.mem0queue.log.LogSight;
import org.mem0queue.ui.fx.Background;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Taking lines out of the log, and what of them is shown at all. On the JavaFX thread. */
final class LineCopies {
    private final LogsDesk desk;
    private final Background background;
    private final RowReader reader;
    private final LogLines lines;
    private final ShownSecrets secrets;
    private final Inquiry inquiry;
    private final Supplier<LogSight.@Nullable Seen> shown;

    /**
     * @param inquiry which lines are shown
     * @param shown what is on screen; null for nothing
     */
    LineCopies(
            LogsDesk desk,
            Background background,
            RowReader reader,
            LogLines lines,
            ShownSecrets secrets,
            Inquiry inquiry,
            Supplier<LogSight.@Nullable Seen> shown) {
        this.desk = desk;
        this.background = background;
        this.reader = reader;
        this.lines = lines;
        this.secrets = secrets;
        this.inquiry = inquiry;
        this.shown = shown;
    }

    /** The lines in these rows as they stand in the log, but for what is masked on screen. */
    void copy(List<Integer> rows, Consumer<RowReader.Copied> copied, Consumer<Exception> failed) {
        LogSight.Seen seen = shown.get();
        if (seen != null) {
            reader.copy(
                    seen,
                    rows.stream().map(lines::lineAt).toList(),
                    secrets.lines(),
                    copied,
                    failed);
        }
    }

    /** Shows the secrets in these rows, or masks them again. */
    void toggleSecrets(List<Integer> rows) {
        secrets.toggle(rows.stream().map(lines::lineAt).toList());
    }

    /** Which lines are shown with their secrets. */
    ShownSecrets secrets() {
        return secrets;
    }

    /** Writes what is shown to a file, as it stands in the log. */
    void export(Path target, LongConsumer done, Consumer<Exception> failed) {
        LogSight.Seen seen = shown.get();
        if (seen == null) {
            return;
        }
        LineSet which = inquiry.query().narrows() ? inquiry.shownLines() : null;
        LineSet copy = which == null ? null : which.and(which);
        background.run(() -> desk.export(seen.file(), copy, target), done::accept, failed);
    }
}

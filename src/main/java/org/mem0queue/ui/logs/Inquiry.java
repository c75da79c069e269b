package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;
import org.mem0queue.log.LogFile;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What is asked of a log, and what is known of the lines of the file that is shown. On the JavaFX
 * thread.
 */
final class Inquiry {
    private final LogsDesk desk;
    private final Messages words;
    private final Background background;
    private final Executor toolkit;
    private final Consumer<LogFile> known;
    private final ReadOnlyObjectWrapper<LogQuery> query = new ReadOnlyObjectWrapper<>(LogQuery.ALL);
    private LookedFor lookedFor = LookedFor.NOTHING;
    private @Nullable LogFindings findings;

    /**
     * @param known told whenever more is known of the lines of a file
     */
    Inquiry(
            LogsDesk desk,
            Messages words,
            Background background,
            Executor toolkit,
            Consumer<LogFile> known) {
        this.desk = desk;
        this.words = words;
        this.background = background;
        this.toolkit = toolkit;
        this.known = known;
    }

    /** Asks the same of another file. */
    void begin(LogFile file) {
        LogFindings found =
                new LogFindings(file, desk, background, toolkit, () -> known.accept(file));
        found.search(lookedFor.pattern());
        found.narrow(query.get().projects());
        findings = found;
    }

    /** No file is shown any more. */
    void end() {
        if (findings != null) {
            findings.close();
            findings = null;
        }
    }

    /** Asks something else; {@link #lookAnew} begins to look for it. */
    void ask(LogQuery wanted) {
        boolean another = !wanted.looksForTheSame(query.get());
        query.set(wanted);
        if (another) {
            lookedFor = LookedFor.of(wanted, words);
        }
    }

    /** Looks for what is asked now and was not asked before. */
    void lookAnew(LogQuery before) {
        LogQuery now = query.get();
        if (findings == null) {
            return;
        }
        if (!now.looksForTheSame(before)) {
            findings.search(lookedFor.pattern());
        }
        if (!now.projects().equals(before.projects())) {
            findings.narrow(now.projects());
        }
    }

    /** The file has grown. */
    void advance() {
        if (findings != null) {
            findings.advance();
        }
    }

    /** The lines that are to be shown; null for all. */
    @Nullable LineSet shownLines() {
        return findings == null ? null : findings.shown(query.get());
    }

    /** Null before a file is shown. */
    @Nullable LineSet hits() {
        return findings == null ? null : findings.hits();
    }

    /** Null before a file is shown. */
    @Nullable LineSet errors() {
        return findings == null ? null : findings.errors();
    }

    LookedFor lookedFor() {
        return lookedFor;
    }

    /** Null before a file is shown. */
    @Nullable LogFindings findings() {
        return findings;
    }

    LogQuery query() {
        return query.get();
    }

    ReadOnlyObjectProperty<LogQuery> queryProperty() {
        return query.getReadOnlyProperty();
    }
}

package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The newest lines of the log. Pausing holds new lines back; reading (a list that is scrolled up)
 * lets them be added below, and only then nothing is taken away above, so that what somebody reads
 * stays where it is.
 */
public final class LogViewModel {
    /** Rows kept at most while somebody follows: an hour of a busy worker, a few MB. */
    public static final int LIMIT = 20_000;

    private final Messages words;
    private final int limit;
    private final ObservableList<LogRow> rows = FXCollections.observableArrayList();
    private final List<LogRow> heldBack = new ArrayList<>();
    private final Set<Object> readers = new HashSet<>();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper timed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<LogText> text;
    private LogBatch latest = LogBatch.none();
    private int errors;
    private int warnings;
    private int withTime;

    public LogViewModel(Messages words) {
        this(words, LIMIT);
    }

    LogViewModel(Messages words, int limit) {
        this.words = words;
        this.limit = limit;
        this.text = new ReadOnlyObjectWrapper<>(new LogText("", words.text("logs.empty.not-read")));
    }

    /** Adds what came; on the JavaFX thread. */
    public void append(LogBatch batch) {
        latest = batch;
        if (batch.restart()) {
            heldBack.clear();
            rows.setAll(batch.rows());
            recount();
        } else if (paused.get() || (!readers.isEmpty() && rows.size() >= 2 * limit)) {
            heldBack.addAll(revised(batch));
            trim(heldBack);
        } else {
            add(revised(batch));
        }
        tell();
    }

    /** Puts the first row in the place of the last one if it revises it; gives the others. */
    private List<LogRow> revised(LogBatch batch) {
        List<LogRow> target = heldBack.isEmpty() ? rows : heldBack;
        if (!batch.revisesLast() || target.isEmpty() || batch.rows().isEmpty()) {
            return batch.rows();
        }
        target.set(target.size() - 1, batch.rows().getFirst());
        recount();
        return batch.rows().subList(1, batch.rows().size());
    }

    /** A list says whether somebody reads in it, that is, does not follow the end. */
    void setReading(Object reader, boolean reading) {
        if (reading) {
            readers.add(reader);
            return;
        }
        readers.remove(reader);
        if (readers.isEmpty() && !paused.get()) {
            release();
        }
    }

    void setPaused(boolean pause) {
        paused.set(pause);
        if (!pause) {
            release();
        }
        tell();
    }

    private void release() {
        if (!heldBack.isEmpty()) {
            List<LogRow> late = List.copyOf(heldBack);
            heldBack.clear();
            add(late);
        } else if (rows.size() > limit) {
            add(List.of());
        }
        tell();
    }

    private void add(List<LogRow> newer) {
        rows.addAll(newer);
        if (readers.isEmpty() && rows.size() > limit) {
            trim(rows);
            recount();
        } else {
            newer.forEach(this::count);
        }
    }

    private void trim(List<LogRow> list) {
        if (list.size() > limit) {
            list.subList(0, list.size() - limit).clear();
        }
    }

    private void recount() {
        errors = 0;
        warnings = 0;
        withTime = 0;
        rows.forEach(this::count);
    }

    private void count(LogRow row) {
        if (!row.time().isEmpty()) {
            withTime++;
        }
        if (row.level() == LogLevel.ERROR) {
            errors++;
        } else if (row.level() == LogLevel.WARNING) {
            warnings++;
        }
    }

    private void tell() {
        timed.set(withTime > 0 && 2 * withTime >= rows.size());
        text.set(LogText.of(latest, rows.size(), words));
    }

    /** All rows, for the overview. */
    public ObservableList<LogRow> rows() {
        return rows;
    }

    ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /**
     * Whether most lines have a time and get a column for it. Some workers print none, some only in
     * a line now and then: there it stands before the text.
     */
    ReadOnlyBooleanProperty timedProperty() {
        return timed.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<LogText> textProperty() {
        return text.getReadOnlyProperty();
    }
}

package org.mem0queue.ui.memories;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One column of one memory: decoded here, because only what is seen is worth it. */
final class MemoryCell extends TableCell<Row, Row> {
    /** A narrower column has room for the icon only, in pixels. */
    private static final double WORD_FITS = 60;

    /** What a column shows. */
    enum Shows {
        STATE,
        PROJECT,
        TEXT,
        ERROR,
        AGE,
        TRIES,
        NEXT_TRY;

        String styleClass() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What all cells need. */
    record Context(Messages words, Clock clock) {}

    private final Context context;
    private final Shows shows;
    private @Nullable Icon icon;
    private @Nullable Tooltip tip;

    MemoryCell(Context context, Shows shows) {
        this.context = context;
        this.shows = shows;
        getStyleClass().addAll("memory-cell", shows.styleClass());
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
        super.updateItem(row, empty);
        redraw();
    }

    /** Draws the same again, at the present time. */
    void redraw() {
        if (isEmpty() || !(getItem() instanceof Row.OfMemory(Memory memory))) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            return;
        }
        Messages words = context.words();
        Instant now = context.clock().instant();
        switch (shows) {
            case STATE -> drawState(memory);
            case PROJECT -> setText(memory.projectId().orElse("–"));
            case TEXT -> setText(firstLine(memory, words));
            case ERROR -> setText(Reasons.told(LastErrors.of(memory), words));
            case AGE ->
                    timed(
                            memory.timestamp().orElse(null),
                            memory.timestamp()
                                    .map(time -> words.age(Duration.between(time, now)))
                                    .orElse(""));
            case TRIES -> setText(memory.retries() == 0 ? "" : words.number(memory.retries()));
            case NEXT_TRY -> {
                Instant next = memory.nextAttempt().orElse(null);
                timed(next, next == null ? "" : next(next, now, words));
            }
        }
    }

    private static String next(Instant next, Instant now, Messages words) {
        return next.isAfter(now)
                ? words.text("memories.next.in", words.age(Duration.between(now, next)))
                : words.text("memories.next.now");
    }

    private void timed(@Nullable Instant time, String text) {
        setText(text);
        if (time == null) {
            setTooltip(null);
            return;
        }
        Tooltip shown = tip == null ? new Tooltip() : tip;
        tip = shown;
        shown.setText(context.words().whole(time));
        setTooltip(shown);
    }

    private void drawState(Memory memory) {
        StateWord word = MemoryGroup.wordOf(memory.state());
        Glyph glyph = StateMark.glyph(memory.state());
        Icon drawn = icon == null ? new Icon(glyph) : icon;
        icon = drawn;
        drawn.setGlyph(glyph);
        drawn.getStyleClass().setAll("icon", word == null ? "quiet" : word.styleClass());
        setGraphic(drawn);
        setText(StateMark.name(memory.state(), context.words()));
    }

    @Override
    protected void layoutChildren() {
        if (shows == Shows.STATE && getWidth() > 0) {
            setContentDisplay(
                    getWidth() < WORD_FITS ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
        super.layoutChildren();
    }

    /** The first line that says something, its secrets masked. */
    static String firstLine(Memory memory, Messages words) {
        String content = memory.detail().content();
        if (content == null || content.isBlank()) {
            return words.text("memories.no-text");
        }
        return Secrets.firstLine(content);
    }
}

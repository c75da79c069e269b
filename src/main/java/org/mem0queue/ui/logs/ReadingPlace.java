package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;

import java.util.function.IntSupplier;

/**
 * Where one is in a log: at its end, which is followed, or elsewhere, or where one has paused it;
 * and the line one went to. Keeps the place while the list changes. On the JavaFX thread.
 */
final class ReadingPlace {
    private final LogLines lines;
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper current = new ReadOnlyLongWrapper(-1);
    private final ReadOnlyObjectWrapper<ScrollTarget> target =
            new ReadOnlyObjectWrapper<>(ScrollTarget.end());

    /** How many rows there were when the end was last in sight. */
    private long seen;

    /** The line that is or comes into sight, until somebody scrolls; -1 for none. */
    private long held = -1;

    private IntSupplier topRow = () -> 0;
    private IntSupplier rowsInSight = () -> 0;

    ReadingPlace(LogLines lines) {
        this.lines = lines;
    }

    /** Another file is shown, and nothing in it was gone to. */
    void forget() {
        leaveLine();
        seen = 0;
    }

    /** The list says which row is at its top, and how many fit below it. */
    void setSight(IntSupplier rowAtTop, IntSupplier rowsThatFit) {
        topRow = rowAtTop;
        rowsInSight = rowsThatFit;
    }

    // ---------------------------------------------------------------- following and pausing

    /** Follows the end from now on. */
    void follow() {
        following.set(true);
        paused.set(false);
    }

    /** Somebody has scrolled: what was gone to may be out of sight. */
    void letGo() {
        held = -1;
    }

    /** The list was scrolled to its end, or away from there. */
    void scrolled(boolean atEnd) {
        markSeen();
        following.set(atEnd);
    }

    void setPaused(boolean pause) {
        if (pause && !isPaused()) {
            markSeen();
        }
        paused.set(pause);
    }

    boolean isFollowing() {
        return following.get();
    }

    boolean isPaused() {
        return paused.get();
    }

    /** There are more rows: whoever follows the end has seen them. */
    void grown() {
        if (isFollowing()) {
            markSeen();
        }
    }

    /** All rows that are there now count as seen. */
    void markSeen() {
        seen = lines.size();
    }

    /** How many of so many rows came since one reads. */
    long below(long rows) {
        return isFollowing() && !isPaused() ? 0 : Math.max(0, rows - seen);
    }

    // ---------------------------------------------------------------- keeping the place

    void showEnd() {
        show(0, ScrollTarget.Place.END);
    }

    private void show(int row, ScrollTarget.Place place) {
        target.set(new ScrollTarget(row, place));
    }

    /** Now that lines are counted, the rows on screen stay where they are. */
    void count(RowReader.End end, @Nullable LineSet only) {
        long top = isFollowing() ? 0 : end.lines() + lines.lineAt(topRow.getAsInt());
        lines.show(end.lines(), only);
        lines.arrived(end.windows());
        markSeen();
        if (isFollowing()) {
            showEnd();
        } else {
            show(lines.rowOf(top), ScrollTarget.Place.TOP);
        }
    }

    /** Shows other lines of the same file, and stays where one is: at the line one went to. */
    void reshow(@Nullable LineSet only) {
        int top = topRow.getAsInt();
        long line = top < lines.size() ? lines.lineAt(top) : 0;
        long at = current.get();
        boolean looksAtIt = at >= 0 && (at == held || isInSight(at, top));
        boolean added = lines.reshow(lines.lines(), only);
        if (isFollowing()) {
            showEnd();
        } else if (!added && looksAtIt && isShown(at)) {
            held = at;
            show(lines.rowOf(at), ScrollTarget.Place.IN_SIGHT);
        } else if (!added) {
            show(lines.rowOf(line), ScrollTarget.Place.TOP);
        }
        if (isFollowing() || !added) {
            markSeen();
        }
    }

    private boolean isInSight(long line, int top) {
        int row = lines.rowOf(line);
        return isShown(line) && row >= top && row < top + rowsInSight.getAsInt();
    }

    private boolean isShown(long line) {
        int row = lines.rowOf(line);
        return row < lines.size() && lines.lineAt(row) == line;
    }

    /** The line in the first row that is seen. */
    long topLine() {
        return lines.lineAt(Math.min(topRow.getAsInt(), lines.size() - 1));
    }

    /** Where somebody was before this list was made, as far as the lines are known. */
    void resume(Bookmark left) {
        current.set(left.current());
        if (!isFollowing()) {
            show(lines.rowOf(left.top()), ScrollTarget.Place.TOP);
        }
    }

    // ---------------------------------------------------------------- going from line to line

    /** Goes to a line and reads there. */
    void goTo(long line) {
        current.set(line);
        held = line;
        following.set(false);
        show(lines.rowOf(line), ScrollTarget.Place.IN_SIGHT);
    }

    /** No line is the one that was gone to. */
    void leaveLine() {
        current.set(-1);
        letGo();
    }

    /** Goes to the next of these lines, behind the last to the first again. */
    void next(@Nullable LineSet among) {
        step(among, true);
    }

    void previous(@Nullable LineSet among) {
        step(among, false);
    }

    private void step(@Nullable LineSet among, boolean forward) {
        if (among != null && !among.isEmpty() && lines.isCounted()) {
            goTo(found(among, forward));
        }
    }

    /**
     * The first step from the end goes to the last one, and from elsewhere to what is on screen.
     */
    private long found(LineSet among, boolean forward) {
        long last = among.select(among.size() - 1);
        long from = current.get();
        if (from < 0) {
            if (isFollowing()) {
                return last;
            }
            from = lines.lineAt(Math.min(topRow.getAsInt(), lines.size() - 1)) - 1;
        }
        long found = forward ? among.after(from) : among.before(from);
        return found >= 0 ? found : forward ? among.select(0) : last;
    }

    /** The number of the line one went to among these, from 1; 0 if it is none of them. */
    long numberAmong(LineSet some) {
        long at = current.get();
        return at >= 0 && some.contains(at) ? some.rank(at) + 1 : 0;
    }

    // ---------------------------------------------------------------- what the view shows

    ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /** The line one went to last; -1 for none. */
    ReadOnlyLongProperty currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Where the list is to go. */
    ReadOnlyObjectProperty<ScrollTarget> targetProperty() {
        return target.getReadOnlyProperty();
    }
}

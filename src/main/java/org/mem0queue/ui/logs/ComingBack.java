package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * Going on where somebody was before the screen was made anew in another language: the place, the
 * marked lines, what was shown of secrets. Lines are found again as more of them is known. On the
 * JavaFX thread.
 */
final class ComingBack {
    private final LogLines lines;
    private final ReadingPlace place;
    private final Inquiry inquiry;
    private final ShownSecrets secrets;
    private @Nullable Bookmark left;
    private Consumer<List<Integer>> marker = rows -> {};

    ComingBack(LogLines lines, ReadingPlace place, Inquiry inquiry, ShownSecrets secrets) {
        this.lines = lines;
        this.place = place;
        this.inquiry = inquiry;
        this.secrets = secrets;
    }

    /** Where one is, and what is marked; null before lines have numbers. */
    @Nullable Bookmark bookmark(List<Integer> marked) {
        if (!lines.isCounted() || lines.size() == 0) {
            return left;
        }
        return new Bookmark(
                place.isFollowing(),
                place.isPaused(),
                place.topLine(),
                place.currentProperty().get(),
                marked.stream()
                        .limit(Bookmark.MOST_MARKED)
                        .filter(row -> row < lines.size())
                        .map(lines::lineAt)
                        .toList(),
                secrets.lines());
    }

    /** Goes there once the lines have numbers. */
    void to(@Nullable Bookmark bookmark) {
        left = bookmark;
        if (bookmark != null) {
            place.scrolled(bookmark.following());
        }
    }

    /** Somebody goes elsewhere. */
    void giveUp() {
        left = null;
    }

    /** The lines have numbers now. */
    void counted() {
        if (left != null) {
            secrets.set(left.whole());
            place.setPaused(left.paused());
            again();
        }
    }

    /** Again whenever more of the lines is known, until they are or somebody scrolls. */
    void again() {
        Bookmark bookmark = left;
        LogFindings now = inquiry.findings();
        if (bookmark == null || now == null || !lines.isCounted()) {
            return;
        }
        place.resume(bookmark);
        marker.accept(bookmark.marked().stream().map(lines::rowOf).toList());
        if (!inquiry.query().narrows() || (now.isSurveyed() && now.isSearched())) {
            left = null;
        }
    }

    /** The list marks rows. */
    void setMarker(Consumer<List<Integer>> rows) {
        marker = rows;
    }
}

package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.shell.Place;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The pages: each is made when somebody first goes there, and told what was seen last. */
final class Pages {
    private final Map<Place, Supplier<Page>> makers = new EnumMap<>(Place.class);
    private final Map<Place, Page> made = new EnumMap<>(Place.class);
    private final Clock clock;
    private @Nullable QueueSnapshot last;

    Pages(Clock clock) {
        this.clock = clock;
    }

    /** What to make when somebody goes there. */
    void put(Place place, Supplier<Page> maker) {
        makers.put(place, maker);
    }

    Page at(Place place) {
        Page known = made.get(place);
        if (known != null) {
            return known;
        }
        Page page = Objects.requireNonNull(makers.get(place)).get();
        made.put(place, page);
        QueueSnapshot snapshot = last;
        if (snapshot != null) {
            page.apply(snapshot, clock.instant());
        }
        return page;
    }

    /** Tells this page; the others with {@link #applyOthers}, unless they are made meanwhile. */
    void apply(Place place, QueueSnapshot snapshot, Instant now) {
        last = snapshot;
        at(place).apply(snapshot, now);
    }

    /** Tells the pages that were made, except this one. */
    void applyOthers(Place known, QueueSnapshot snapshot, Instant now) {
        made.forEach(
                (place, page) -> {
                    if (place != known) {
                        page.apply(snapshot, now);
                    }
                });
    }

    /** What was begun in the same pages of another language goes on. */
    void takeOver(Pages before) {
        before.made.forEach((place, page) -> at(place).takeOver(page));
    }

    void dispose() {
        made.values().forEach(Page::dispose);
    }
}

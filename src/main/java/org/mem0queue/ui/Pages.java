package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.shell.Place;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The pages: each is made when somebody first goes there, and told what was seen last. */
final class Pages {
    private final Map<Place, Supplier<Page>> makers = new EnumMap<>(Place.class);
    private final Map<Place, Page> made = new EnumMap<>(Place.class);
    private final Clock clock;

    /** What was chosen the last time, also where nobody goes this time. */
    private final Map<String, String> choices;

    private @Nullable QueueSnapshot last;

    /**
     * @param choices what was chosen before, by the place's word
     */
    Pages(Clock clock, Map<String, String> choices) {
        this.clock = clock;
        this.choices = choices;
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
        String choice = choices.get(place.word());
        if (choice != null) {
            page.choose(choice);
        }
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

    /** What is chosen now, by the place's word. */
    Map<String, String> choices() {
        Map<String, String> now = new HashMap<>(choices);
        made.forEach(
                (place, page) -> {
                    if (page.choice().isEmpty()) {
                        now.remove(place.word());
                    } else {
                        now.put(place.word(), page.choice());
                    }
                });
        return now;
    }

    void dispose() {
        made.values().forEach(Page::dispose);
    }
}

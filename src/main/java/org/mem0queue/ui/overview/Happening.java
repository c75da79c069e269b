package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.nav.MemoryGroup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The same thing that happened to one or several memories one after the other.
 *
 * @param time when it happened last
 * @param id of the memory it happened to last
 */
record Happening(Kind kind, Instant time, long number, String id) {
    /** Steps further apart are told one by one. */
    private static final Duration TOGETHER = Duration.ofMinutes(10);

    /** What is worth telling. What a person did is told by the audit trail. */
    enum Kind {
        ACCEPTED(Glyph.SAVED, "quiet", "latest.accepted", MemoryGroup.PENDING),
        SEEN(Glyph.PENDING, "quiet", "latest.seen", MemoryGroup.PENDING),
        CONFIRMED(Glyph.SYNCED, "synced", "latest.confirmed", MemoryGroup.SYNCED),
        REPORTED(Glyph.SYNCED, "synced", "latest.reported", MemoryGroup.SYNCED),
        FAILED(Glyph.FAILED, "failed", "latest.failed", MemoryGroup.FAILED),
        UNCLEAR(Glyph.UNCLEAR, "unclear", "latest.unclear", MemoryGroup.UNCLEAR),
        LOST(Glyph.LOST, "lost", "latest.lost", MemoryGroup.LOST);

        private final Glyph glyph;
        private final String styleClass;
        private final String key;
        private final MemoryGroup group;

        Kind(Glyph glyph, String styleClass, String key, MemoryGroup group) {
            this.glyph = glyph;
            this.styleClass = styleClass;
            this.key = key;
            this.group = group;
        }

        Glyph glyph() {
            return glyph;
        }

        String styleClass() {
            return styleClass;
        }

        /** Message key of the sentence, which is counted. */
        String key() {
            return key;
        }

        /** Where they are afterwards. */
        MemoryGroup group() {
            return group;
        }

        /** Null if it is not worth telling. */
        private static @Nullable Kind of(JourneyKind kind) {
            return switch (kind) {
                case ACCEPTED -> ACCEPTED;
                case QUEUED_BY_ANOTHER -> SEEN;
                case SYNCED_CONFIRMED -> CONFIRMED;
                case SYNCED_REPORTED, VANISHED_REPORTED -> REPORTED;
                case FAILED, DEAD_LETTERED, EMERGENCY -> FAILED;
                case IN_DOUBT, VANISHED_UNCERTAIN -> UNCLEAR;
                case VANISHED_LOST -> LOST;
                case SPOOLED,
                        MERGED,
                        HELD,
                        HOLD_ENDED,
                        CLAIMED,
                        RELEASED,
                        ATTEMPT,
                        EDITED,
                        DISCARDED,
                        RESTORED,
                        RETRIED,
                        OTHER ->
                        null;
            };
        }
    }

    /** In the order of their latest steps, the latest first. */
    static List<Happening> gather(List<JourneyEvent> latestFirst) {
        List<Happening> happenings = new ArrayList<>();
        Map<Kind, Open> open = new EnumMap<>(Kind.class);
        for (JourneyEvent event : latestFirst) {
            Kind kind = Kind.of(event.kind());
            if (kind == null) {
                continue;
            }
            Open group = open.get(kind);
            if (group != null && event.time().plus(TOGETHER).isBefore(group.earliest)) {
                happenings.add(group.close());
                group = null;
            }
            if (group == null) {
                group = new Open(kind, event);
                open.put(kind, group);
            } else {
                group.number++;
                group.earliest = event.time();
            }
        }
        open.values().forEach(group -> happenings.add(group.close()));
        return happenings.stream()
                .sorted((one, other) -> other.time().compareTo(one.time()))
                .toList();
    }

    /** One that earlier steps may still join. */
    private static final class Open {
        private final Kind kind;
        private final JourneyEvent last;
        private Instant earliest;
        private long number = 1;

        Open(Kind kind, JourneyEvent last) {
            this.kind = kind;
            this.last = last;
            this.earliest = last.time();
        }

        Happening close() {
            return new Happening(kind, last.time(), number, last.id());
        }
    }
}

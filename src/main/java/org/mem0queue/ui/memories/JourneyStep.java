package org.mem0queue.ui.memories;

import org.mem0queue.ui.control.Glyph;

import java.time.Instant;

/**
 * One line of a memory's way.
 *
 * @param styleClass of the icon: {@code quiet}, or a state
 * @param time when it happened, or the first of several
 */
record JourneyStep(Glyph glyph, String styleClass, Instant time, String sentence) {}

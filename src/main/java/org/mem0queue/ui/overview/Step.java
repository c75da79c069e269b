package org.mem0queue.ui.overview;

import org.mem0queue.ui.nav.Destination;

/**
 * A way to go from here.
 *
 * @param verb what the button says: verb and count
 * @param loud the one thing to press on this screen
 */
record Step(String verb, Destination destination, boolean loud) {
    Step(String verb, Destination destination) {
        this(verb, destination, false);
    }

    Step asPrimary() {
        return new Step(verb, destination, true);
    }
}

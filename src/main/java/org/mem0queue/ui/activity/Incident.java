package org.mem0queue.ui.activity;

/**
 * Why a state is kept for ever, as it is shown beside the list, with the button that ends it.
 *
 * @param note what closing does, and that it can't be taken back
 * @param refused why the button cannot be pressed; empty if it can
 */
record Incident(String note, String button, String refused) {}

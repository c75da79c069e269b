package org.mem0queue.ui.shell;

/**
 * What the header asks of the service. Every method blocks for as long as its files take; none is
 * called on the JavaFX thread.
 */
public interface SyncDesk {}

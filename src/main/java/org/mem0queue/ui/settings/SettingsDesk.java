package org.mem0queue.ui.settings;

/**
 * What this screen asks of the service. Every method blocks for as long as its files take; none is
 * called on the JavaFX thread.
 */
public interface SettingsDesk {}

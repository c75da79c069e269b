package org.mem0queue.ui.settings;

import org.mem0queue.service.LocalApi;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingsWrite;

/**
 * What this screen asks of the service. Every method blocks for as long as its files take; none is
 * called on the JavaFX thread.
 */
public interface SettingsDesk {
    /** Reads the settings again. Writes nothing. */
    SettingsLook look();

    /** Sets one setting; one of a queue directory for the directory of this window. */
    SettingsWrite set(SettingKey<?> key, String text);

    /** Takes a setting out of the file, so that its default applies. */
    SettingsWrite reset(SettingKey<?> key);

    /** Asks the configured API who it is: with GET, without the key, without a memory. */
    ApiFinding testApi();

    /** What the server on this computer has stored and never sent on. */
    LocalApi.NotSentOn storedHere();

    /** Puts that into the queue of this window, from where it goes to the API. */
    LocalApi.SentOn sendOn();

    /** What starting the person's own worker would do. */
    WorkerFinding testWorker();
}

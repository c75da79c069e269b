package org.mem0queue.ui;

import org.mem0queue.ui.activity.ActivityDesk;
import org.mem0queue.ui.logs.LogsDesk;
import org.mem0queue.ui.memories.MemoriesDesk;
import org.mem0queue.ui.overview.OverviewDesk;
import org.mem0queue.ui.settings.SettingsDesk;
import org.mem0queue.ui.shell.SyncDesk;
import org.mem0queue.ui.writing.WritingDesk;

/** A world outside that says what a test tells it to. */
public final class ScriptDoors {
    public SyncDesk sync = new ScriptSyncDesk();
    public OverviewDesk overview = new ScriptOverviewDesk();
    public MemoriesDesk memories = new ScriptMemoriesDesk();
    public WritingDesk writing = new ScriptWritingDesk();
    public LogsDesk logs = new ScriptLogsDesk();
    public ActivityDesk activity = new ScriptActivityDesk();
    public SettingsDesk settings = new ScriptSettingsDesk();

    /** Everything that a screen asks is answered by these; the feed says what it is told. */
    public WindowDoors with(QueueFeed feed) {
        return new WindowDoors(feed, sync, overview, memories, writing, logs, activity, settings);
    }
}

package org.mem0queue.ui;

import org.mem0queue.ui.activity.ActivityDesk;
import org.mem0queue.ui.logs.LogsDesk;
import org.mem0queue.ui.memories.MemoriesDesk;
import org.mem0queue.ui.overview.OverviewDesk;
import org.mem0queue.ui.settings.SettingsDesk;
import org.mem0queue.ui.shell.SyncDesk;
import org.mem0queue.ui.writing.WritingDesk;

/**
 * All that the window knows of the world outside: what comes in by itself, and for each screen what
 * it may ask.
 */
public record WindowDoors(
        QueueFeed feed,
        SyncDesk sync,
        OverviewDesk overview,
        MemoriesDesk memories,
        WritingDesk writing,
        LogsDesk logs,
        ActivityDesk activity,
        SettingsDesk settings) {}

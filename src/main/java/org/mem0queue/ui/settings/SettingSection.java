package org.mem0queue.ui.settings;

import org.mem0queue.settings.SettingKey;

import java.util.List;

/** The settings in the order in which they are shown. */
enum SettingSection {
    QUEUE("settings.section.queue", List.of(SettingKey.MODE)),
    API(
            "settings.section.api",
            List.of(
                    SettingKey.API_URL,
                    SettingKey.API_OWN_SERVER,
                    SettingKey.API_KEY,
                    SettingKey.API_DIALECT,
                    SettingKey.API_INFER,
                    SettingKey.API_TIMEOUT,
                    SettingKey.API_MAX_TOKENS,
                    SettingKey.SYNC_CONCURRENCY,
                    SettingKey.SYNC_INTERVAL,
                    SettingKey.API_SCOPE)),
    WORKER("settings.section.worker", List.of(SettingKey.WORKER_COMMAND, SettingKey.WORKER_SCOPE)),
    DOUBT("settings.section.doubt", List.of(SettingKey.IN_DOUBT, SettingKey.IN_DOUBT_WAIT)),
    THRESHOLDS(
            "settings.section.thresholds",
            List.of(
                    SettingKey.PENDING_WARNING,
                    SettingKey.PENDING_AGE_WARNING,
                    SettingKey.FAILED_CRITICAL,
                    SettingKey.SAFE_TO_SAVE_PENDING,
                    SettingKey.SPOOL_AGE_WARNING,
                    SettingKey.LOCK_HELD_WARNING,
                    SettingKey.DISK_FREE_WARNING,
                    SettingKey.METRICS_AGE_WARNING,
                    SettingKey.LOG_SILENCE_WARNING,
                    SettingKey.LARGE_FILE)),
    APPEARANCE("settings.section.appearance", List.of(SettingKey.THEME, SettingKey.LANGUAGE));

    private final String titleKey;

    @SuppressWarnings("ImmutableEnumChecker") // a list of constants that nobody can change
    private final List<SettingKey<?>> keys;

    SettingSection(String titleKey, List<SettingKey<?>> keys) {
        this.titleKey = titleKey;
        this.keys = keys;
    }

    /** Message key of its heading. */
    String titleKey() {
        return titleKey;
    }

    List<SettingKey<?>> keys() {
        return keys;
    }
}

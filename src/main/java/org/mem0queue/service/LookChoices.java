package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.settings.Settings;
import org.mem0queue.settings.Thresholds;

/**
 * What a person chose that a look goes by, all of one moment.
 *
 * @param apiUrl null if none is configured
 */
public record LookChoices(Thresholds thresholds, @Nullable String apiUrl) {
    static LookChoices of(Settings settings) {
        return new LookChoices(
                settings.thresholds(),
                settings.apiUrl() == null ? null : settings.apiUrl().toString());
    }
}

package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ApiKey;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Deadlines;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.Inference;
import org.mem0queue.mem0.TextLimit;
import org.mem0queue.settings.ApiDialect;
import org.mem0queue.settings.InDoubtPolicy;
import org.mem0queue.settings.Infer;
import org.mem0queue.settings.Secret;
import org.mem0queue.settings.Sending;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.Settings;
import org.mem0queue.sync.SyncSettings;

import java.net.URI;

/** Makes of the settings what a sync needs. */
public final class SyncChoices {
    private SyncChoices() {}

    /** Null while no API is configured, or while its address or key cannot be used. */
    public static @Nullable SyncSettings of(SettingValues values) {
        Settings settings = values.settings();
        URI address = settings.apiUrl();
        if (address == null || problem(values) != null) {
            return null;
        }
        Sending sending = settings.sending();
        return new SyncSettings(
                new ClientSetup(
                        address,
                        key(values),
                        sending.infer() == Infer.ON ? Inference.EXTRACT : Inference.VERBATIM,
                        new TextLimit(sending.maxTokens()),
                        new Deadlines(
                                Deadlines.USUAL.connect(),
                                Deadlines.USUAL.read(),
                                sending.timeout())),
                dialect(sending.dialect()),
                sending.concurrency(),
                sending.interval(),
                sending.inDoubt() == InDoubtPolicy.RESEND,
                sending.doubtWait());
    }

    /** What about the address or the key cannot be used, as a sentence; null if all can. */
    public static @Nullable String problem(SettingValues values) {
        try {
            key(values);
            URI address = values.settings().apiUrl();
            if (address != null) {
                ClientSetup.of(address, null);
            }
            return null;
        } catch (IllegalArgumentException unusable) {
            return unusable.getMessage();
        }
    }

    private static @Nullable ApiKey key(SettingValues values) {
        Secret secret = values.get(SettingKey.API_KEY).value();
        return secret == null ? null : new ApiKey(secret.reveal());
    }

    private static @Nullable Dialect dialect(ApiDialect chosen) {
        return chosen == ApiDialect.AUTO
                ? null
                : Dialect.named(SettingKey.API_DIALECT.format(chosen)).orElse(null);
    }
}

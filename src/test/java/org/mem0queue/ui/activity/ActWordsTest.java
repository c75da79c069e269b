package org.mem0queue.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.ActKind;
import org.mem0queue.ui.SampleActivity;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;

/** What the audit trail keeps in a few English words is told in the person's language. */
class ActWordsTest {
    private static String scope(Locale language, ActKind kind, String detail) {
        return new ActWords(new Messages(language, ZoneOffset.UTC, SampleSnapshots.HOME))
                .scope(SampleActivity.act(1, kind, Duration.ZERO, "cli", detail, 1, 1));
    }

    @Test
    void aStateIsCalledAsOnTheScreens() {
        String failed = "--all --state failed";
        String dead = "--all --state dead-letters";
        assertThat(scope(Locale.ENGLISH, ActKind.RETRY, failed)).isEqualTo("all failed");
        assertThat(scope(Locale.ENGLISH, ActKind.RETRY, dead)).isEqualTo("all dead letters");
        assertThat(scope(Locale.FRENCH, ActKind.RETRY, failed)).isEqualTo("état en échec");
        assertThat(scope(Locale.FRENCH, ActKind.RETRY, dead)).isEqualTo("état lettres mortes");
        assertThat(scope(Locale.ENGLISH, ActKind.RETRY, "--all --state of-later"))
                .isEqualTo("all of-later");
    }

    @Test
    void whatWasChangedIsSaid() {
        assertThat(scope(Locale.ENGLISH, ActKind.EDIT, "text, and retried"))
                .isEqualTo("text, and retried");
        assertThat(scope(Locale.FRENCH, ActKind.EDIT, "text, and retried"))
                .isEqualTo("le texte, puis relancé");
        assertThat(scope(Locale.FRENCH, ActKind.EDIT, "text and project"))
                .isEqualTo("le texte et le projet");
        assertThat(scope(Locale.FRENCH, ActKind.EDIT, "of a later version"))
                .isEqualTo("of a later version");
    }
}

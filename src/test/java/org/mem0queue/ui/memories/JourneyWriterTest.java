package org.mem0queue.ui.memories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.text.Messages;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class JourneyWriterTest {
    private final List<JourneyEvent> events = new ArrayList<>();
    private int minute;

    private JourneyWriterTest happened(JourneyKind kind, String detail) {
        events.add(
                new JourneyEvent(
                        "a", SampleSnapshots.NOW.plusSeconds(60L * minute++), kind, detail));
        return this;
    }

    private JourneyWriterTest tried(String how) {
        return happened(JourneyKind.CLAIMED, "")
                .happened(JourneyKind.ATTEMPT, how)
                .happened(JourneyKind.RELEASED, "");
    }

    private List<String> told(Locale language) {
        return JourneyWriter.write(
                        events, new Messages(language, ZoneOffset.UTC, SampleSnapshots.HOME))
                .stream()
                .map(JourneyStep::sentence)
                .toList();
    }

    @Test
    void triesThatEndedAlikeAreFolded() {
        happened(JourneyKind.ACCEPTED, "").happened(JourneyKind.SPOOLED, "");
        happened(JourneyKind.MERGED, "");
        tried("no answer after 30 s.").tried("no answer after 30 s.");
        tried("no answer after 30 s.").tried("no answer after 30 s.");
        tried("connection refused");
        happened(JourneyKind.CLAIMED, "").happened(JourneyKind.FAILED, "connection refused");
        assertThat(told(Locale.ENGLISH))
                .containsExactly(
                        "Accepted, safe",
                        "In the queue",
                        "Try 1: no answer after 30 s",
                        "Tries 2 to 4: the same",
                        "Try 5: connection refused",
                        "Try 6: connection refused; moved to failed");
    }

    @Test
    void howATryEndedIsToldInFrenchToo() {
        tried("No answer before the deadline.");
        tried("The server answered 422: content is too long");
        tried("no answer within 30 s");
        happened(JourneyKind.FAILED, "a server's own words");
        assertThat(told(Locale.FRENCH))
                .contains(
                        "Essai 1\u00a0: pas de réponse dans le délai",
                        "Essai 2\u00a0: le serveur a répondu 422\u00a0: content is too long",
                        "Essai 3\u00a0: pas de réponse en 30 s",
                        "Essai 4\u00a0: a server's own words\u202f; mis en échec");
    }

    @Test
    void oneMoreOfTheSameIsOneLine() {
        tried("no answer").tried("no answer");
        assertThat(told(Locale.ENGLISH))
                .containsExactly("Try 1: no answer", "Try 2: the same", "Given back to the queue");
    }

    @Test
    void aRetryCountsFromTheBeginning() {
        tried("no answer");
        happened(JourneyKind.FAILED, "no answer").happened(JourneyKind.RETRIED, "act 3");
        tried("no answer");
        assertThat(told(Locale.ENGLISH))
                .containsSubsequence("Put back into the queue", "Try 1: no answer");
    }

    @Test
    void theProofIsLast() {
        happened(JourneyKind.QUEUED_BY_ANOTHER, "").happened(JourneyKind.CLAIMED, "");
        happened(JourneyKind.SYNCED_CONFIRMED, "");
        assertThat(told(Locale.ENGLISH))
                .containsExactly("Found in the queue", "Stored, confirmed by the API");
    }

    @Test
    void everyKindHasItsSentenceInBothLanguages() {
        for (JourneyKind kind : JourneyKind.values()) {
            happened(kind, "");
        }
        assertThat(told(Locale.FRENCH)).hasSameSizeAs(told(Locale.ENGLISH)).doesNotContain("");
    }
}

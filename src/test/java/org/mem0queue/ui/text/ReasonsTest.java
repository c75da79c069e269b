package org.mem0queue.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.MemoryState;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class ReasonsTest {
    private static final Messages FRENCH =
            new Messages(Locale.FRENCH, ZoneId.of("UTC"), Path.of("/home/lea"));
    private static final Messages ENGLISH =
            new Messages(Locale.ENGLISH, ZoneId.of("UTC"), Path.of("/home/lea"));

    /** Every reason that the store has, none of which is known by name outside of it. */
    private static List<String> reasonsOfTheStore() throws ReflectiveOperationException {
        Class<?> reasons = Class.forName("org.mem0queue.store.ActReasons");
        List<String> all = new ArrayList<>();
        for (Field field : reasons.getDeclaredFields()) {
            if (field.getType() == String.class) {
                field.setAccessible(true);
                all.add((String) field.get(null));
            }
        }
        Method movedTo = reasons.getDeclaredMethod("movedTo", MemoryState.class);
        movedTo.setAccessible(true);
        for (MemoryState state : MemoryState.values()) {
            all.add((String) movedTo.invoke(null, state));
        }
        return all;
    }

    @Test
    void everyReasonOfTheStoreIsSaidInFrench() throws ReflectiveOperationException {
        List<String> reasons = reasonsOfTheStore();
        assertThat(reasons).hasSizeGreaterThan(15);
        for (String reason : reasons) {
            assertThat(Reasons.sentence(reason, FRENCH))
                    .as(reason)
                    .isNotEqualTo(Prose.sentence(reason))
                    .endsWith(".");
        }
    }

    @Test
    void whatStandsInAReasonIsKept() {
        assertThat(Reasons.sentence("was taken back already by act 12", FRENCH))
                .isEqualTo("Il a déjà été annulé par l’acte 12.");
        assertThat(Reasons.sentence("could not be changed: /home/lea/x: no space left", ENGLISH))
                .isEqualTo("It could not be changed: ~/x: no space left.");
    }

    @Test
    void whatNobodyKnowsStaysAsItIs() {
        assertThat(Reasons.sentence("is made of cheese", FRENCH))
                .isEqualTo("It is made of cheese.");
    }

    @Test
    void wordsOfTheSystemOrOfAServerAreQuotedAsSuch() {
        assertThat(Reasons.alone("Invalid token for /home/lea/x.", FRENCH))
                .isEqualTo("Message d’origine\u00a0: «\u00a0Invalid token for ~/x.\u00a0»");
        assertThat(Reasons.alone("Invalid token.", ENGLISH)).isEqualTo("Invalid token.");
    }

    @Test
    void aFailureThatNamesNothingButItsFileSaysWhatItIs() {
        assertThat(Reasons.told(new AccessDeniedException("/home/lea/x"), FRENCH))
                .isEqualTo("~/x\u00a0: autorisation refusée");
        assertThat(Reasons.told(new NoSuchFileException("/home/lea/x"), ENGLISH))
                .isEqualTo("~/x: no such file or folder");
        assertThat(Reasons.told(new IllegalStateException(), FRENCH))
                .isEqualTo("IllegalStateException");
    }

    @Test
    void aHolderThatCannotBeNamedIsNotNamedInFrench() {
        LockStatus held = new LockStatus(LockStatus.State.HELD, null, null, null);
        assertThat(Reasons.holder(held, FRENCH))
                .isEqualTo("un processus qu’on ne peut pas nommer d’ici");
    }
}

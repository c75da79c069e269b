package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.HOME;
import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.overview.Sentence.Kind;
import org.mem0queue.ui.text.Messages;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Sentences that were said, in both languages. */
abstract class SaidSentences {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    static final Messages ENGLISH = new Messages(Locale.ENGLISH, ZONE, HOME);
    static final Messages FRENCH = new Messages(Locale.FRENCH, ZONE, HOME);
    static final Set<Kind> SEEN = EnumSet.noneOf(Kind.class);

    static void says(
            SampleSnapshots sample, Kind kind, String headline, String cause, String... french) {
        says(Sentence.of(sample.build(), NOW, ENGLISH), kind, headline, cause);
        Sentence said = Sentence.of(sample.build(), NOW, FRENCH);
        says(
                new Sentence(said.kind(), plain(said.headline()), plain(said.cause())),
                kind,
                french[0],
                french[1]);
    }

    /** Non-breaking spaces would not be seen in this file; another test looks after them. */
    static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    static void says(Sentence sentence, Kind kind, String headline, String cause) {
        SEEN.add(sentence.kind());
        assertThat(sentence).isEqualTo(new Sentence(kind, headline, cause));
    }
}

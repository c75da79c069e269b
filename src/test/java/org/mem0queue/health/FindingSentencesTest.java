package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.DiskSpace;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.service.ObservationFixture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What a person reads in French of what real checks found, and where there is no French. */
class FindingSentencesTest {
    private static final FindingSentences FRENCH = FindingSentences.in(Locale.FRENCH);

    @TempDir private Path folder;
    private ObservationFixture queue;

    @BeforeEach
    void emptyDirectory() {
        queue = new ObservationFixture(folder);
    }

    /**
     * The only finding, in French, the typographic spaces as plain ones, the folder as {@code ~}.
     */
    private String french(HealthCheck check) {
        List<Finding> findings = queue.check(check);
        assertThat(findings).hasSize(1);
        return plain(
                FRENCH.message(findings.getFirst()) + " | " + FRENCH.action(findings.getFirst()));
    }

    private String plain(String text) {
        return text.replace(folder.toString(), "~").replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    @Test
    void oneIsToldInTheSingular() {
        queue.queue(0, 1);

        assertThat(french(new FailedMemoriesCheck()))
                .isEqualTo(
                        "1 souvenir a échoué et attend dans failed[] de ~/mem0_queue.json le"
                            + " prochain passage du worker. | `mem0-queue log --level error` dit"
                            + " pourquoi ; `mem0-queue retry --all --state failed` le remet dans la"
                            + " file.");
    }

    @Test
    void manyAreToldInThePluralWithSeparators() {
        queue.queue(0, 1234);

        assertThat(french(new FailedMemoriesCheck()))
                .isEqualTo(
                        "1 234 souvenirs ont échoué et attendent dans failed[] de ~/mem0_queue.json"
                                + " le prochain passage du worker. | `mem0-queue log --level error`"
                                + " dit pourquoi ; `mem0-queue retry --all --state failed` les"
                                + " remet dans la file.");
        assertThat(queue.check(new FailedMemoriesCheck()).getFirst().message())
                .as("for scripts and whoever searches for the number")
                .startsWith("1234 memories failed and wait in ");
        assertThat(
                        FindingSentences.in(Locale.ENGLISH)
                                .message(queue.check(new FailedMemoriesCheck()).getFirst()))
                .as("in the window, as in its tiles")
                .startsWith("1,234 memories failed and wait in ");
    }

    @Test
    void frenchCountsNothingInTheSingular() {
        queue.queue(0, 0).disk(new DiskSpace(1L << 40, 1L << 41, OptionalLong.of(0)));

        assertThat(french(new DiskSpaceCheck()))
                .startsWith("Le disque de ~ n’a plus de place que pour 0 fichier. ");
        assertThat(queue.check(new DiskSpaceCheck()).getFirst().message())
                .contains(" has room for only 0 more files. ");
    }

    @Test
    void sizesAreFrench() {
        queue.queue(0, 0).disk(new DiskSpace(3_400_000, 2_000_000_000_000L, OptionalLong.empty()));

        assertThat(french(new DiskSpaceCheck()))
                .startsWith("Sur le disque de ~, il reste 3,4 Mo sur 2,0 To. ");
    }

    @Test
    void aHolderIsNamedWhereTheSystemNamesIt() {
        LockStatus.Holder python = new LockStatus.Holder(4711, "python3", "", false);
        queue.queue(0, 0);

        queue.lock(held(python), Duration.ofMinutes(3));
        assertThat(french(new LockHeldCheck()))
                .startsWith("python3 (pid 4711) tient le verrou de la file depuis 3 min ; ");
        queue.lock(held(null), Duration.ofSeconds(41));
        assertThat(french(new LockHeldCheck()))
                .startsWith("Un processus qu’on ne peut nommer d’ici tient le verrou de la file ");
    }

    private static LockStatus held(LockStatus.Holder holder) {
        return new LockStatus(LockStatus.State.HELD, holder, null, null);
    }

    @Test
    void phrasesWithinASentenceAreFrenchToo() {
        queue.queue(ObservationFixture.json("42, {\"id\": \"b\"}, 43", "", "", 3));

        assertThat(french(new PoisonEntriesCheck()))
                .contains(
                        "2 qui ne sont pas des objets JSON (la première : queue[0]),"
                                + " 1 sans projet (la première : queue[1])");
    }

    @Test
    void reasonsOfReadersAreFrench() {
        queue.queue("{\"queue\": [");

        assertThat(french(new QueueFileCheck()))
                .startsWith("~/mem0_queue.json n’est pas une file lisible : le JSON est invalide à")
                .doesNotContain("broken");
    }

    @Test
    void aReasonOfTheSystemStaysAsItIs() {
        queue.queueFile(new ReadResult.Denied<>("Input/output error {0} $1"));

        assertThat(french(new QueueFileCheck()))
                .startsWith("~/mem0_queue.json ne peut pas être lu : Input/output error {0} $1. ");
    }

    @Test
    void aReasonWithinAReasonIsFrench() {
        assertThat(plain(FRENCH.reason("/x/.lock: open failed: permission denied")))
                .isEqualTo("/x/.lock : échec de open (autorisation refusée)");
        assertThat(plain(FRENCH.reason("History /x/l.db: it was closed.")))
                .isEqualTo("historique /x/l.db : il a été fermé.");
        assertThat(FindingSentences.ENGLISH.reason("permission denied"))
                .isEqualTo("permission denied");
    }

    @Test
    void aLanguageWithoutTextsIsEnglish() {
        queue.queue(0, 1234);
        Finding finding = queue.check(new FailedMemoriesCheck()).getFirst();
        FindingSentences german = FindingSentences.in(Locale.GERMANY);

        assertThat(german.message(finding)).isEqualTo(finding.message().replace("1234", "1,234"));
        assertThat(german.action(finding)).isEqualTo(finding.action());
    }

    @Test
    void aFindingThatCarriesNoWordsOrUnknownOnesKeepsItsSentences() {
        Finding plain = new Finding("x", Finding.Severity.NOTICE, "As it is.", "Do it.");
        Finding strange =
                new Finding(
                        "x", Finding.Severity.NOTICE, "Strange.", "", FindingWords.of("x.y", 1));

        assertThat(FRENCH.message(plain)).isEqualTo("As it is.");
        assertThat(FRENCH.action(plain)).isEqualTo("Do it.");
        assertThat(FRENCH.message(strange)).isEqualTo("Strange.");
        assertThat(FRENCH.action(strange)).isEmpty();
    }

    @Test
    void theRegionDecidesHowNumbersLook() {
        queue.queue(0, 1234);
        Finding finding = queue.check(new FailedMemoriesCheck()).getFirst();

        assertThat(FindingSentences.in(Locale.of("fr", "CH")).message(finding))
                .matches("1[^0-9]234 souvenirs ont échoué .*");
    }
}

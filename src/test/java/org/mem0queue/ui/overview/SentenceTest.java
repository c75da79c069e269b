package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.DIRECTORY;
import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot.QueueFileStatus;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.overview.Sentence.Kind;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Each variant of the sentence, in both languages. */
class SentenceTest extends SaidSentences {
    @AfterAll
    static void everyVariantHasItsTest() {
        // A single test may be run alone; the whole class must leave none out.
        if (SEEN.size() > 3) {
            assertThat(SEEN).containsExactlyInAnyOrder(Kind.values());
        }
    }

    @Test
    void beforeTheFirstLookItClaimsNothing() {
        says(
                Sentence.beforeFirstLook(DIRECTORY, ENGLISH),
                Kind.FIRST_LOOK,
                "Looking at ~/.claude.",
                "Nothing has been read yet.");
        says(
                Sentence.beforeFirstLook(DIRECTORY, FRENCH),
                Kind.FIRST_LOOK,
                "Lecture de ~/.claude.",
                "Rien n’a encore été lu.");
    }

    @Test
    void oldNumbersAreCalledOldWhateverTheySay() {
        SampleSnapshots sample = SampleSnapshots.lost();
        sample.readAt = NOW.minusSeconds(190);
        says(
                sample,
                Kind.STALE,
                "These numbers are 3 min old.",
                "Last read at 13:59; nothing newer has come since.",
                "Ces chiffres datent de 3 min.",
                "Dernière lecture : 13:59 ; rien de plus récent depuis.");
    }

    @Test
    void deniedNamesFileAndCause() {
        says(
                SampleSnapshots.denied(),
                Kind.DENIED,
                "The queue file can’t be read.",
                "Permission denied." + " It is tried again at every look.",
                "Le fichier de la file est illisible.",
                "Autorisation refusée." + " Nouvel essai à chaque lecture.");
    }

    @Test
    void corruptSaysWhereAndThatNothingIsOverwritten() {
        says(
                SampleSnapshots.corrupt(),
                Kind.CORRUPT,
                "The queue file is damaged.",
                "The JSON is broken at byte 11904."
                        + " This program leaves it as it is until you choose a backup.",
                "Le fichier de la file est endommagé.",
                "Le JSON est invalide à l’octet 11904."
                        + " Ce programme le laisse tel quel tant que vous n’avez pas choisi de"
                        + " sauvegarde.");
    }

    @Test
    void lossesOutrankTheLockAndNameItAsTheCause() {
        says(
                SampleSnapshots.lost(),
                Kind.LOST,
                "7 memories were lost.",
                "python3 (pid 4711) has held the queue lock for 41 s; agents give up at 5 s.",
                "7 souvenirs ont été perdus.",
                "python3 (pid 4711) tient le verrou de la file depuis 41 s ; les agents abandonnent"
                        + " au bout de 5 s.");
    }

    @Test
    void aLossWithoutAHeldLockBlamesNobody() {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.counts =
                new Counts(
                        0, 0, 0, 0, 73, 143, 0, 0, 0, OptionalLong.of(0), OptionalLong.of(1), 0, 0);
        says(
                sample,
                Kind.LOST,
                "1 memory was lost.",
                "An agent tried to save it; it is in none of the files.",
                "1 souvenir a été perdu.",
                "Un agent a voulu l’enregistrer ; il n’est dans aucun fichier.");
    }

    @Test
    void aHeldLockIsARiskAndNotALoss() {
        says(
                SampleSnapshots.alarm(),
                Kind.SAVES_AT_RISK,
                "Memories saved now may be lost.",
                "python3 (pid 4711) has held the queue lock for 41 s; agents give up at 5 s."
                        + " Save through mem0-queue meanwhile.",
                "Un souvenir enregistré maintenant peut être perdu.",
                "python3 (pid 4711) tient le verrou de la file depuis 41 s ; les agents abandonnent"
                        + " au bout de 5 s. D’ici là, enregistrez par mem0-queue.");
    }

    @Test
    void aHolderThatCannotBeNamedIsNotNamed() {
        SampleSnapshots sample = SampleSnapshots.alarm();
        sample.lock = new LockStatus(LockStatus.State.HELD, null, Duration.ofSeconds(75), null);
        says(
                sample,
                Kind.SAVES_AT_RISK,
                "Memories saved now may be lost.",
                "A process that can’t be named from here has held the queue lock for 1 min; agents"
                        + " give up at 5 s. Save through mem0-queue meanwhile.",
                "Un souvenir enregistré maintenant peut être perdu.",
                "Un processus qu’on ne peut nommer d’ici tient le verrou de la file depuis"
                        + " 1 min ; les agents abandonnent au bout de 5 s. D’ici là, enregistrez"
                        + " par mem0-queue.");
    }

    @Test
    void severalWorkersAreNamed() {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.worker = new WorkerStatus(WorkerStatus.State.SEVERAL, List.of(4711L, 4720L), null);
        says(
                sample,
                Kind.SEVERAL_WORKERS,
                "2 workers are running at once.",
                "They may send the same memories twice. Processes: 4711, 4720.",
                "2 workers sont en marche à la fois.",
                "Ils peuvent envoyer deux fois les mêmes souvenirs. Processus : 4711, 4720.");
    }

    @Test
    void aStuckWorkerSaysSinceWhen() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.worker =
                new WorkerStatus(WorkerStatus.State.STUCK, List.of(4711L), NOW.minusSeconds(1260));
        says(
                sample,
                Kind.WORKER_STUCK,
                "The worker makes no progress.",
                "Its last sign of progress was at 13:41. 40 more are waiting.",
                "Le worker n’avance plus.",
                "Dernier signe de progrès : 13:41. 40 autres attendent.");
        sample.worker = new WorkerStatus(WorkerStatus.State.STUCK, List.of(4711L), null);
        assertThat(Sentence.of(sample.build(), NOW, ENGLISH).cause())
                .startsWith("No sign of progress is known.");
    }

    @Test
    void otherCriticalFindingsAreCountedAndTheFirstIsTold() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.findings =
                List.of(
                        new Finding("x", Finding.Severity.WARNING, "a warning", "do"),
                        new Finding(
                                "disk-full", Finding.Severity.CRITICAL, "only 3 MB are left", "do"),
                        new Finding("y", Finding.Severity.CRITICAL, "another", "do"));
        says(
                sample,
                Kind.PROBLEM,
                "2 problems need you.",
                "Only 3 MB are left.",
                "2 problèmes demandent votre attention.",
                "Only 3 MB are left.");
    }

    @Test
    void aFileThatKeepsChangingIsSaidSo() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.file = new QueueFileStatus("unstable", -1, null, "it changed while it was read");
        says(
                sample,
                Kind.UNSTABLE,
                "The queue file keeps changing.",
                "It could not be read in one piece; it is tried again at every look.",
                "Le fichier de la file change sans cesse.",
                "Il n’a pas pu être lu d’une traite ; nouvel essai à chaque lecture.");
    }

    @Test
    void aSilentApiMattersWhereSomethingWaits() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.api = new ApiStatus(ApiStatus.State.DOWN, "http://127.0.0.1:8081", null);
        says(
                sample,
                Kind.API_DOWN,
                "40 memories are waiting; the API does not answer.",
                "What waits is safe in the queue. The oldest has waited 12 min.",
                "40 souvenirs attendent ; l’API ne répond pas.",
                "Ce qui attend est en sécurité dans la file."
                        + " Le plus ancien attend depuis 12 min.");
        SampleSnapshots nothing = SampleSnapshots.calm();
        nothing.api = sample.api;
        assertThat(Sentence.of(nothing.build(), NOW, ENGLISH).kind()).isEqualTo(Kind.CALM);
    }

    @Test
    void aMissingQueueIsNoError() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.file = new QueueFileStatus("missing", -1, null, null);
        says(
                sample,
                Kind.MISSING,
                "There is no queue in ~/.claude.",
                "It holds no mem0_queue.json. As soon as there is one, it is shown here.",
                "Il n’y a pas de file dans ~/.claude.",
                "Aucun mem0_queue.json. Dès qu’il y en aura un, il s’affichera ici.");
    }

    @Test
    void whereTheQueueIsMissingWhatNeedsAPersonIsSaidAllTheSame() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.file = new QueueFileStatus("missing", -1, null, null);
        Sentence sentence = Sentence.of(sample.build(), NOW, ENGLISH);
        assertThat(sentence.kind()).isEqualTo(Kind.FAILED);
        assertThat(sentence.headline()).startsWith("11 memories need you");
    }

    @Test
    void whatNeedsAPersonIsSaidToBeSafeWithItsPlaces() {
        says(
                SampleSnapshots.normal(),
                Kind.FAILED,
                "11 memories need you; all of them are safe.",
                "6 failed, 3 are dead letters, 2 stand in the emergency file."
                        + " 40 more are waiting.",
                "11 souvenirs ont besoin de vous ; tous sont en sécurité.",
                "6 en échec, 3 lettres mortes, 2 dans le fichier d’urgence."
                        + " 40 autres attendent.");
    }

    @Test
    void oneThatNeedsAPersonIsSingular() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.counts = SampleSnapshots.counts(0, 0, 0, 0, 1, 0);
        says(
                sample,
                Kind.FAILED,
                "1 memory needs you; it is safe.",
                "1 is a dead letter.",
                "1 souvenir a besoin de vous ; il est en sécurité.",
                "1 lettre morte.");
    }

    @Test
    void whatMayHaveArrivedIsNotCalledStored() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.counts =
                new Counts(
                        0, 2, 0, 1, 0, 0, 0, 0, 0, OptionalLong.of(2), OptionalLong.empty(), 0, 0);
        says(
                sample,
                Kind.UNCLEAR,
                "3 memories may have arrived; nothing proves it.",
                "The answer to the upload is missing. 2 more are waiting.",
                "3 souvenirs sont peut-être arrivés ; rien ne le prouve.",
                "La réponse à l’envoi manque. 2 autres attendent.");
    }

    @Test
    void whatIsOnHoldIsToldWhenNothingElseWaits() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.counts =
                new Counts(0, 2, 0, 0, 0, 0, 0, 0, 0, OptionalLong.of(0), OptionalLong.of(0), 0, 2);
        says(
                sample,
                Kind.WAITING,
                "2 memories are on hold; all of them are safe.",
                "Nothing else is waiting. Nobody sends what is on hold until you release it.",
                "2 souvenirs sont retenus ; tous sont en sécurité.",
                "Rien d’autre n’attend. Personne n’envoie ce qui est retenu avant que vous ne le"
                        + " libériez.");
        sample.counts =
                new Counts(0, 3, 0, 0, 0, 0, 0, 0, 0, OptionalLong.of(0), OptionalLong.of(0), 0, 2);
        assertThat(sample.build().counts().toSend()).isEqualTo(1);
    }

    @Test
    void warningsWantALook() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.findings =
                List.of(
                        new Finding(
                                "private",
                                Finding.Severity.WARNING,
                                "mem0_queue.json can be read by others.",
                                "chmod"));
        says(
                sample,
                Kind.LOOK,
                "One thing wants a look.",
                "mem0_queue.json can be read by others.",
                "Un point est à regarder.",
                "mem0_queue.json can be read by others.");
    }

    @Test
    void waitingIsSafeAndSaysWhoSends() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.counts = SampleSnapshots.counts(40, 0, 0, 0, 0, 0);
        sample.oldest = Duration.ofHours(3);
        says(
                sample,
                Kind.WAITING,
                "40 memories are waiting; all of them are safe.",
                "No worker is running. The oldest has waited 3 h.",
                "40 souvenirs attendent ; tous sont en sécurité.",
                "Aucun worker n’est en marche. Le plus ancien attend depuis 3 h.");
        sample.worker = new WorkerStatus(WorkerStatus.State.IDLE, List.of(1L), null);
        assertThat(Sentence.of(sample.build(), NOW, ENGLISH).cause())
                .startsWith("The worker is idle");
        sample.worker = new WorkerStatus(WorkerStatus.State.SYNCING, List.of(1L), null);
        assertThat(Sentence.of(sample.build(), NOW, ENGLISH).cause())
                .startsWith("The worker is sending");
    }

    @Test
    void sendingAloneIsSaid() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.counts = SampleSnapshots.counts(0, 3, 10, 0, 0, 0);
        says(
                sample,
                Kind.SENDING,
                "3 memories are being sent.",
                "10 sent, as the worker reports; none confirmed on the server."
                        + " Whether something was lost has not been checked yet.",
                "3 souvenirs sont en cours d’envoi.",
                "10 envoyés d’après le worker ; aucun confirmé sur le serveur."
                        + " Les pertes n’ont pas encore été recherchées.");
    }

    @Test
    void withoutAScanQuietSaysThatLossesWereNotLookedFor() {
        says(
                SampleSnapshots.empty(),
                Kind.QUIET,
                "Nothing is waiting.",
                "By the files, nothing has been sent yet."
                        + " Whether something was lost has not been checked yet.",
                "Rien n’attend.",
                "Rien n’a encore été envoyé, d’après les fichiers."
                        + " Les pertes n’ont pas encore été recherchées.");
    }

    @Test
    void calmSaysWhatIsProved() {
        says(
                SampleSnapshots.calm(),
                Kind.CALM,
                "Nothing is waiting.",
                "216 sent, 73 of them confirmed on the server. Checked for losses: none found.",
                "Rien n’attend.",
                "216 envoyés, dont 73 confirmés sur le serveur."
                        + " Pertes recherchées : aucune trouvée.");
    }
}

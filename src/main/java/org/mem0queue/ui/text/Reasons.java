package org.mem0queue.ui.text;

import org.mem0queue.health.FindingSentences;
import org.mem0queue.queue.LockStatus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Objects;

/**
 * What the parts below say in English, in the person's language: why an act leaves a memory as it
 * is, and why something was refused. The files, the audit trail and the command line keep the
 * English; what nobody has translated, as the words of the system or of a server, is quoted.
 */
public final class Reasons {
    private static final String TAKEN_BACK = "was taken back already by act ";
    private static final String NOT_CHANGED = "could not be changed: ";

    private static final Map<String, String> REASONS =
            Map.ofEntries(
                    Map.entry("is waiting already", "reason.waiting"),
                    Map.entry("is waiting in the queue already", "reason.waiting"),
                    Map.entry("is in the trash: restore it", "reason.in-trash"),
                    Map.entry("is in the trash already", "reason.in-trash-already"),
                    Map.entry("is not in the trash", "reason.not-in-trash"),
                    Map.entry("is on hold", "reason.held"),
                    Map.entry("is on hold already", "reason.held-already"),
                    Map.entry("is on hold: release it", "reason.held-release"),
                    Map.entry("is not on hold", "reason.not-held"),
                    Map.entry("is not sent unless you retry it", "reason.not-sent"),
                    Map.entry(
                            "cannot be held: another program has put something else where the held"
                                    + " ones belong",
                            "reason.held-no-list"),
                    Map.entry("is not unclear", "reason.not-unclear"),
                    Map.entry("was sent already", "reason.sent"),
                    Map.entry("is in no file; `recover` puts it back", "reason.nowhere"),
                    Map.entry(
                            "is being uploaded now: try again when that has ended",
                            "reason.uploading"),
                    Map.entry("is in doubt: settle it with `resolve`", "reason.in-doubt"),
                    Map.entry("was changed since you looked", "reason.changed"),
                    Map.entry("was sent meanwhile or taken out by another program", "reason.gone"),
                    Map.entry("is so already", "reason.same"),
                    Map.entry(
                            "has no project, so no worker could send it: edit it first",
                            "reason.no-project"),
                    Map.entry("is no entry that a worker could send", "reason.no-entry"),
                    Map.entry("is no entry that could be edited", "reason.no-edit"),
                    Map.entry("has failed meanwhile", "reason.failed"),
                    Map.entry("has become a dead letter meanwhile", "reason.dead-letter"),
                    Map.entry("was discarded meanwhile", "reason.discarded"),
                    Map.entry("is in the emergency file", "reason.emergency"),
                    Map.entry("needs a project that is not empty", "reason.no-name"),
                    Map.entry("is in no file that could be changed", "reason.no-file"),
                    Map.entry(
                            "is not made, since the whole memory stays as it is",
                            "reason.whole-stays"),
                    Map.entry(
                            "cannot go back: its line is no longer in the emergency file or what we"
                                    + " keep of it",
                            "reason.no-line"),
                    Map.entry(
                            "could not be put into the trash: its file was taken away",
                            "reason.no-trash"),
                    Map.entry(
                            "could not be put into the trash: its entry had not been read yet. Try"
                                    + " again",
                            "reason.not-read"),
                    Map.entry("has nothing kept to take it back with", "reason.nothing-kept"));

    private Reasons() {}

    /**
     * A reason, which is written to stand behind an id, as a sentence; in English if it is one that
     * nobody has translated.
     */
    public static String sentence(String reason, Messages words) {
        String key = REASONS.get(reason);
        if (key != null) {
            return words.text(key);
        }
        if (reason.startsWith(TAKEN_BACK)) {
            return words.text("reason.taken-back", reason.substring(TAKEN_BACK.length()));
        }
        return reason.startsWith(NOT_CHANGED)
                ? words.text(
                        "reason.not-changed",
                        Prose.sentence(told(reason.substring(NOT_CHANGED.length()), words)))
                : Prose.sentence("it " + reason);
    }

    /** What another part of the program said, to stand in a sentence or behind a colon. */
    public static String told(String english, Messages words) {
        return words.shortPaths(FindingSentences.in(words.locale()).reason(english));
    }

    /** What another part of the program said, to stand alone: quoted if it stays as it is. */
    public static String alone(String english, Messages words) {
        String told = FindingSentences.in(words.locale()).reason(english);
        String shown = words.shortPaths(told);
        return told.equals(english) ? words.text("reason.quoted", shown) : shown;
    }

    /** Why something broke off, to stand behind a colon. */
    public static String told(Exception failure, Messages words) {
        return switch (failure) {
            // Their own message is nothing but the path.
            case AccessDeniedException denied -> at(denied, "permission denied", words);
            case NoSuchFileException gone -> at(gone, "no such file or folder", words);
            case IOException told when told.getMessage() != null -> told(told.getMessage(), words);
            default ->
                    told(
                            Objects.requireNonNullElse(
                                    failure.getMessage(), failure.getClass().getSimpleName()),
                            words);
        };
    }

    private static String at(FileSystemException failure, String reason, Messages words) {
        return words.text(
                "reason.at-file",
                words.shortPaths(String.valueOf(failure.getFile())),
                told(reason, words));
    }

    /** That the queue lock is waited for, and whose it is if somebody can be named. */
    public static String waitsFor(LockStatus held, Messages words) {
        return held.holder() == null
                ? words.text("act.waiting.unnamed")
                : words.text("act.waiting.lock", holder(held, words));
    }

    /** Who holds a lock, also where nobody can name it. */
    public static String holder(LockStatus lock, Messages words) {
        return told(lock.holderSentence(), words);
    }
}

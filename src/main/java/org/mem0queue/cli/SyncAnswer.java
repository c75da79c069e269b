package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.service.JsonText;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pass of our sync is told as. */
final class SyncAnswer {
    private static final int PARTLY = 3;

    private SyncAnswer() {}

    /** What a pass came to, for {@code --json}. */
    static Map<String, @Nullable Object> shape(SyncReport report) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("sent", report.sent());
        all.put("synced", report.synced());
        all.put("failed", report.failed());
        all.put("in_doubt", report.inDoubt());
        all.put("left", report.left());
        all.put("again", report.again());
        all.put("stopped", report.stopped());
        return all;
    }

    /** Anything a worker has to tell, as one JSON object. */
    static Map<String, @Nullable Object> shape(SyncResult result) {
        return switch (result) {
            case SyncResult.Ran(SyncReport report) -> shape(report);
            case SyncResult.Paused(Instant since) -> problem("paused", pausedSentence(since));
            case SyncResult.AnotherRuns(LockStatus lock) -> problem("busy", another(lock));
            case SyncResult.LockHeld(LockStatus lock, SyncReport report) -> {
                Map<String, @Nullable Object> all = shape(report);
                all.put("stopped", held(lock));
                yield all;
            }
            case SyncResult.Refused(String sentence, SyncReport report) -> {
                Map<String, @Nullable Object> all = shape(report);
                all.put("stopped", sentence);
                yield all;
            }
        };
    }

    private static Map<String, @Nullable Object> problem(String state, String sentence) {
        Map<String, @Nullable Object> all = shape(nothing());
        all.put("stopped", sentence);
        all.put("state", state);
        return all;
    }

    private static SyncReport nothing() {
        return new SyncReport(0, 0, 0, 0, 0, null, null);
    }

    /** In one sentence. */
    static String sentence(SyncResult result) {
        return switch (result) {
            case SyncResult.Ran(SyncReport report) -> sentence(report);
            case SyncResult.Paused(Instant since) -> pausedSentence(since);
            case SyncResult.AnotherRuns(LockStatus lock) -> another(lock);
            case SyncResult.LockHeld(LockStatus lock, SyncReport report) ->
                    sentence(report) + " " + held(lock);
            case SyncResult.Refused(String sentence, SyncReport report) ->
                    report.sent() == 0 ? sentence : sentence(report) + " " + sentence;
        };
    }

    static String sentence(SyncReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(report.synced() + " synced");
        add(parts, report.failed(), " failed");
        add(parts, report.inDoubt(), " in doubt");
        add(parts, report.again(), " to be tried again");
        Long left = report.left();
        add(parts, left == null ? 0 : left, " left");
        return String.join(", ", parts)
                + "."
                + (report.stopped() == null ? "" : " " + sentenceOf(report.stopped()));
    }

    /** What another program said, ended as a sentence is. */
    static String sentenceOf(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private static void add(List<String> parts, long number, String word) {
        if (number > 0) {
            parts.add(number + word);
        }
    }

    static String pausedSentence(Instant since) {
        return "Sending is paused since "
                + JsonText.iso(since)
                + ". Let it go on with `mem0-queue resume`.";
    }

    static String another(LockStatus lock) {
        return lock.holderSentence() + " is sending from this directory already.";
    }

    private static String held(LockStatus lock) {
        return lock.holderSentence()
                + " holds the queue lock. What was sent is written down, and the next sync puts it"
                + " into the queue file.";
    }

    /** The exit code of one pass. */
    static int exitCode(SyncResult result) {
        if (!(result instanceof SyncResult.Ran(SyncReport report))) {
            return Failure.FAILED;
        }
        boolean whole =
                report.failed() + report.inDoubt() + report.again() == 0
                        && report.stopped() == null;
        return whole ? 0 : report.synced() > 0 ? PARTLY : Failure.FAILED;
    }
}

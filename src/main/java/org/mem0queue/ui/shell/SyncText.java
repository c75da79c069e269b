package org.mem0queue.ui.shell;

import org.mem0queue.queue.LockStatus;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a pass of our sync is told as. */
final class SyncText {
    private SyncText() {}

    /** Whether it went as a person hopes. */
    static boolean good(SyncResult result) {
        return result instanceof SyncResult.Ran(SyncReport report)
                && report.failed() + report.inDoubt() + report.again() == 0
                && report.stopped() == null;
    }

    static String sentence(SyncResult result, Instant now, Messages words) {
        return switch (result) {
            case SyncResult.Ran(SyncReport report) -> report(report, words);
            case SyncResult.Paused(Instant since) ->
                    words.text("sync.paused-since", words.moment(since, now));
            case SyncResult.AnotherRuns(LockStatus lock) ->
                    words.text("sync.another", who(lock, words));
            case SyncResult.LockHeld(LockStatus lock, SyncReport report) ->
                    words.text("sync.lock-held", who(lock, words));
            case SyncResult.Refused(String sentence, SyncReport report) -> theirs(sentence, words);
        };
    }

    private static String report(SyncReport report, Messages words) {
        if (report.sent() + report.synced() + report.failed() + report.inDoubt() == 0
                && report.stopped() == null) {
            return left(report) == 0
                    ? words.text("sync.nothing")
                    : words.count("sync.nothing-due", left(report));
        }
        List<String> parts = new ArrayList<>();
        parts.add(words.count("sync.synced", report.synced()));
        add(parts, "sync.failed", report.failed(), words);
        add(parts, "sync.in-doubt", report.inDoubt(), words);
        add(parts, "sync.again", report.again(), words);
        add(parts, "sync.left", left(report), words);
        String sentence = words.text("sync.done", words.list(parts));
        return report.stopped() == null
                ? sentence
                : sentence + " " + theirs(report.stopped(), words);
    }

    /** What nobody could count is not spoken of. */
    private static long left(SyncReport report) {
        Long left = report.left();
        return left == null ? 0 : left;
    }

    /** What another part of the program calls a problem. */
    private static String theirs(String sentence, Messages words) {
        return Reasons.alone(sentence, words);
    }

    private static void add(List<String> parts, String key, long number, Messages words) {
        if (number > 0) {
            parts.add(words.count(key, number));
        }
    }

    private static String who(LockStatus lock, Messages words) {
        LockStatus.Holder holder = lock.holder();
        return holder == null
                ? words.text("sync.somebody")
                : holder.command() + " (" + holder.pid() + ")";
    }

    /** On the button while it runs: how far. */
    static String progress(SyncProgress progress, Messages words) {
        return words.text(
                "sync.progress", words.number(progress.done()), words.number(progress.total()));
    }

    /** The longer story of the button. */
    static String progressHelp(SyncProgress progress, Messages words) {
        Duration left = progress.left();
        return left == null
                ? words.text("sync.stop.tip")
                : words.text("sync.stop.tip-left", words.age(left));
    }
}

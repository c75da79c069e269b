package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogSight;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.time.Instant;
import java.util.List;

/** Puts the state of the log screen into words. Immutable. */
final class LogsWording {
    private final Messages words;

    LogsWording(Messages words) {
        this.words = words;
    }

    /**
     * What there is to tell.
     *
     * @param name of the chosen log; empty before one was looked for
     * @param sight the last one; null before the first
     * @param files which of the files that had the name
     * @param lines of the log
     * @param rows of them on screen
     * @param timed whether rows have a column of times
     * @param hit the number of the hit one is at, from 1; 0 for none
     * @param below lines that came since one reads
     * @param mistake in the expression
     */
    record State(
            String name,
            @Nullable LogSight sight,
            Files files,
            long lines,
            long rows,
            boolean timed,
            @Nullable LogFindings findings,
            LogQuery query,
            long hit,
            boolean paused,
            long below,
            String mistake,
            Instant now) {}

    /**
     * Which of several files that had the name one sees.
     *
     * @param replaced whether another file waits to be shown
     * @param over whether nothing more can be read of the one on screen
     * @param earlier whether the one before it can be shown
     * @param since when the present one was found
     * @param elsewhere what the worker's log is if it is another one; empty if it is this one
     */
    record Files(
            boolean replaced, boolean over, boolean earlier, Instant since, String elsewhere) {}

    LogsText of(State state) {
        return new LogsText(
                title(state),
                state.name(),
                words.text("logs.all"),
                counted("logs.errors", errors(state), state),
                counted("logs.warnings", warnings(state), state),
                matches(state),
                state.mistake(),
                pause(state),
                remark(state),
                state.files().earlier() ? words.text("logs.earlier") : "",
                below(state),
                state.rows() > 0 ? "" : empty(state),
                state.sight() instanceof LogSight.Seen seen ? amount(seen, state) : "",
                state.findings() == null ? List.of() : state.findings().projects());
    }

    private static long errors(State state) {
        return state.findings() == null ? 0 : state.findings().errors().size();
    }

    private static long warnings(State state) {
        return state.findings() == null ? 0 : state.findings().warnings().size();
    }

    /** "Errors 4"; "Errors 4+" while more may be found. */
    private String counted(String key, long number, State state) {
        if (number == 0) {
            return words.text(key);
        }
        boolean known = state.findings() == null || state.findings().isSurveyWhole();
        return words.text(key) + " " + words.number(number) + (known ? "" : "+");
    }

    private String title(State state) {
        return switch (state.sight()) {
            case null -> words.text("logs.title.not-read");
            case LogSight.Missing _ -> words.text("logs.title.none");
            case LogSight.Denied _, LogSight.Unreadable _ -> words.text("logs.title.unreadable");
            case LogSight.Seen seen when seen.sizeBytes() == 0 -> words.text("logs.title.empty");
            case LogSight.Seen _ when isBroken(state.findings()) && errors(state) == 0 ->
                    words.text("logs.title.incomplete");
            case LogSight.Seen seen ->
                    state.findings() == null
                            ? words.text("logs.title.reading")
                            : LogHeadline.of(
                                    new LogHeadline.Facts(
                                            seen.lines(),
                                            errors(state),
                                            state.findings().isSurveyWhole(),
                                            state.findings().troubles(),
                                            seen.modified(),
                                            state.now()),
                                    words);
        };
    }

    private String matches(State state) {
        LogFindings findings = state.findings();
        if (!state.query().searches() || findings == null) {
            return "";
        }
        if (!state.mistake().isEmpty()) {
            return words.text("logs.mistake");
        }
        long hits = findings.hits().size();
        String all = words.number(hits) + (findings.isSearchWhole() ? "" : "+");
        if (hits == 0) {
            return words.text(
                    !findings.isSearched()
                            ? "logs.matches.search"
                            : findings.isSearchWhole()
                                    ? "logs.matches.none"
                                    : "logs.matches.incomplete");
        }
        return state.hit() == 0 ? all : words.text("logs.matches", words.number(state.hit()), all);
    }

    /** Whether the search has ended, and not all lines were searched. */
    private static boolean isCutShort(State state) {
        LogFindings findings = state.findings();
        return findings != null
                && state.query().searches()
                && findings.isSearched()
                && !findings.isSearchWhole();
    }

    private static boolean isBroken(@Nullable LogFindings findings) {
        return findings != null && findings.isSurveyed() && !findings.isSurveyWhole();
    }

    private String pause(State state) {
        if (!state.paused()) {
            return words.text("logs.pause");
        }
        return state.below() == 0
                ? words.text("logs.resume")
                : words.count("logs.resume.new", state.below());
    }

    private String below(State state) {
        if (state.files().replaced()) {
            return words.text("logs.replaced-below");
        }
        return state.below() == 0 ? "" : words.count("logs.new-below", state.below());
    }

    private String remark(State state) {
        if (!(state.sight() instanceof LogSight.Seen seen)) {
            return "";
        }
        Files files = state.files();
        if (files.over() || files.replaced()) {
            return words.text(
                    files.over() ? "logs.remark.over" : "logs.remark.earlier",
                    words.clock(files.since()));
        }
        if (!files.elsewhere().isEmpty()) {
            return words.text("logs.remark.elsewhere", files.elsewhere());
        }
        if (isCutShort(state)) {
            return words.text("logs.remark.not-searched");
        }
        if (seen.gone()) {
            return words.text("logs.remark.gone", state.name());
        }
        String at = words.clock(seen.since());
        return switch (seen.start()) {
            case ROTATED -> words.text("logs.remark.rotated", at);
            case TRUNCATED -> words.text("logs.remark.truncated", at);
            case FOUND, APPEARED ->
                    seen.inBlocks() && !state.timed() ? words.text("logs.in-blocks") : "";
        };
    }

    private String empty(State state) {
        return switch (state.sight()) {
            case null -> words.text("logs.empty.not-read");
            case LogSight.Missing _ -> words.text("logs.empty.none");
            case LogSight.Denied(String reason) -> unreadable(reason);
            case LogSight.Unreadable(String reason) -> unreadable(reason);
            case LogSight.Seen seen when seen.sizeBytes() == 0 -> words.text("logs.empty.silent");
            case LogSight.Seen _ -> emptyOf(state);
        };
    }

    private String unreadable(String reason) {
        return words.text("logs.empty.unreadable", Prose.sentence(Reasons.told(reason, words)));
    }

    private String emptyOf(State state) {
        if (!state.query().narrows()) {
            return words.text("logs.empty.not-read");
        }
        if (!state.mistake().isEmpty()) {
            return state.mistake();
        }
        boolean known =
                state.findings() != null
                        && state.findings().isSurveyed()
                        && state.findings().isSearched();
        if (!known) {
            return words.text("logs.empty.searching");
        }
        if (isCutShort(state)) {
            return words.text("logs.empty.not-searched", state.query().text());
        }
        return state.query().searches() && state.query().onlyHits()
                ? words.text("logs.empty.filter", state.query().text())
                : words.text("logs.empty.level");
    }

    private String amount(LogSight.Seen seen, State state) {
        return seen.indexed()
                ? words.text(
                        "logs.amount",
                        words.bytes(seen.sizeBytes()),
                        words.count("logs.lines", state.lines()))
                : words.bytes(seen.sizeBytes());
    }
}

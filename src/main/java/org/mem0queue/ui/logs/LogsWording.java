package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogSight;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;

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
     * @param lines of the log
     * @param rows of them on screen
     * @param timed whether rows have a column of times
     * @param hit the number of the hit one is at, from 1; 0 for none
     * @param below lines that came since one reads
     * @param replaced whether another file waits to be shown
     * @param mistake in the expression
     */
    record State(
            String name,
            @Nullable LogSight sight,
            long lines,
            long rows,
            boolean timed,
            @Nullable LogFindings findings,
            LogQuery query,
            long hit,
            boolean paused,
            long below,
            boolean replaced,
            String mistake,
            Instant now) {}

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
        boolean known = state.findings() == null || state.findings().isSurveyed();
        return words.text(key) + " " + words.number(number) + (known ? "" : "+");
    }

    private String title(State state) {
        return switch (state.sight()) {
            case null -> words.text("logs.title.not-read");
            case LogSight.Missing _ -> words.text("logs.title.none");
            case LogSight.Denied _, LogSight.Unreadable _ -> words.text("logs.title.unreadable");
            case LogSight.Seen seen when seen.sizeBytes() == 0 -> words.text("logs.title.empty");
            case LogSight.Seen seen ->
                    state.findings() == null
                            ? words.text("logs.title.reading")
                            : LogHeadline.of(
                                    new LogHeadline.Facts(
                                            seen.lines(),
                                            errors(state),
                                            state.findings().isSurveyed(),
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
        String all = words.number(hits) + (findings.isSearched() ? "" : "+");
        if (hits == 0) {
            return words.text(findings.isSearched() ? "logs.matches.none" : "logs.matches.search");
        }
        return state.hit() == 0 ? all : words.text("logs.matches", words.number(state.hit()), all);
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
        if (state.replaced()) {
            return words.text("logs.replaced-below");
        }
        return state.below() == 0 ? "" : words.count("logs.new-below", state.below());
    }

    private String remark(State state) {
        if (!(state.sight() instanceof LogSight.Seen seen)) {
            return "";
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
            case LogSight.Denied(String reason) -> Prose.sentence(reason);
            case LogSight.Unreadable(String reason) -> Prose.sentence(reason);
            case LogSight.Seen seen when seen.sizeBytes() == 0 -> words.text("logs.empty.silent");
            case LogSight.Seen _ -> emptyOf(state);
        };
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

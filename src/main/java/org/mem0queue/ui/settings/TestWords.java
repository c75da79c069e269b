package org.mem0queue.ui.settings;

import org.mem0queue.settings.SettingKey;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.util.ArrayList;
import java.util.List;

/** What trying a setting gave, in words. */
final class TestWords {
    private final Messages words;
    private final SettingWords settingWords;

    TestWords(Messages words, SettingWords settingWords) {
        this.words = words;
        this.settingWords = settingWords;
    }

    /**
     * What is shown below the button.
     *
     * @param sentence empty if nothing was tried yet
     * @param details one line each
     */
    record Result(Mark mark, String sentence, List<String> details) {
        static final Result NONE = new Result(Mark.NEUTRAL, "", List.of());
    }

    Result asking() {
        return new Result(Mark.NEUTRAL, words.text("settings.api.asking"), List.of());
    }

    Result looking() {
        return new Result(Mark.NEUTRAL, words.text("settings.worker.looking"), List.of());
    }

    Result failed(Exception failure) {
        return new Result(
                Mark.WARNING,
                words.text("settings.failed", Reasons.told(failure, words)),
                List.of());
    }

    Result api(ApiFinding found) {
        return switch (found) {
            case ApiFinding.NotConfigured none ->
                    new Result(
                            Mark.NOTICE,
                            words.text("settings.api.none"),
                            List.of(words.text("settings.api.none.next")));
            case ApiFinding.Unusable(String sentence) ->
                    new Result(Mark.WARNING, sentence, List.of());
            case ApiFinding.Stranger(String reason) ->
                    new Result(
                            Mark.WARNING,
                            words.text("settings.api.stranger", Reasons.told(reason, words))
                                    .strip(),
                            List.of(words.text("settings.api.stranger.next")));
            case ApiFinding.Silent(String reason) ->
                    new Result(
                            Mark.WARNING,
                            words.text("settings.api.silent", Reasons.told(reason, words)).strip(),
                            List.of(words.text("settings.api.silent.next")));
            case ApiFinding.Answered answered -> answered(answered);
        };
    }

    private Result answered(ApiFinding.Answered answered) {
        List<String> details = new ArrayList<>();
        boolean wantsKey = answered.wantsKey() == ApiFinding.Trait.YES;
        if (wantsKey) {
            details.add(words.text("settings.api.wants-key"));
        }
        if (!answered.fixed().isEmpty()) {
            details.add(words.text("settings.api.fixed", dialect(answered.fixed())));
        }
        if (answered.onThisComputer() == ApiFinding.Trait.YES) {
            details.add(words.text("settings.api.here"));
        }
        if (answered.dialect().equals("openmemory")) {
            details.add(words.text("settings.api.ended"));
        }
        details.add(
                answered.rewrites() == ApiFinding.Trait.YES
                        ? words.text("settings.api.rewrites")
                        : words.text("settings.api.verbatim"));
        details.add(
                answered.keepsIds() == ApiFinding.Trait.YES
                        ? words.text("settings.api.keeps-ids")
                        : words.text("settings.api.no-ids"));
        return new Result(
                wantsKey || !answered.fixed().isEmpty() ? Mark.WARNING : Mark.GOOD,
                words.text(
                        "settings.api.answers",
                        dialect(answered.dialect()),
                        words.number(Math.max(1, answered.latency().toMillis()))),
                details);
    }

    private String dialect(String word) {
        return settingWords.shown(SettingKey.API_DIALECT, word);
    }

    Result worker(WorkerFinding found) {
        return switch (found) {
            case WorkerFinding.NotConfigured none ->
                    new Result(Mark.NOTICE, words.text("settings.worker.none"), List.of());
            case WorkerFinding.Running(String command, long pid) ->
                    new Result(
                            Mark.NOTICE,
                            words.text("settings.worker.running", command, Long.toString(pid)),
                            List.of());
            case WorkerFinding.Sending(String holder) ->
                    new Result(
                            Mark.NOTICE,
                            words.text("settings.worker.sending", Reasons.told(holder, words)),
                            List.of());
            case WorkerFinding.Ready(String command, List<String> missing) ->
                    new Result(
                            missing.isEmpty() ? Mark.GOOD : Mark.WARNING,
                            words.text("settings.worker.ready", words.shortPaths(command)),
                            missing.stream()
                                    .map(
                                            file ->
                                                    words.text(
                                                            "settings.worker.missing",
                                                            words.shortPaths(file)))
                                    .toList());
        };
    }
}

package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogCause;
import org.mem0queue.log.LogSurvey;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sentence above the log: how much went wrong lately, and why. */
final class LogHeadline {
    private static final Duration LATELY = Duration.ofHours(1);

    private LogHeadline() {}

    /**
     * What the sentence is made of.
     *
     * @param lines of the log
     * @param errors among them, as far as they are known
     * @param known whether all lines were looked at
     * @param troubles the last errors, in order
     * @param modified when the log was last written
     */
    record Facts(
            long lines,
            long errors,
            boolean known,
            List<LogSurvey.Trouble> troubles,
            Instant modified,
            Instant now) {}

    /** The sentence for a log that can be read and has lines. */
    static String of(Facts facts, Messages words) {
        if (facts.errors() == 0) {
            return facts.known()
                    ? words.text(
                            "logs.title.no-errors", words.count("logs.title.lines", facts.lines()))
                    : words.text("logs.title.reading");
        }
        List<LogSurvey.Trouble> lately = lately(facts, words);
        if (lately == null) {
            String lines = words.count("logs.title.lines", facts.lines());
            return facts.known()
                    ? withCause("logs.title.errors", facts.errors(), facts.troubles(), words, lines)
                    : withCause(
                            "logs.title.errors-so-far",
                            facts.errors(),
                            facts.troubles(),
                            words,
                            lines);
        }
        if (!lately.isEmpty()) {
            return withCause("logs.title.lately", lately.size(), lately, words, "");
        }
        return facts.known()
                ? words.count("logs.title.none-lately", facts.errors())
                : words.text("logs.title.none-lately-so-far");
    }

    /** Those of the last hour; null if that can't be told since they have no times. */
    private static @Nullable List<LogSurvey.Trouble> lately(Facts facts, Messages words) {
        Instant since = facts.now().minus(LATELY);
        if (facts.modified().isBefore(since)) {
            return List.of();
        }
        Instant notAfter = facts.modified();
        List<LogSurvey.Trouble> all = facts.troubles();
        for (int i = all.size() - 1; i >= 0; i--) {
            LogSurvey.Trouble trouble = all.get(i);
            if (trouble.time() == null) {
                return null;
            }
            Instant at = trouble.time().at(words.zone(), notAfter);
            if (at.isBefore(since)) {
                return all.subList(i + 1, all.size());
            }
            notAfter = at;
        }
        return all;
    }

    private static String withCause(
            String key,
            long errors,
            List<LogSurvey.Trouble> troubles,
            Messages words,
            String lines) {
        LogCause cause = mainCause(troubles);
        return cause == LogCause.OTHER
                ? words.count(key, errors, lines) + "."
                : words.count(key, errors, lines)
                        + words.text("logs.colon")
                        + words.text("logs.cause." + cause.name().toLowerCase(Locale.ROOT))
                        + ".";
    }

    /** The commonest; a memory that was given up for now only where nothing else explains it. */
    static LogCause mainCause(List<LogSurvey.Trouble> troubles) {
        Map<LogCause, Integer> causes = new EnumMap<>(LogCause.class);
        troubles.forEach(trouble -> causes.merge(trouble.cause(), 1, Integer::sum));
        LogCause main = LogCause.OTHER;
        int most = 0;
        for (Map.Entry<LogCause, Integer> each : causes.entrySet()) {
            boolean explains =
                    each.getKey() != LogCause.GIVEN_UP && each.getKey() != LogCause.OTHER;
            int weight = explains ? each.getValue() + troubles.size() : each.getValue();
            if (weight > most) {
                most = weight;
                main = each.getKey();
            }
        }
        return main;
    }
}

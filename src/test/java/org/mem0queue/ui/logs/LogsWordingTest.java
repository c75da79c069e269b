package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.log.LogSight;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** What stands in the place of lines, in the person's language. */
class LogsWordingTest {
    private static Messages words(Locale locale) {
        return new Messages(locale, ZoneId.of("Europe/Paris"), Path.of("/home/lea"));
    }

    private static String empty(LogSight sight, Locale locale) {
        LogsWording.Files files = new LogsWording.Files(false, false, false, Instant.EPOCH, "");
        return new LogsWording(words(locale))
                .of(
                        new LogsWording.State(
                                "mem0_worker.log",
                                sight,
                                files,
                                0,
                                0,
                                false,
                                null,
                                LogQuery.ALL,
                                0,
                                false,
                                0,
                                "",
                                Instant.EPOCH))
                .empty();
    }

    @Test
    void whyALogIsNotReadIsToldWithAShortPathAndThatItIsTriedAgain() {
        LogSight denied = new LogSight.Denied("/home/lea/.claude/mem0_worker.log may not be read");
        assertThat(empty(denied, Locale.ENGLISH))
                .isEqualTo(
                        "~/.claude/mem0_worker.log may not be read. It is tried again and again.");
        assertThat(empty(denied, Locale.FRENCH))
                .isEqualTo(
                        "Pas le droit de lire ~/.claude/mem0_worker.log. Un nouvel essai a lieu"
                                + " sans cesse.");
        LogSight folder = new LogSight.Unreadable("/home/lea/q/mem0_worker.log is a folder");
        assertThat(empty(folder, Locale.FRENCH)).startsWith("~/q/mem0_worker.log est un dossier.");
    }

    @Test
    void whatIsWrongWithAnExpressionIsToldInThatLanguage() {
        assertThat(mistake("Retry (", Locale.FRENCH))
                .isEqualTo(
                        "Ce n’est pas une expression régulière\u00a0: ce que ( commence n’est pas"
                                + " fermé.");
        assertThat(mistake("a)", Locale.ENGLISH)).contains("a ) closes nothing");
        assertThat(mistake("[a", Locale.ENGLISH)).contains("what [ begins is not closed");
        assertThat(mistake("*", Locale.ENGLISH)).contains("nothing before *, + or ?");
        assertThat(mistake("a{", Locale.ENGLISH)).contains("repetitions in braces");
        assertThat(mistake("ab\\", Locale.ENGLISH)).contains("wrong at character");
    }

    private static String mistake(String expression, Locale locale) {
        LogQuery query = LogQuery.ALL.withText(expression).asExpression(true);
        return LookedFor.of(query, words(locale)).mistake();
    }
}

package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What findings say in one language. English where there is no translation, whatever the system's
 * language is. Immutable, usable from any thread.
 *
 * <p>The texts lie in {@code findings.properties} and its translations. English is what the command
 * line answers, so its numbers have no separators.
 */
public final class FindingSentences {
    static final FindingSentences ENGLISH = new FindingSentences(Locale.ROOT);

    static final String MESSAGE = ".message";
    static final String ACTION = ".action";

    private static final String BUNDLE = "org.mem0queue.health.findings";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final ResourceBundle texts;
    private final Amounts amounts;
    private final boolean translated;
    private final boolean french;

    private FindingSentences(Locale wanted) {
        texts = texts(wanted);
        translated = !texts.getLocale().getLanguage().isEmpty();
        amounts = new Amounts(texts, translated ? wanted : english(wanted));
        french = texts.getLocale().getLanguage().equals(Locale.FRENCH.getLanguage());
    }

    /** The English ones for a language without its own. */
    static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Without separators for the command line, which asks for no locale. */
    private static Locale english(Locale wanted) {
        boolean english = wanted.getLanguage().equals(Locale.ENGLISH.getLanguage());
        return english || wanted.equals(Locale.ROOT) ? wanted : Locale.ENGLISH;
    }

    /** The sentences in the person's language; its region decides how numbers look. */
    public static FindingSentences in(Locale wanted) {
        return new FindingSentences(wanted);
    }

    /** What happened. */
    public String message(Finding finding) {
        String text = said(finding.words(), MESSAGE);
        return text == null ? finding.message() : text;
    }

    /** The next step. */
    public String action(Finding finding) {
        String text = said(finding.words(), ACTION);
        return text == null ? finding.action() : text;
    }

    /** What another part of the program calls a problem; as it is if these texts don't know it. */
    public String reason(String english) {
        return translated
                ? KnownReasons.find(english)
                        .map(known -> filled(texts.getString(known.key()), known))
                        .orElse(english)
                : english;
    }

    /** What a variant does not say is said for the whole code. Null if nobody says it. */
    @Nullable String said(FindingWords words, String what) {
        String text = counted(words.key() + what, words);
        int variant = words.key().lastIndexOf('.');
        if (text == null && variant >= 0) {
            text = counted(words.key().substring(0, variant) + what, words);
        }
        return text == null ? null : filled(text, words);
    }

    private @Nullable String counted(String key, FindingWords words) {
        Number count =
                words.values().stream()
                        .filter(Number.class::isInstance)
                        .map(Number.class::cast)
                        .findFirst()
                        .orElse(null);
        String form = key + (count != null && isOne(count.longValue()) ? ".one" : ".other");
        return texts.containsKey(form)
                ? texts.getString(form)
                : texts.containsKey(key) ? texts.getString(key) : null;
    }

    /** French counts nothing in the singular, English in the plural. */
    private boolean isOne(long count) {
        return count == 1 || (count == 0 && french);
    }

    private String filled(String text, FindingWords words) {
        return PLACE.matcher(text)
                .replaceAll(
                        place ->
                                Matcher.quoteReplacement(
                                        shown(
                                                words.values()
                                                        .get(Integer.parseInt(place.group(1))))));
    }

    private String shown(Object value) {
        return switch (value) {
            case Number count -> amounts.number(count.longValue());
            case Duration length -> amounts.time(length);
            case FindingWords.Bytes(long count) -> amounts.bytes(count);
            case FindingWords.Reason(String text) -> reason(text);
            case FindingWords phrase -> String.valueOf(said(phrase, ""));
            case List<?> list ->
                    list.stream()
                            .map(this::shown)
                            .collect(Collectors.joining(texts.getString("phrase.list-separator")));
            default -> value.toString();
        };
    }
}

package org.mem0queue.health;

import org.mem0queue.queue.FindingWords;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the text by which other parts of the program told a problem, to tell it otherwise. */
final class KnownReasons {
    private static final String PREFIX = "reason.";
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private static final List<Reason> REASONS = read();

    private record Reason(String key, Pattern pattern) {}

    private KnownReasons() {}

    /** The one with the most words of its own first: it says the most. */
    private static List<Reason> read() {
        ResourceBundle texts = FindingSentences.texts(Locale.ROOT);
        List<String> keys = new ArrayList<>();
        for (String key : texts.keySet()) {
            if (key.startsWith(PREFIX)) {
                keys.add(key);
            }
        }
        keys.sort(
                Comparator.comparingInt(
                        key -> -PLACE.matcher(texts.getString(key)).replaceAll("").length()));
        return keys.stream().map(key -> new Reason(key, pattern(texts.getString(key)))).toList();
    }

    private static Pattern pattern(String text) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        for (MatchResult place : PLACE.matcher(text).results().toList()) {
            pattern.append(Pattern.quote(text.substring(end, place.start()))).append("(.+?)");
            end = place.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(text.substring(end))).toString());
    }

    /** The text with what stands in its places, which may be a reason again. */
    static Optional<FindingWords> find(String english) {
        for (Reason reason : REASONS) {
            Matcher matcher = reason.pattern().matcher(english);
            if (matcher.matches()) {
                List<Object> parts = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    parts.add(new FindingWords.Reason(matcher.group(i)));
                }
                return Optional.of(new FindingWords(reason.key(), parts));
            }
        }
        return Optional.empty();
    }
}

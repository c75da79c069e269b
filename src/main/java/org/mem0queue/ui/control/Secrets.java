package org.mem0queue.ui.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a text what should not be read over a shoulder: passwords and tokens behind their names,
 * keys in the forms that services give them, key files, long runs of hexadecimal or base64. It
 * would rather hide too much: what is hidden can be shown.
 */
public final class Secrets {
    /** What stands in place of a secret, however long it is. */
    public static final String MASK = "••••••••••";

    /** No window is wider. */
    private static final int LONGEST_LINE = 400;

    /** Of a long text only its beginning is looked through for the line that is shown. */
    private static final int LOOKED_THROUGH = 4000;

    private static final int FLAGS =
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    /** Between a name and its value: {@code password: x}, {@code "token" = 'x'}. */
    private static final String IS = "[\"'`]?\\s{0,3}(?::|=>?|:=)\\s{0,3}[\"'`]?";

    private static final String VALUE = "([^\\s\"'`,;<>]{3,})";

    /** The group of each is the secret; the whole where it has none. */
    private static final List<Pattern> KINDS =
            List.of(
                    Pattern.compile(
                            "-----BEGIN [A-Z ]*(?:KEY|CERTIFICATE)[A-Z ]*-----"
                                    + "[\\s\\S]*?(?:-----END [A-Z ]*-----|\\z)"),
                    // a name that says so
                    Pattern.compile(
                            "(?:pass ?word|passwd|passphrase|pwd|mots? de"
                                    + " passe|mdp|secret|token|jeton|api[ _-]?key|cl[eé]"
                                    + " (?:d’|d')?api|access[ _-]?key|private[ _-]?key|client["
                                    + " _-]?secret|credentials?|authorization)"
                                    + IS
                                    + "(?:(?:bearer|basic|token)\\s+)?"
                                    + VALUE,
                            FLAGS),
                    // a name that may say so, and a value that looks like it
                    Pattern.compile(
                            "(?:acc[eè]s|access|admin|login|pass|pin|code|key|cl[eé])"
                                    + IS
                                    + "((?=[^\\s]*\\d)(?=[^\\s]*[\\p{L}!@#$%^&*?+])"
                                    + "[^\\s\"'`,;<>]{8,})",
                            FLAGS),
                    Pattern.compile("\\b(?:bearer|basic)\\s+([A-Za-z0-9._~+/=-]{12,})", FLAGS),
                    // https://name:password@host; tried where a word begins only, and not for long:
                    // a line may be a megabyte without a gap
                    Pattern.compile(
                            "(?<![\\w+.-])[a-z][a-z0-9+.-]{0,30}://[^\\s/:@]*:([^\\s/@]+)@", FLAGS),
                    // the forms of services
                    Pattern.compile(
                            "\\b(?:sk|pk|rk|m0|hf|ghp|gho|ghu|ghs|ghr|github_pat|glpat|npm|pypi"
                                    + "|xox[abeprs]|AC|SG|dop_v1|shpat)[-_][A-Za-z0-9_.-]{12,}"),
                    Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
                    Pattern.compile("\\bAIza[A-Za-z0-9_-]{30,}"),
                    Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[\\w-]*)?"),
                    // long and without a word in it
                    Pattern.compile("\\b[0-9a-fA-F]{32,}\\b"),
                    Pattern.compile(
                            "(?<![\\w+/=-])(?=[A-Za-z0-9+/_-]*\\d)(?=[A-Za-z0-9+/_-]*[a-z])"
                                    + "(?=[A-Za-z0-9+/_-]*[A-Z])[A-Za-z0-9+_]"
                                    + "[A-Za-z0-9+/_-]{38,}={0,2}"));

    private Secrets() {}

    /**
     * Where a secret stands.
     *
     * @param start of its first character
     * @param end behind its last
     */
    public record Range(int start, int end) {}

    /** The secrets of a text, in order, none within another. */
    public static List<Range> in(String text) {
        List<Range> found = new ArrayList<>();
        for (Pattern kind : KINDS) {
            Matcher matcher = kind.matcher(text);
            while (matcher.find()) {
                int group = matcher.groupCount();
                found.add(new Range(matcher.start(group), matcher.end(group)));
            }
        }
        found.sort(Comparator.comparingInt(Range::start));
        List<Range> merged = new ArrayList<>();
        for (Range range : found) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && range.start() <= last.end()) {
                merged.set(
                        merged.size() - 1,
                        new Range(last.start(), Math.max(last.end(), range.end())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /** The text with every secret masked. */
    public static String masked(String text) {
        List<Range> secrets = in(text);
        if (secrets.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Range secret : secrets) {
            out.append(text, at, secret.start()).append(MASK);
            at = secret.end();
        }
        return out.append(text, at, text.length()).toString();
    }

    /**
     * For lists: the first line of a text that says something, its secrets masked; may be empty.
     */
    public static String firstLine(String text) {
        String start = text.strip();
        String some = start.substring(0, Math.min(start.length(), LOOKED_THROUGH));
        // Masked as a whole: a key file begins in a line and goes on in others.
        String line = masked(some).lines().findFirst().orElse("").strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        boolean pair = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1));
        return line.substring(0, pair ? LONGEST_LINE - 1 : LONGEST_LINE);
    }
}

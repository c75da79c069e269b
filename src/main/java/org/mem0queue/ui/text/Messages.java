package org.mem0queue.ui.text;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The texts of one language. English where there is no translation, whatever the system's language
 * is. Numbers and times are formatted in the language of the texts, times in the given zone.
 *
 * <p>Patterns are those of {@link MessageFormat}; the texts use the typographic apostrophe, so that
 * nothing needs quoting. A counted text has two keys, {@code .one} and {@code .other}.
 */
public final class Messages {
    private static final String FOLDER = "org.mem0queue.ui.texts.";

    /** What the window needs to open. */
    private static final List<String> FIRST = List.of("common", "shell", "overview");

    /** One for each other screen: read when a text of theirs is first asked for. */
    private static final List<String> OTHERS =
            List.of("memories", "writing", "logs", "activity", "settings", "start");

    /** No key stands in two. */
    static final List<String> BUNDLES = Stream.concat(FIRST.stream(), OTHERS.stream()).toList();

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Replaced by one with more in it; never changed. */
    private volatile Map<String, String> texts;

    private final Locale wanted;
    private boolean whole;
    private final Locale locale;
    private final ZoneId zone;
    private final Path home;
    private final DateTimeFormatter minute;
    private final DateTimeFormatter second;
    private final DateTimeFormatter day;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter full;

    /**
     * @param wanted the person's language; its region decides how numbers look
     * @param home shown as {@code ~}
     */
    public Messages(Locale wanted, ZoneId zone, Path home) {
        this.wanted = wanted;
        this.texts = read(FIRST);
        boolean translated = !bundle(FIRST.getFirst(), wanted).getLocale().getLanguage().isEmpty();
        boolean english = wanted.getLanguage().equals(Locale.ENGLISH.getLanguage());
        this.locale = translated || english ? wanted : Locale.ENGLISH;
        this.zone = zone;
        this.home = home;
        this.minute = DateTimeFormatter.ofPattern("HH:mm", locale);
        this.second = DateTimeFormatter.ofPattern("HH:mm:ss", locale);
        this.day = DateTimeFormatter.ofPattern("d MMM", locale);
        this.weekday = DateTimeFormatter.ofPattern("EEE d", locale);
        this.full = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", locale);
    }

    private Map<String, String> read(List<String> names) {
        Map<String, String> read = new HashMap<>();
        for (String name : names) {
            ResourceBundle bundle = bundle(name, wanted);
            bundle.keySet().forEach(key -> read.put(key, bundle.getString(key)));
        }
        return read;
    }

    private static ResourceBundle bundle(String name, Locale wanted) {
        return ResourceBundle.getBundle(FOLDER + name, wanted, NO_FALLBACK);
    }

    private String pattern(String key) {
        String known = texts.get(key);
        if (known == null) {
            readAll();
            known = texts.get(key);
        }
        return Objects.requireNonNull(known, key);
    }

    private synchronized void readAll() {
        if (!whole) {
            whole = true;
            texts = read(BUNDLES);
        }
    }

    /** The language the texts are in. */
    public Locale locale() {
        return locale;
    }

    /** Where the times that are shown count. */
    public ZoneId zone() {
        return zone;
    }

    /** A text with its places {0}, {1}, … filled. */
    public String text(String key, String... arguments) {
        String pattern = pattern(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, locale).format(arguments);
    }

    /** A counted text; {0} is the number, {1}, … the arguments. */
    public String count(String key, long number, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = number(number);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return text(key + (isOne(number) ? ".one" : ".other"), all);
    }

    /** French counts nothing in the singular, English in the plural. */
    private boolean isOne(long number) {
        return number == 1
                || (number == 0 && locale.getLanguage().equals(Locale.FRENCH.getLanguage()));
    }

    /** A whole number with its separators. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** How long, in the one unit that matters: 41 s, 12 min, 3 h, 2 d. Negative counts as none. */
    public String age(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return text("age.seconds", number(seconds));
        }
        if (seconds < 3600) {
            return text("age.minutes", number(seconds / 60));
        }
        if (seconds < 48 * 3600) {
            return text("age.hours", number(seconds / 3600));
        }
        return text("age.days", number(seconds / (24 * 3600)));
    }

    /** A size in decimal units, as file managers show it. */
    public String bytes(long bytes) {
        if (bytes < 1000) {
            return text("size.bytes", number(bytes));
        }
        if (bytes < 1_000_000) {
            return text("size.kilobytes", oneDigit(bytes / 1e3));
        }
        if (bytes < 1_000_000_000) {
            return text("size.megabytes", oneDigit(bytes / 1e6));
        }
        return text("size.gigabytes", oneDigit(bytes / 1e9));
    }

    private String oneDigit(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        int digits = value < 100 ? 1 : 0;
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    /** 14:02:26. */
    public String clock(Instant instant) {
        return second.format(instant.atZone(zone));
    }

    /** 14:02. */
    public String minute(Instant instant) {
        return minute.format(instant.atZone(zone));
    }

    /** Sat 24. */
    public String weekday(Instant instant) {
        return weekday.format(instant.atZone(zone));
    }

    /** 24 Oct. */
    public String day(Instant instant) {
        return day.format(instant.atZone(zone));
    }

    /** Whether two moments are on the same day. */
    public boolean isToday(Instant instant, Instant now) {
        return LocalDate.ofInstant(instant, zone).equals(LocalDate.ofInstant(now, zone));
    }

    /** 14:02 if that was today, else 24 Oct 14:02. */
    public String moment(Instant instant, Instant now) {
        return isToday(instant, now) ? minute(instant) : day(instant) + " " + minute(instant);
    }

    /** 14:02 if that was today, else 24 Oct: for narrow columns. */
    public String when(Instant instant, Instant now) {
        return isToday(instant, now) ? minute(instant) : day(instant);
    }

    /** 24 October 2026, 14:02:26: the whole, in the order and on the clock of all the others. */
    public String whole(Instant instant) {
        return full.format(instant.atZone(zone));
    }

    /** A path with the person's home as {@code ~}. */
    public String path(Path path) {
        if (path.equals(home)) {
            return "~";
        }
        return path.startsWith(home)
                ? Path.of("~").resolve(home.relativize(path)).toString()
                : path.toString();
    }

    /** A text of others with the person's home as {@code ~} in its paths. */
    public String shortPaths(String text) {
        return text.replace(home + "/", "~/");
    }

    /** a, b, c. */
    public String list(List<String> parts) {
        return String.join(text("list.separator"), parts);
    }
}

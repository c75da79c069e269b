package org.mem0queue.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number with a unit: {@code 10 min}, {@code 256 MB}. A number alone is in the smallest
 * unit. It is written in the largest unit that leaves it whole, so nothing is rounded.
 *
 * @param units from the smallest to the largest, with what they hold of the smallest
 */
record QuantityType<T>(
        Map<String, Long> units,
        long least,
        long most,
        ValueForm form,
        Function<Long, T> fromSmallest,
        Function<T, Long> toSmallest)
        implements SettingType<T> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");

    /** From a second to a year. */
    static QuantityType<Duration> duration() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("s", 1L);
        units.put("min", 60L);
        units.put("h", 3_600L);
        units.put("d", 86_400L);
        return new QuantityType<>(
                units,
                1,
                365 * 86_400L,
                ValueForm.Plain.DURATION,
                Duration::ofSeconds,
                Duration::toSeconds);
    }

    /** From a byte to a petabyte; {@code MB} are millions, {@code MiB} are 1024 × 1024. */
    static QuantityType<Long> bytes() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("B", 1L);
        units.put("kB", 1_000L);
        units.put("KiB", 1L << 10);
        units.put("MB", 1_000_000L);
        units.put("MiB", 1L << 20);
        units.put("GB", 1_000_000_000L);
        units.put("GiB", 1L << 30);
        return new QuantityType<>(
                units,
                1,
                1_000_000_000_000_000L,
                ValueForm.Plain.SIZE,
                Function.identity(),
                Function.identity());
    }

    @Override
    public Optional<T> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(form.group(1));
        String wanted = form.group(2).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (wanted.isEmpty() || unit.getKey().toLowerCase(Locale.ROOT).equals(wanted)) {
                boolean within = number <= most / unit.getValue();
                long quantity = within ? number * unit.getValue() : 0;
                return quantity >= least
                        ? Optional.of(fromSmallest.apply(quantity))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public String format(T value) {
        long quantity = toSmallest.apply(value);
        String text = "";
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (quantity % unit.getValue() == 0) {
                text = quantity / unit.getValue() + " " + unit.getKey();
            }
        }
        return text;
    }
}

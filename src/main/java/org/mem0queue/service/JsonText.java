package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;

/**
 * Builds the JSON that other programs read: pure ASCII, so that it survives any locale and a lone
 * surrogate in a text. Values are maps (in order), iterables, texts, numbers, booleans, null,
 * instants (ISO-8601 with zone) and {@link Raw}.
 */
public final class JsonText {
    /** JSON that stands as it is. */
    public record Raw(String json) {}

    private JsonText() {}

    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Raw(String json) -> out.append(json);
            case Map<?, ?> map -> {
                out.append('{');
                Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
                while (entries.hasNext()) {
                    Map.Entry<?, ?> entry = entries.next();
                    out.append(Json.quote(String.valueOf(entry.getKey()))).append(": ");
                    write(entry.getValue(), out);
                    out.append(entries.hasNext() ? ", " : "");
                }
                out.append('}');
            }
            case Iterable<?> all -> {
                out.append('[');
                Iterator<?> items = all.iterator();
                while (items.hasNext()) {
                    write(items.next(), out);
                    out.append(items.hasNext() ? ", " : "");
                }
                out.append(']');
            }
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            case Instant time -> out.append(Json.quote(iso(time)));
            default -> out.append(Json.quote(value.toString()));
        }
    }

    /** ISO-8601 with the zone of this machine, to the millisecond. */
    public static String iso(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
    }
}

package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as the clients write them, and as Mem0 answers them. */
final class Times {
    private static final DateTimeFormatter ANSWERED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The years 1 to 9999: what the answers' form can hold. */
    private static final BigDecimal EARLIEST = new BigDecimal("-62135596800");

    private static final BigDecimal LATEST = new BigDecimal("253402300799");

    private Times() {}

    static String answered(Instant time) {
        return ANSWERED.format(time);
    }

    static String date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    /** Seconds since 1970, a date, or a date and time (UTC without a zone); null if none of it. */
    static @Nullable Instant read(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal seconds = node.decimalValue();
            if (seconds.compareTo(EARLIEST) < 0 || seconds.compareTo(LATEST) > 0) {
                return null;
            }
            long micros = seconds.movePointRight(6).longValue();
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }
        return node.isTextual() ? read(node.textValue().strip()) : null;
    }

    static @Nullable Instant read(String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            String iso = text.replace(' ', 'T');
            boolean zone = iso.endsWith("Z") || iso.substring(10).matches(".*[+-].*");
            Instant time =
                    zone
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond());
            return seconds.compareTo(EARLIEST) < 0 || seconds.compareTo(LATEST) > 0 ? null : time;
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}

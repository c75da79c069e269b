package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonParser;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Says whether the clock can be trusted to delete what is old. A clock that jumped ahead makes
 * everything old at once; so nothing is deleted for 24 hours after a jump was seen. What was seen
 * last stands in {@code mem0_queue.d/clock}, for all processes and across reboots:
 *
 * <pre>
 * {"boot": "77aa01c2d3e4", "booted": "1764460800", "seen": "2026-11-23T14:02:03Z", "jump": "2026-11-20T08:00:00Z"}
 * </pre>
 *
 * Within one boot a jump is a difference of more than an hour between the clock and the time since
 * the boot, sleep included. Across boots, and where the system does not tell that time, a step back
 * by more than an hour, and a step ahead by more than a day: a machine that was off over the
 * weekend waits a day longer, which costs nothing. The first look counts as a jump.
 *
 * <p>Safe for several threads.
 */
final class ClockGuard {
    private static final Duration TOLERANCE = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration MISTRUST = Duration.ofHours(24);

    /** How often the file is written while nothing happens. */
    private static final Duration REFRESH = Duration.ofHours(1);

    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final String TEMPORARY_PREFIX = ".clock.";

    /** Seconds since the boot, sleep included; empty where the system does not tell. */
    @FunctionalInterface
    interface Uptime {
        OptionalLong seconds();
    }

    /**
     * @param booted Unix seconds of the boot, by the clock of then; empty if not told
     */
    private record Seen(String boot, OptionalLong booted, Instant seen, Instant jump) {}

    private final QueueDirectory directory;
    private final String boot;
    private final Uptime uptime;

    ClockGuard(QueueDirectory directory, String boot, Uptime uptime) {
        this.directory = directory;
        this.boot = boot;
        this.uptime = uptime;
    }

    /** Linux tells; elsewhere the rule for reboots is used. */
    static OptionalLong ofThisMachine() {
        try {
            String text = Files.readString(UPTIME, US_ASCII);
            return OptionalLong.of((long) Double.parseDouble(text.split(" ", 2)[0]));
        } catch (IOException | NumberFormatException untold) {
            return OptionalLong.empty();
        }
    }

    /** Whether the last jump is more than 24 hours ago; notes how the clock stands. */
    synchronized boolean trusted(Instant now, Disk disk) throws IOException {
        OptionalLong running = uptime.seconds();
        OptionalLong booted =
                running.isEmpty()
                        ? running
                        : OptionalLong.of(now.getEpochSecond() - running.getAsLong());
        Seen last = read();
        boolean jumped = last == null || jumped(last, booted, now);
        Instant jump = last == null || jumped ? now : last.jump();
        boolean stale =
                last == null
                        || !last.boot().equals(boot)
                        || Duration.between(last.seen(), now).compareTo(REFRESH) > 0;
        if (jumped || stale) {
            write(new Seen(boot, booted, now, jump), disk);
        }
        return Duration.between(jump, now).compareTo(MISTRUST) > 0;
    }

    private boolean jumped(Seen last, OptionalLong booted, Instant now) {
        if (last.jump().isAfter(now)) {
            return true;
        }
        if (last.boot().equals(boot) && last.booted().isPresent() && booted.isPresent()) {
            long step = Math.abs(booted.getAsLong() - last.booted().getAsLong());
            return step > TOLERANCE.toSeconds();
        }
        return now.isBefore(last.seen().minus(TOLERANCE))
                || now.isAfter(last.seen().plus(LONGEST_PAUSE));
    }

    private @Nullable Seen read() {
        try (JsonParser parser =
                Json.FACTORY.createParser(Files.readAllBytes(directory.clockFile()))) {
            Map<String, String> fields = TextFields.read(parser);
            if (fields == null) {
                return null;
            }
            String booted = fields.getOrDefault("booted", "");
            return new Seen(
                    fields.getOrDefault("boot", ""),
                    booted.isEmpty()
                            ? OptionalLong.empty()
                            : OptionalLong.of(Long.parseLong(booted)),
                    Instant.parse(fields.getOrDefault("seen", "")),
                    Instant.parse(fields.getOrDefault("jump", "")));
        } catch (IOException | RuntimeException damaged) {
            return null; // as if it were the first look
        }
    }

    private void write(Seen seen, Disk disk) throws IOException {
        String text =
                "{\"boot\": "
                        + Json.quote(seen.boot())
                        + ", \"booted\": "
                        + Json.quote(
                                seen.booted().isEmpty()
                                        ? ""
                                        : Long.toString(seen.booted().getAsLong()))
                        + ", \"seen\": "
                        + Json.quote(seen.seen().toString())
                        + ", \"jump\": "
                        + Json.quote(seen.jump().toString())
                        + "}\n";
        Path temporary = directory.own().resolve(TemporaryNames.next(TEMPORARY_PREFIX));
        disk.create(temporary, text.getBytes(US_ASCII));
        try {
            disk.rename(temporary, directory.clockFile());
        } catch (IOException e) {
            disk.removeQuietly(temporary);
            throw e;
        }
        disk.syncFolder(directory.own());
    }

    /** Removes what a crash left. */
    void removeLeftOvers(Instant now, Disk disk) {
        LeftOverFiles.remove(directory.own(), TEMPORARY_PREFIX, LeftOverFiles.ABANDONED, now, disk);
    }
}

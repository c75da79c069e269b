package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The next version of the queue file: an earlier version plus changes. Keys and fields that we do
 * not know go through untouched, in their order; the four keys that Python reaches for without a
 * default are added where they are missing. Used by one thread, under the lock.
 */
final class QueueDraft {
    /** How many entries Python keeps in {@code last_100}. */
    private static final int LAST = 100;

    private final QueueDocument base;
    private final Map<String, List<RawJson>> lists = new LinkedHashMap<>();
    private @Nullable RawJson stats;
    private List<String> merged;
    private List<String> requeued;
    private long syncedByUs;

    QueueDraft(QueueDocument base) {
        this.base = base;
        this.merged = base.merged();
        this.requeued = base.requeued();
        this.syncedByUs = base.syncedByUs();
        this.stats = base.stats().raw();
    }

    /** The entries of a list as this draft has them; changes go through {@link #replace}. */
    List<RawJson> list(String name) {
        List<RawJson> changed = lists.get(name);
        return changed != null ? changed : base.entries(name).stream().map(m -> m.raw()).toList();
    }

    void replace(String name, List<RawJson> entries) {
        lists.put(name, List.copyOf(entries));
    }

    /** Adds entries as a save does: to the queue, to {@code last_100}, and to the count. */
    void enqueue(List<RawJson> entries) {
        append(QueueDocument.QUEUE, entries);
        countQueued(entries);
    }

    /** Counts entries of the queue as a save does, and adds them to {@code last_100}. */
    void countQueued(List<RawJson> entries) {
        if (!entries.isEmpty()) {
            remember(entries);
            count("total_queued", base.stats().totalQueued(), entries.size());
        }
    }

    /**
     * {@code total_failed} follows the list: up for each entry moved in, down for each moved out.
     */
    void followFailed() {
        long moved =
                list(QueueDocument.FAILED).size()
                        - (long) base.entries(QueueDocument.FAILED).size();
        OptionalLong now = base.stats().totalFailed();
        if (moved != 0) {
            count("total_failed", now, Math.max(moved, -now.orElse(0)));
        }
    }

    /** Raises {@code total_queued} to a number, if it is lower. */
    void raiseQueued(long total) {
        OptionalLong now = base.stats().totalQueued();
        if (total > now.orElse(0)) {
            count("total_queued", now, total - now.orElse(0));
        }
    }

    /**
     * Counts uploads as the Python worker does, and how many of them are ours.
     *
     * @param localTime when the last one was stored, as Python writes it: local, without a zone
     */
    void countSynced(int stored, String localTime) {
        count("total_synced", base.stats().totalSynced(), stored);
        RawJson raw = stats;
        if (raw != null && raw.isObject()) {
            stats = JsonObjectEdit.set(raw, "last_sync", Json.quote(localTime));
        }
        syncedByUs += stored;
    }

    private void append(String name, List<RawJson> entries) {
        List<RawJson> all = new ArrayList<>(list(name));
        all.addAll(entries);
        replace(name, all);
    }

    /** Adds to {@code last_100}, which keeps the newest. */
    void remember(List<RawJson> entries) {
        if (base.member(QueueDocument.LAST_100).isPresent()
                && base.member(QueueDocument.LAST_100).get().entries() == null) {
            return; // not a list: kept as it is
        }
        List<RawJson> all = new ArrayList<>(list(QueueDocument.LAST_100));
        all.addAll(entries);
        replace(QueueDocument.LAST_100, all.subList(Math.max(0, all.size() - LAST), all.size()));
    }

    /** Names the spool files that this version holds. */
    void merged(List<String> names) {
        merged = List.copyOf(names);
    }

    /** Names the ids whose dead letter is to be removed. */
    void requeued(List<String> ids) {
        requeued = List.copyOf(ids);
    }

    /** Sets one counter, keeping the others as they stand; a counter that is no integer stays. */
    private void count(String name, OptionalLong now, long add) {
        RawJson raw = stats;
        if (raw == null) {
            if (base.member(QueueDocument.STATS).isPresent()) {
                return; // not an object: kept as it is
            }
            raw = freshStats(0);
        }
        if (now.isEmpty() && base.stats().raw() != null) {
            return;
        }
        stats = JsonObjectEdit.set(raw, name, now.orElse(0) + add);
    }

    /** Counters of a new file. */
    private static RawJson freshStats(long queued) {
        return RawJson.of(
                "{\"total_queued\": "
                        + queued
                        + ", \"total_synced\": 0, \"total_failed\": 0, \"last_sync\": null}");
    }

    void writeTo(OutputStream out) throws IOException {
        out.write('{');
        boolean first = true;
        List<String> written = new ArrayList<>();
        List<QueueDocument.Member> members = base.members();
        for (int i = 0; i < members.size(); i++) {
            QueueDocument.Member member = members.get(i);
            boolean counts = i == base.indexOf(member.name());
            separate(first, out);
            first = false;
            key(member.name(), out);
            if (counts) {
                written.add(member.name());
                writeEffective(member, out);
            } else {
                writeAsFound(member, out); // a repeated key: Python reads the last one
            }
        }
        for (String name : QueueDocument.PYTHON_KEYS) {
            if (!written.contains(name)) {
                separate(first, out);
                first = false;
                key(name, out);
                if (name.equals(QueueDocument.STATS)) {
                    JsonLayout.write(stats == null ? freshStats(0) : stats, 1, out);
                } else {
                    writeList(list(name), out);
                }
            }
        }
        for (Map.Entry<String, List<RawJson>> added : lists.entrySet()) {
            if (!written.contains(added.getKey())
                    && !QueueDocument.PYTHON_KEYS.contains(added.getKey())) {
                separate(first, out);
                first = false;
                key(added.getKey(), out);
                writeList(added.getValue(), out);
            }
        }
        boolean marked = !merged.isEmpty() || !requeued.isEmpty() || syncedByUs != 0;
        if (!written.contains(QueueDocument.MARKER) && marked) {
            separate(first, out);
            key(QueueDocument.MARKER, out);
            out.write(JsonLayout.layOut(marker(null).bytes(), 1));
        }
        out.write('\n');
        out.write('}');
    }

    private void writeEffective(QueueDocument.Member member, OutputStream out) throws IOException {
        if (member.entries() != null) {
            writeList(list(member.name()), out);
        } else if (member.name().equals(QueueDocument.STATS) && stats != null) {
            JsonLayout.write(stats, 1, out);
        } else if (member.name().equals(QueueDocument.MARKER)) {
            out.write(JsonLayout.layOut(marker(member.raw()).bytes(), 1));
        } else {
            writeAsFound(member, out);
        }
    }

    private static void writeAsFound(QueueDocument.Member member, OutputStream out)
            throws IOException {
        if (member.entries() != null) {
            writeList(member.entries().stream().map(m -> m.raw()).toList(), out);
        } else if (member.raw() != null) {
            JsonLayout.write(member.raw(), 1, out);
        } else {
            throw new IllegalStateException("a file of which only counts were kept is not written");
        }
    }

    private static void separate(boolean first, OutputStream out) throws IOException {
        if (!first) {
            out.write(',');
        }
        JsonLayout.newLine(1, out);
    }

    private static void key(String name, OutputStream out) throws IOException {
        out.write(Json.quote(name).getBytes(US_ASCII));
        out.write(':');
        out.write(' ');
    }

    private static void writeList(List<RawJson> entries, OutputStream out) throws IOException {
        if (entries.isEmpty()) {
            out.write('[');
            out.write(']');
            return;
        }
        out.write('[');
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            JsonLayout.newLine(2, out);
            JsonLayout.write(entries.get(i), 2, out);
        }
        JsonLayout.newLine(1, out);
        out.write(']');
    }

    /** Our own object, with whatever a later version of this program has put into it. */
    private RawJson marker(@Nullable RawJson found) {
        String names = texts(merged);
        RawJson marker =
                found == null
                        ? RawJson.of("{\"" + QueueDocument.MERGED + "\": " + names + "}")
                        : JsonObjectEdit.set(found, QueueDocument.MERGED, names);
        if (!requeued.isEmpty() || !base.requeued().isEmpty()) {
            marker = JsonObjectEdit.set(marker, QueueDocument.REQUEUED, texts(requeued));
        }
        return syncedByUs == base.syncedByUs()
                ? marker
                : JsonObjectEdit.set(marker, QueueDocument.SYNCED, syncedByUs);
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(Json::quote).collect(Collectors.joining(", ", "[", "]"));
    }
}

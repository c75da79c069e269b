package org.mem0queue.mem0;

import com.fasterxml.jackson.databind.JsonNode;

import okhttp3.HttpUrl;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.LookUpResult.Absent;
import org.mem0queue.mem0.LookUpResult.CannotTell;
import org.mem0queue.mem0.LookUpResult.Present;
import org.mem0queue.queue.Json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Looks for one memory on the server. <em>Absent</em> leads to a second request, so it is said only
 * of a complete list (or of a filter that is seen to work) that has no room for it.
 */
final class LookUp {
    /** Longer queries only cost. */
    private static final int QUERY_CHARACTERS = 500;

    /** The Date header is cut to the second, and writing takes its time. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(5);

    /** As many pages of events as are read for one memory. */
    private static final int EVENT_PAGES = 20;

    /** So far apart may the platform's clock and ours be. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final Addresses addresses;
    private final Function<Transport.Message, Reply> read;
    private final InstantSource clock;

    LookUp(Addresses addresses, Function<Transport.Message, Reply> read, InstantSource clock) {
        this.addresses = addresses;
        this.read = read;
        this.clock = clock;
    }

    /**
     * @param sentAt when the first attempt began, by our clock; null if unknown
     */
    LookUpResult find(Dialect dialect, Outgoing memory, LookUpBy by, @Nullable Instant sentAt) {
        boolean byId = by == LookUpBy.OUR_ID;
        return switch (dialect) {
            case Dialect.OssRest oss ->
                    byId && oss.filters() ? byFilter(oss, memory) : byList(oss, memory, by, sentAt);
            case Dialect.Platform platform ->
                    byId
                            ? onPlatform(platform, memory, sentAt)
                            : byList(platform, memory, by, sentAt);
            case Dialect.OpenMemory openMemory -> byList(openMemory, memory, by, sentAt);
            case Dialect.Wrapper wrapper -> byList(wrapper, memory, by, sentAt);
            case Dialect.Unknown unknown -> new CannotTell("The API is not one that is known.");
        };
    }

    private LookUpResult byFilter(Dialect.OssRest oss, Outgoing memory) {
        String body =
                "{\"query\":%s,\"filters\":{\"user_id\":%s,\"%s\":%s},\"top_k\":5,\"threshold\":0}"
                        .formatted(
                                Json.quote(query(memory.content())),
                                Json.quote(memory.projectId()),
                                AddMessage.ID,
                                Json.quote(memory.id()));
        List<RemoteMemory> found = post("search", oss, body);
        if (found != null) {
            List<String> ids = matches(found, memory, LookUpBy.OUR_ID);
            if (!ids.isEmpty()) {
                return new Present(ids);
            }
        }
        // A search ranks, and may leave out what ranks low: the list decides, if it is complete.
        LookUpResult listed = byList(oss, memory, LookUpBy.OUR_ID, null);
        boolean filtered = found != null && found.isEmpty();
        return listed instanceof CannotTell full && full.reason().equals(TOO_MANY) && filtered
                ? new Absent()
                : listed;
    }

    private LookUpResult onPlatform(
            Dialect.Platform platform, Outgoing memory, @Nullable Instant sentAt) {
        String body =
                "{\"filters\":{\"AND\":[{\"user_id\":%s},{\"metadata\":{\"%s\":%s}}]}}"
                        .formatted(
                                Json.quote(memory.projectId()),
                                AddMessage.ID,
                                Json.quote(memory.id()));
        List<RemoteMemory> found = post("v3/memories/?page=1&page_size=200", platform, body);
        if (found == null) {
            return new LookUpResult.Unanswered("The platform did not list what it has.");
        }
        List<String> ids = matches(found, memory, LookUpBy.OUR_ID);
        if (!ids.isEmpty()) {
            return new Present(ids);
        }
        if (!found.isEmpty()) {
            return byList(platform, memory, LookUpBy.OUR_ID, null);
        }
        return running(platform, memory, sentAt);
    }

    /**
     * An add that the platform still works on is neither there nor absent. Its events come newest
     * first, in pages: those from before the request need not be read.
     */
    private LookUpResult running(
            Dialect.Platform platform, Outgoing memory, @Nullable Instant sentAt) {
        for (int page = 1; page <= EVENT_PAGES; page++) {
            HttpUrl.Builder url = addresses.at("v1/events/").newBuilder();
            if (page > 1) {
                url.addQueryParameter("page", String.valueOf(page));
            }
            Reply reply =
                    read.apply(
                            new Transport.Message(
                                    "GET", url.build(), addresses.keyFor(platform), null));
            if (page == 1 && reply instanceof Reply.Answered answered && answered.status() == 404) {
                // stands in for the platform, and stores within the request
                return new Absent();
            }
            JsonNode json = AnswerJson.ofOk(reply);
            JsonNode events = json == null || json.isArray() ? json : json.path("results");
            if (json == null || events == null || !events.isArray()) {
                return new LookUpResult.Unanswered(
                        "The platform did not say what it still works on.");
            }
            for (JsonNode event : events) {
                if (!hasEnded(event) && isOf(memory, event)) {
                    return new LookUpResult.Unanswered("The platform still works on it.");
                }
            }
            boolean last = json.isArray() || json.path("next").asText("").isEmpty();
            if (last || (sentAt != null && reachesBack(events, sentAt.minus(CLOCKS)))) {
                return new Absent();
            }
        }
        return new LookUpResult.Unanswered("The platform has more under way than can be listed.");
    }

    private static boolean hasEnded(JsonNode event) {
        String status = event.path("status").asText("");
        return status.equals("SUCCEEDED") || status.equals("FAILED");
    }

    private static boolean isOf(Outgoing memory, JsonNode event) {
        JsonNode metadata = event.path("payload").path("metadata");
        return memory.id().equals(AnswerJson.text(metadata, AddMessage.ID));
    }

    /** Whether the oldest of them is from before that; not if it has no time that can be read. */
    private static boolean reachesBack(JsonNode events, Instant time) {
        Instant created =
                AnswerJson.time(events.path(Math.max(0, events.size() - 1)).path("created_at"));
        return created != null && created.isBefore(time);
    }

    private @Nullable List<RemoteMemory> post(String path, Dialect dialect, String body) {
        int query = path.indexOf('?');
        var url = addresses.at(query < 0 ? path : path.substring(0, query)).newBuilder();
        if (query >= 0) {
            url.query(path.substring(query + 1));
        }
        Reply reply =
                read.apply(
                        new Transport.Message(
                                "POST", url.build(), addresses.keyFor(dialect), body));
        JsonNode json = AnswerJson.ofOk(reply);
        JsonNode results = json == null || json.isArray() ? json : json.path("results");
        if (results == null || !results.isArray()) {
            return null;
        }
        List<RemoteMemory> found = new ArrayList<>();
        RemoteList.add(found, results);
        return found.size() == results.size() ? found : null;
    }

    private static final String TOO_MANY =
            "The project has more memories than the server lists at once.";

    private LookUpResult byList(
            Dialect dialect, Outgoing memory, LookUpBy by, @Nullable Instant sentAt) {
        return switch (new RemoteList(addresses, read).of(dialect, memory.projectId())) {
            case ListResult.Unanswered(String reason) -> new LookUpResult.Unanswered(reason);
            case ListResult.Failed failed -> new CannotTell(failed.reason());
            case ListResult.Partial partial -> {
                List<String> ids = matches(partial.memories(), memory, by);
                yield ids.isEmpty() ? new CannotTell(TOO_MANY) : new Present(ids);
            }
            case ListResult.Complete all -> {
                List<String> ids = matches(all.memories(), memory, by);
                yield ids.isEmpty() ? missing(dialect, all, by, sentAt) : new Present(ids);
            }
        };
    }

    /** A complete list does not have it: whether that proves anything. */
    private LookUpResult missing(
            Dialect dialect, ListResult.Complete all, LookUpBy by, @Nullable Instant sentAt) {
        boolean recognisable =
                by == LookUpBy.OUR_ID
                        ? dialect.keepsOurId()
                        : !dialect.rewrites(Inference.VERBATIM);
        if (recognisable || all.memories().isEmpty()) {
            return new Absent();
        }
        if (sentAt == null || all.serverTime() == null) {
            return new CannotTell("The server may have stored it in other words.");
        }
        Duration skew = Duration.between(clock.instant(), all.serverTime());
        Instant since = sentAt.plus(skew).minus(CLOCK_MARGIN);
        boolean older =
                all.memories().stream()
                        .allMatch(m -> m.changed() != null && m.changed().isBefore(since));
        return older
                ? new Absent()
                : new CannotTell(
                        "The server stored something in this project since; it may be this memory"
                                + " in other words.");
    }

    /** The server's ids of what is this memory. */
    static List<String> matches(List<RemoteMemory> found, Outgoing memory, LookUpBy by) {
        String sha256 = memory.sha256();
        String md5 = md5(memory.content());
        List<String> ids = new ArrayList<>();
        for (RemoteMemory remote : found) {
            boolean sameText =
                    remote.text().equals(memory.content())
                            || md5.equals(remote.hash())
                            || (remote.sha256() != null && sha256.equals(remote.sha256()));
            boolean sameId =
                    memory.id().equals(remote.ourId())
                            && (remote.sha256() == null || sha256.equals(remote.sha256()));
            // The same text under another id of ours is another memory.
            boolean foreign = remote.ourId() == null && sameText;
            if (by == LookUpBy.OUR_ID ? sameId || foreign : sameId || sameText) {
                ids.add(remote.id());
            }
        }
        return ids;
    }

    private static String query(String content) {
        int end = Math.min(QUERY_CHARACTERS, content.length());
        return content.substring(
                0, end > 0 && Character.isHighSurrogate(content.charAt(end - 1)) ? end - 1 : end);
    }

    /** As the server makes it: of the UTF-8 text. */
    static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has MD5", impossible);
        }
    }
}

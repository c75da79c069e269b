package org.mem0queue.mem0;

import com.fasterxml.jackson.databind.JsonNode;

import okhttp3.HttpUrl;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists what a server has of one project, in every dialect. */
final class RemoteList {
    /** What new OSS servers give at most; there are no pages. */
    private static final int OSS_LIMIT = 1000;

    /** What OSS servers without {@code top_k} give. */
    private static final int OSS_OLD_LIMIT = 100;

    /** What the wrapper's own migration program asks for; there are no pages. */
    private static final int WRAPPER_LIMIT = 10_000;

    private static final int PLATFORM_PAGE = 200;
    private static final int OPEN_MEMORY_PAGE = 100;

    /** A project beyond this is not read to its end. */
    private static final int MOST_PAGES = 50;

    private final Addresses addresses;
    private final Function<Transport.Message, Reply> read;

    RemoteList(Addresses addresses, Function<Transport.Message, Reply> read) {
        this.addresses = addresses;
        this.read = read;
    }

    ListResult of(Dialect dialect, String project) {
        return switch (dialect) {
            case Dialect.OssRest oss -> ofOss(oss, project);
            case Dialect.Platform platform -> ofPlatform(platform, project);
            case Dialect.OpenMemory openMemory -> ofOpenMemory(openMemory, project);
            case Dialect.Wrapper wrapper -> ofWrapper(wrapper, project);
            case Dialect.Unknown unknown ->
                    new ListResult.Failed("The API is not one that is known.");
        };
    }

    private ListResult ofOss(Dialect.OssRest oss, String project) {
        int limit = oss.topK() ? OSS_LIMIT : OSS_OLD_LIMIT;
        HttpUrl.Builder url =
                addresses.at("memories").newBuilder().addQueryParameter("user_id", project);
        if (oss.topK()) {
            url.addQueryParameter("top_k", String.valueOf(limit));
        }
        Reply reply =
                read.apply(new Transport.Message("GET", url.build(), addresses.keyFor(oss), null));
        JsonNode json = AnswerJson.ofOk(reply);
        JsonNode results = json != null && json.isArray() ? json : field(json, "results");
        return results == null ? failed(reply) : bounded(results, limit, reply);
    }

    private ListResult ofWrapper(Dialect.Wrapper wrapper, String project) {
        HttpUrl url =
                addresses
                        .at("memory")
                        .newBuilder()
                        .addPathSegment(project)
                        .addQueryParameter("limit", String.valueOf(WRAPPER_LIMIT))
                        .build();
        Reply reply =
                read.apply(new Transport.Message("GET", url, addresses.keyFor(wrapper), null));
        JsonNode json = AnswerJson.ofOk(reply);
        if (json == null || !json.path("success").asBoolean(false)) {
            return failed(reply);
        }
        JsonNode memories = json.path("memories");
        JsonNode results = memories.isArray() ? memories : field(memories, "results");
        return results == null ? failed(reply) : bounded(results, WRAPPER_LIMIT, reply);
    }

    private static ListResult bounded(JsonNode results, int limit, Reply reply) {
        List<RemoteMemory> memories = new ArrayList<>();
        add(memories, results);
        return results.size() < limit && memories.size() == results.size()
                ? new ListResult.Complete(memories, serverTime(reply))
                : new ListResult.Partial(memories);
    }

    private ListResult ofPlatform(Dialect.Platform platform, String project) {
        String body = "{\"filters\":{\"AND\":[{\"user_id\":" + Json.quote(project) + "}]}}";
        List<RemoteMemory> memories = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            HttpUrl url =
                    addresses
                            .at("v3/memories/")
                            .newBuilder()
                            .addQueryParameter("page", String.valueOf(page))
                            .addQueryParameter("page_size", String.valueOf(PLATFORM_PAGE))
                            .build();
            Reply reply = post(url, platform, body);
            JsonNode json = AnswerJson.ofOk(reply);
            JsonNode results = field(json, "results");
            if (json == null || results == null) {
                return failed(reply);
            }
            add(memories, results);
            if (json.path("next").isNull() || json.path("next").isMissingNode()) {
                // a list that moved between two pages does not have the size it says
                return memories.size() == json.path("count").asInt(memories.size())
                        ? new ListResult.Complete(memories, serverTime(reply))
                        : new ListResult.Partial(memories);
            }
        }
        return new ListResult.Partial(memories);
    }

    private ListResult ofOpenMemory(Dialect.OpenMemory openMemory, String project) {
        List<RemoteMemory> memories = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            String body =
                    "{\"user_id\":%s,\"page\":%d,\"size\":%d}"
                            .formatted(Json.quote(project), page, OPEN_MEMORY_PAGE);
            Reply reply = post(addresses.at("api/v1/memories/filter"), openMemory, body);
            JsonNode json = AnswerJson.ofOk(reply);
            JsonNode items = field(json, "items");
            if (json == null || items == null) {
                return failed(reply);
            }
            add(memories, items);
            if (page >= json.path("pages").asInt(1)) {
                return memories.size() == json.path("total").asInt(memories.size())
                        ? new ListResult.Complete(memories, serverTime(reply))
                        : new ListResult.Partial(memories);
            }
        }
        return new ListResult.Partial(memories);
    }

    private Reply post(HttpUrl url, Dialect dialect, String body) {
        return read.apply(new Transport.Message("POST", url, addresses.keyFor(dialect), body));
    }

    /** Items that are no memories are left out, which makes the list partial. */
    static void add(List<RemoteMemory> memories, JsonNode items) {
        for (JsonNode item : items) {
            RemoteMemory memory = memory(item);
            if (memory != null) {
                memories.add(memory);
            }
        }
    }

    private static @Nullable RemoteMemory memory(JsonNode item) {
        List<String> id = AnswerJson.ids(List.of(item));
        JsonNode text = item.has("memory") ? item.path("memory") : item.path("content");
        if (id.isEmpty() || !text.isTextual()) {
            return null;
        }
        JsonNode metadata = item.has("metadata_") ? item.path("metadata_") : item.path("metadata");
        return new RemoteMemory(
                id.getFirst(),
                text.textValue(),
                AnswerJson.text(metadata, AddMessage.ID),
                AnswerJson.text(metadata, AddMessage.SHA256),
                AnswerJson.text(item, "hash"),
                changed(item));
    }

    private static @Nullable Instant changed(JsonNode item) {
        Instant created = AnswerJson.time(item.path("created_at"));
        Instant updated = AnswerJson.time(item.path("updated_at"));
        return updated != null && (created == null || updated.isAfter(created)) ? updated : created;
    }

    private static @Nullable JsonNode field(@Nullable JsonNode json, String name) {
        JsonNode value = json == null ? null : json.get(name);
        return value != null && value.isArray() ? value : null;
    }

    private static @Nullable Instant serverTime(Reply reply) {
        return reply instanceof Reply.Answered answered ? answered.serverTime() : null;
    }

    private static ListResult failed(Reply reply) {
        return switch (reply) {
            case Reply.Broken broken -> new ListResult.Unanswered(broken.reason());
            case Reply.Answered answered -> {
                int status = answered.status();
                if (status == 200 && answered.isPage()) {
                    yield new ListResult.Unanswered(
                            "The answer is a page for people, not the server's list.");
                }
                // A project that the server stores and cannot list answers 404 or 405 for ever.
                boolean forGood = status == 400 || status == 404 || status == 405 || status == 422;
                String reason =
                        status == 200
                                ? "The server's list cannot be read."
                                : "The server answered " + status + ".";
                yield forGood || status == 200
                        ? new ListResult.Failed(reason)
                        : new ListResult.Unanswered(reason);
            }
        };
    }
}

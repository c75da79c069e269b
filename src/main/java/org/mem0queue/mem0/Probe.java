package org.mem0queue.mem0;

import com.fasterxml.jackson.databind.JsonNode;

import okhttp3.HttpUrl;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ProbeResult.Detected;
import org.mem0queue.mem0.ProbeResult.Unreachable;
import org.mem0queue.queue.ContentHash;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Finds out who is there, with GET requests only and without the key: none of the answers that tell
 * the dialects apart needs it.
 *
 * <ol>
 *   <li>{@code /openapi.json}: the OSS server or OpenMemory by title, the abilities by the schemas
 *   <li>{@code /health} naming a model or a vector store, then a list of a project that does not
 *       exist: the wrapper
 *   <li>{@code /v1/ping/}: the platform, also when it says in its own words that a key is missing
 * </ol>
 */
final class Probe {
    private final Addresses addresses;
    private final Function<Transport.Message, Reply> read;

    Probe(Addresses addresses, Function<Transport.Message, Reply> read) {
        this.addresses = addresses;
        this.read = read;
    }

    ProbeResult run() {
        Reply openApi = get(addresses.at("openapi.json"));
        String problem = unreachable(openApi);
        if (problem != null) {
            return new Unreachable(problem);
        }
        JsonNode description = AnswerJson.ofOk(openApi);
        Dialect described = description == null ? null : described(description);
        if (description != null && described != null) {
            boolean here =
                    description.path("info").path("x-storage").asText("").equals("this computer");
            return detected(
                    described,
                    title(description),
                    here ? ProbeResult.Storage.THIS_COMPUTER : ProbeResult.Storage.SERVER,
                    openApi);
        }
        Reply health = get(addresses.at("health"));
        problem = unreachable(health);
        if (problem != null) {
            return new Unreachable(problem);
        }
        JsonNode healthy = AnswerJson.ofOk(health);
        if (healthy != null && (healthy.has("llm_provider") || healthy.has("vector_store"))) {
            return wrapper(healthy, health);
        }
        return orPlatform(openApi);
    }

    private ProbeResult wrapper(JsonNode health, Reply from) {
        HttpUrl url =
                addresses
                        .at("memory")
                        .newBuilder()
                        .addPathSegment("mq-probe-" + UUID.randomUUID())
                        .addQueryParameter("limit", "1")
                        .build();
        Reply list = get(url);
        String problem = unreachable(list);
        if (problem != null) {
            return new Unreachable(problem);
        }
        JsonNode json = AnswerJson.ofOk(list);
        return json != null && json.path("success").isBoolean()
                ? detected(
                        new Dialect.Wrapper(),
                        health.path("version").asText(""),
                        ProbeResult.Storage.SERVER,
                        from)
                : unknown("It reports its health like a memory server, but lists none.");
    }

    private ProbeResult orPlatform(Reply openApi) {
        Reply ping = get(addresses.at("v1/ping/"));
        String problem = unreachable(ping);
        if (problem != null) {
            return new Unreachable(problem);
        }
        JsonNode ok = AnswerJson.ofOk(ping);
        if (ok != null && ok.path("status").asText("").equals("ok")) {
            return detected(new Dialect.Platform(), "ping", ProbeResult.Storage.SERVER, ping);
        }
        if (asksForKey(ping) && !asksForKey(openApi)) {
            return detected(new Dialect.Platform(), "ping", ProbeResult.Storage.SERVER, ping);
        }
        return unknown(openApi instanceof Reply.Answered first ? words(first) : "");
    }

    /** 401 with the platform's form of words; a gateway that says it everywhere is none. */
    private static boolean asksForKey(Reply reply) {
        if (!(reply instanceof Reply.Answered answered)
                || answered.status() != 401
                || answered.isPage()) {
            return false;
        }
        JsonNode json = AnswerJson.of(answered.body());
        return json != null && json.path("detail").isTextual();
    }

    private static @Nullable Dialect described(JsonNode description) {
        String title = title(description).toLowerCase(Locale.ROOT);
        JsonNode paths = description.path("paths");
        if (title.contains("openmemory") || paths.has("/api/v1/memories/")) {
            return new Dialect.OpenMemory();
        }
        if (!title.contains("mem0 rest") && !(paths.has("/memories") && paths.has("/search"))) {
            return null;
        }
        JsonNode schemas = description.path("components").path("schemas");
        JsonNode search = schemas.path("SearchRequest").path("properties");
        return new Dialect.OssRest(
                schemas.path("MemoryCreate").path("properties").has("infer"),
                search.has("filters"),
                search.has("top_k"),
                !description.path("components").path("securitySchemes").isEmpty());
    }

    private static String title(@Nullable JsonNode description) {
        return description == null ? "" : description.path("info").path("title").asText("");
    }

    private Reply get(HttpUrl url) {
        return read.apply(new Transport.Message("GET", url, Map.of(), null));
    }

    /** Why this answer says nothing about the dialect; null if it does. */
    private static @Nullable String unreachable(Reply reply) {
        return switch (reply) {
            case Reply.Broken broken -> broken.reason();
            case Reply.Answered answered -> {
                int status = answered.status();
                if (status >= 500 || status == 429 || status == 408) {
                    yield "The server answered " + status + ".";
                }
                yield answered.body() instanceof Reply.Body.Damaged damaged
                                && damaged.doubt() != UploadResult.Doubt.FORM
                        ? damaged.reason()
                        : null;
            }
        };
    }

    private static ProbeResult unknown(String reason) {
        return new Detected(new Dialect.Unknown(reason), "", ProbeResult.Storage.SERVER, "");
    }

    private static String words(Reply.Answered answered) {
        if (answered.status() >= 300 && answered.status() < 400) {
            return "It points elsewhere; nobody was followed there.";
        }
        return answered.isPage()
                ? "It shows a page for people: a login page, a proxy, or another program."
                : "It answers, but like no memory server that is known.";
    }

    private ProbeResult detected(
            Dialect dialect, String mark, ProbeResult.Storage storage, Reply from) {
        String seen = addresses.base() + "\n" + dialect + "\n" + mark + "\n" + storage;
        return new Detected(
                dialect,
                HexFormat.of().formatHex(ContentHash.of(seen)),
                storage,
                ServerNames.of(from));
    }
}

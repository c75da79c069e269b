package org.mem0queue.mem0;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult.Accepted;
import org.mem0queue.mem0.UploadResult.Cause;
import org.mem0queue.mem0.UploadResult.Doubt;
import org.mem0queue.mem0.UploadResult.InDoubt;
import org.mem0queue.mem0.UploadResult.Misconfigured;
import org.mem0queue.mem0.UploadResult.NothingNew;
import org.mem0queue.mem0.UploadResult.Rejected;
import org.mem0queue.mem0.UploadResult.Retryable;
import org.mem0queue.mem0.UploadResult.Stored;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Sorts how an add ended into what is certainly stored, certainly not, and in doubt. Whatever
 * leaves room for both is in doubt.
 */
final class AddOutcome {
    private final Dialect dialect;
    private final Outgoing memory;
    private final @Nullable ApiKey key;
    private final InstantSource clock;

    AddOutcome(Dialect dialect, Outgoing memory, @Nullable ApiKey key, InstantSource clock) {
        this.dialect = dialect;
        this.memory = memory;
        this.key = key;
        this.clock = clock;
    }

    UploadResult of(Reply reply) {
        return switch (reply) {
            case Reply.Broken broken -> ofBroken(broken);
            case Reply.Answered answered -> ofAnswered(answered);
        };
    }

    private static UploadResult ofBroken(Reply.Broken broken) {
        if (broken.reach() != Reply.Reach.ALL) {
            return switch (broken.fault()) {
                case NAME -> new Misconfigured(Cause.NAME, broken.reason());
                case TLS -> new Misconfigured(Cause.TLS, broken.reason());
                case TIME_OUT, CONNECTION, CANCELLED -> new Retryable(broken.reason(), null);
            };
        }
        return switch (broken.fault()) {
            case TIME_OUT -> new InDoubt(Doubt.TIME_OUT, broken.reason());
            case CANCELLED -> new InDoubt(Doubt.CANCELLED, broken.reason());
            case NAME, TLS, CONNECTION -> new InDoubt(Doubt.CONNECTION, broken.reason());
        };
    }

    private UploadResult ofAnswered(Reply.Answered answered) {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return ofSuccess(answered);
        }
        if (status >= 500 || status < 200) {
            return new InDoubt(Doubt.SERVER, reason(answered));
        }
        if (status < 400) {
            return new Misconfigured(Cause.REDIRECT, redirect(answered));
        }
        return switch (status) {
            // A page says nothing about this memory: a proxy or another program wrote it.
            case 400, 409, 422 ->
                    answered.isPage()
                            ? new Misconfigured(Cause.FORM, reason(answered))
                            : new Rejected(reason(answered));
            // The platform says so of what was paid for, not of this memory.
            case 413 ->
                    dialect instanceof Dialect.Platform
                            ? new Misconfigured(Cause.PAYMENT, reason(answered))
                            : new Rejected(reason(answered));
            case 401, 403 -> new Misconfigured(Cause.KEY, reason(answered));
            case 402 -> new Misconfigured(Cause.PAYMENT, reason(answered));
            case 407 -> new Misconfigured(Cause.REDIRECT, reason(answered));
            case 408, 425 ->
                    answered.requestComplete()
                            ? new InDoubt(Doubt.SERVER, reason(answered))
                            : new Retryable(reason(answered), wait(answered));
            case 429 -> new Retryable(reason(answered), wait(answered));
            default -> new Misconfigured(Cause.FORM, reason(answered));
        };
    }

    private @Nullable Duration wait(Reply.Answered answered) {
        Instant server = answered.serverTime();
        return RetryAfter.parse(
                answered.headers().get("Retry-After"), server == null ? clock.instant() : server);
    }

    private UploadResult ofSuccess(Reply.Answered answered) {
        if (answered.isPage()) {
            return new Misconfigured(
                    Cause.PAGE,
                    "The answer is a page for people, not the API's: a login page or another"
                            + " program.");
        }
        if (answered.body() instanceof Reply.Body.Damaged damaged) {
            return new InDoubt(damaged.doubt(), damaged.reason());
        }
        JsonNode json = AnswerJson.of(answered.body());
        if (json == null) {
            return new InDoubt(
                    Doubt.FORM,
                    "Status " + answered.status() + " with an answer that is not JSON.");
        }
        return switch (dialect) {
            case Dialect.OssRest oss -> ofResults(json);
            case Dialect.Platform platform -> ofPlatform(json);
            case Dialect.OpenMemory openMemory -> ofOpenMemory(json);
            case Dialect.Wrapper wrapper -> ofWrapper(json);
            case Dialect.Unknown unknown -> foreign();
        };
    }

    /** {@code {"results":[…]}}, or the list alone as the oldest servers answer. */
    private UploadResult ofResults(JsonNode json) {
        JsonNode results = json.isArray() ? json : json.path("results");
        if (!results.isArray()) {
            return foreign();
        }
        if (results.isEmpty()) {
            return new NothingNew();
        }
        int unchanged = 0;
        int kept = 0;
        for (JsonNode item : results) {
            String event = item.path("event").asText("");
            if (event.equals("NONE")) {
                unchanged++;
            } else if (event.equals("ADD")
                    || event.equals("UPDATE")
                    || event.equals("DELETE")
                    || (event.isEmpty() && !item.path("id").asText("").isEmpty())) {
                kept++;
            }
        }
        if (kept > 0) {
            return new Stored(AnswerJson.ids(results));
        }
        return unchanged == results.size() ? new NothingNew() : foreign();
    }

    private UploadResult ofPlatform(JsonNode json) {
        // an older version answers a list of one
        JsonNode answer = json.isArray() && json.size() == 1 ? json.get(0) : json;
        String event = AnswerJson.text(answer, "event_id");
        String status = answer.path("status").asText("");
        if (answer.path("results").isArray() && !status.equals("PENDING")) {
            return status.equals("FAILED") ? failed(answer) : ofResults(answer);
        }
        if (event == null) {
            return foreign();
        }
        return status.equals("FAILED") ? failed(answer) : new Accepted(event);
    }

    private UploadResult failed(JsonNode answer) {
        return new Retryable(said("The platform could not store it", answer), null);
    }

    /** What the platform says about an event: {@code GET /v1/event/ID/}. */
    UploadResult ofEvent(String event, Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return new Accepted(event);
        }
        if (answered.status() == 404 && !answered.isPage()) {
            return new InDoubt(Doubt.FORM, "The platform no longer knows the event.");
        }
        if (answered.status() == 401 || answered.status() == 403) {
            return new Misconfigured(Cause.KEY, reason(answered));
        }
        JsonNode json = AnswerJson.ofOk(reply);
        if (json == null) {
            return new Accepted(event);
        }
        return switch (json.path("status").asText("")) {
            case "SUCCEEDED" -> ofResults(json);
            case "FAILED" -> failed(json);
            default -> new Accepted(event);
        };
    }

    private UploadResult ofOpenMemory(JsonNode json) {
        if (json.isNull()) {
            return new NothingNew();
        }
        if (json.has("error")) {
            // its engine may have failed after it stored
            return new InDoubt(Doubt.SERVER, said("The server reports an error", json));
        }
        String id = AnswerJson.text(json, "id");
        return id == null ? foreign() : new Stored(List.of(id));
    }

    private UploadResult ofWrapper(JsonNode json) {
        JsonNode success = json.path("success");
        if (!success.isBoolean()) {
            return foreign();
        }
        if (!success.booleanValue()) {
            return new Retryable(said("The server says that it did not store it", json), null);
        }
        String id = AnswerJson.text(json, "id");
        return new Stored(id == null ? List.of() : List.of(id));
    }

    private static UploadResult foreign() {
        return new InDoubt(Doubt.FORM, "The answer is JSON, but not this API's.");
    }

    private String reason(Reply.Answered answered) {
        JsonNode json = AnswerJson.of(answered.body());
        return said("The server answered " + answered.status(), json);
    }

    private String said(String sentence, @Nullable JsonNode json) {
        String words = Words.of(json, memory, key);
        return words.isEmpty() ? sentence + "." : sentence + ": " + words;
    }

    private static String redirect(Reply.Answered answered) {
        return "The server answered "
                + answered.status()
                + " and points elsewhere; nothing was sent there. Is the address right?";
    }
}

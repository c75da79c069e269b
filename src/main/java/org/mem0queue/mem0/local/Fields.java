package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The fields of a request's body. What has the wrong form ends the request with 422. */
final class Fields {
    private final ObjectNode body;

    private Fields(ObjectNode body) {
        this.body = body;
    }

    static Fields of(Request request) throws Refusal {
        return of(request.body());
    }

    static Fields of(@Nullable JsonNode body) throws Refusal {
        if (body instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw Refusal.form("body", "", "model_attributes_type", "Input should be an object");
    }

    /** The field; null if it is missing or null. */
    @Nullable JsonNode get(String name) {
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable String text(String name) throws Refusal {
        JsonNode value = get(name);
        if (value != null && !value.isTextual()) {
            throw Refusal.form("body", name, "string_type", "Input should be a valid string");
        }
        return value == null ? null : value.textValue();
    }

    String required(String name) throws Refusal {
        String value = text(name);
        if (value == null) {
            throw Refusal.form("body", name, "missing", "Field required");
        }
        return value;
    }

    @Nullable ObjectNode object(String name) throws Refusal {
        JsonNode value = get(name);
        if (value != null && !value.isObject()) {
            throw Refusal.form("body", name, "dict_type", "Input should be a valid dictionary");
        }
        return (ObjectNode) value;
    }

    int number(String name, int otherwise, int least, int most) throws Refusal {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Refusal.form("body", name, "int_type", "Input should be a valid integer");
        }
        int number = value.intValue();
        if (number < least || number > most) {
            throw Refusal.form(
                    "body",
                    name,
                    "out_of_range",
                    "Input should be between " + least + " and " + most);
        }
        return number;
    }

    double fraction(String name, double otherwise) throws Refusal {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw Refusal.form("body", name, "float_type", "Input should be a valid number");
        }
        return value.doubleValue();
    }

    boolean flag(String name) {
        JsonNode value = get(name);
        return value != null && value.asBoolean(false);
    }

    @Nullable Instant time(String name) throws Refusal {
        JsonNode value = get(name);
        Instant time = value == null ? null : Times.read(value);
        if (value != null && time == null) {
            throw Refusal.form("body", name, "datetime_type", "Input should be a valid time");
        }
        return time;
    }

    /** A date, also of a date and time. */
    @Nullable String date(String name) throws Refusal {
        Instant time = time(name);
        return time == null ? null : Times.date(time);
    }

    /** The metadata as it is stored. */
    @Nullable String metadata() throws Refusal {
        ObjectNode metadata = object("metadata");
        return metadata == null ? null : JsonWords.text(metadata);
    }

    Scope scope() throws Refusal {
        return new Scope(named("user_id"), named("agent_id"), named("run_id"), named("app_id"));
    }

    private @Nullable String named(String name) throws Refusal {
        JsonNode value = get(name);
        if (value != null && value.isNumber()) {
            return value.asText();
        }
        String text = text(name);
        return text == null || text.isEmpty() ? null : text;
    }
}

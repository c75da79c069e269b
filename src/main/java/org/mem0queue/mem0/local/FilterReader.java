package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the filters of the REST server and of the platform: the same words, joined by {@code AND},
 * {@code OR} and {@code NOT}. The memory's own fields go by their names; any other name, also below
 * {@code metadata}, is one of the metadata. A sample:
 *
 * <pre>
 * {"AND": [{"user_id": "p"}, {"metadata": {"mq_id": "0b6c"}}, {"created_at": {"gte": "2026-11-01"}}]}
 * </pre>
 */
final class FilterReader {
    private static final int DEEPEST = 16;
    private static final int MOST = 500;
    private static final Set<String> ENTITIES = Set.of(Scope.FIELDS);

    private int conditions;

    private FilterReader() {}

    /** Null means no filter. */
    static Condition read(@Nullable JsonNode filters) throws Refusal {
        return filters == null || filters.isNull()
                ? Condition.ALL
                : new FilterReader().all(filters, 0);
    }

    /** Whether somebody is named whose memories are meant, anywhere in it. */
    static boolean namesEntity(@Nullable JsonNode filters) {
        if (filters == null) {
            return false;
        }
        for (String field : ENTITIES) {
            if (filters.findValue(field) != null) {
                return true;
            }
        }
        return false;
    }

    private Condition all(JsonNode node, int depth) throws Refusal {
        return Condition.all(each(node, depth));
    }

    private List<Condition> each(JsonNode node, int depth) throws Refusal {
        if (depth > DEEPEST) {
            throw Refusal.bad("The filters are nested deeper than " + DEEPEST + ".");
        }
        List<Condition> all = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode one : node) {
                all.add(all(one, depth + 1));
            }
            return all;
        }
        if (!node.isObject()) {
            throw Refusal.bad("A filter is an object such as {\"user_id\": \"…\"}.");
        }
        for (var field : node.properties()) {
            all.add(field(field.getKey(), field.getValue(), depth));
        }
        return all;
    }

    private Condition field(String name, JsonNode value, int depth) throws Refusal {
        switch (name.startsWith("$") ? name.substring(1).toUpperCase(Locale.ROOT) : name) {
            case "AND" -> {
                return all(value, depth + 1);
            }
            case "OR" -> {
                return Condition.any(each(value, depth + 1));
            }
            case "NOT" -> {
                return value.isArray()
                        ? Condition.any(each(value, depth + 1)).not()
                        : all(value, depth + 1).not();
            }
            default -> {
                // a name
            }
        }
        if (name.equals("metadata") && value.isObject()) {
            List<Condition> all = new ArrayList<>();
            for (var field : value.properties()) {
                all.add(compared(new FilterOperand.Metadata(field.getKey()), field.getValue()));
            }
            return Condition.all(all);
        }
        return compared(FilterOperand.named(name), value);
    }

    private Condition compared(FilterOperand operand, JsonNode value) throws Refusal {
        if (++conditions > MOST) {
            throw Refusal.bad("More than " + MOST + " conditions.");
        }
        if (value.isArray()) {
            return in(operand, value);
        }
        if (!value.isObject()) {
            return value.isTextual() && value.textValue().equals("*")
                    ? operand.isThere()
                    : equal(operand, value);
        }
        List<Condition> all = new ArrayList<>();
        for (var one : value.properties()) {
            all.add(operation(operand, one.getKey(), one.getValue()));
        }
        return Condition.all(all);
    }

    private Condition operation(FilterOperand operand, String operator, JsonNode value)
            throws Refusal {
        return switch (operator.startsWith("$") ? operator.substring(1) : operator) {
            case "eq" -> equal(operand, value);
            case "ne" -> equal(operand, value).not();
            case "in" -> in(operand, value);
            case "nin" -> in(operand, value).not();
            case "gt" -> operand.compared(">", value);
            case "gte" -> operand.compared(">=", value);
            case "lt" -> operand.compared("<", value);
            case "lte" -> operand.compared("<=", value);
            case "contains" -> operand.contains(value, false);
            case "icontains" -> operand.contains(value, true);
            default ->
                    throw Refusal.bad(
                            "The filter operator is not one of eq, ne, in, nin, gt, gte, lt, lte,"
                                    + " contains, icontains.");
        };
    }

    private static Condition equal(FilterOperand operand, JsonNode value) throws Refusal {
        return value.isNull() ? operand.isThere().not() : operand.compared("=", value);
    }

    private Condition in(FilterOperand operand, JsonNode values) throws Refusal {
        if (!values.isArray()) {
            throw Refusal.bad("The filter operator \"in\" takes a list.");
        }
        List<Condition> any = new ArrayList<>();
        for (JsonNode value : values) {
            if (++conditions > MOST) {
                throw Refusal.bad("More than " + MOST + " conditions.");
            }
            any.add(equal(operand, value));
        }
        return Condition.any(any);
    }
}

package org.mem0queue.mem0.local;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;

/** The left side of a comparison. Operators are ours, values are arguments. */
sealed interface FilterOperand {
    /**
     * @param operator {@code =}, {@code <}, {@code <=}, {@code >} or {@code >=}
     */
    Condition compared(String operator, JsonNode value) throws Refusal;

    Condition contains(JsonNode value, boolean anyCase) throws Refusal;

    Condition isThere();

    static FilterOperand named(String name) {
        return switch (name) {
            case "user_id", "agent_id", "run_id", "app_id", "actor_id", "role", "id", "hash" ->
                    new Text(name);
            case "memory_id" -> new Text("id");
            case "memory", "data", "keywords" -> new Text("text");
            case "created_at", "updated_at" -> new Time(name);
            default -> new Metadata(name);
        };
    }

    /** A column of text. */
    record Text(String column) implements FilterOperand {
        @Override
        public Condition compared(String operator, JsonNode value) throws Refusal {
            return Condition.of(column + " " + operator + " ?", StoredText.encode(text(value)));
        }

        @Override
        public Condition contains(JsonNode value, boolean anyCase) throws Refusal {
            return FilterOperand.within(column, text(value), anyCase);
        }

        @Override
        public Condition isThere() {
            return Condition.of(column + " IS NOT NULL");
        }

        private static String text(JsonNode value) throws Refusal {
            if (!value.isValueNode()) {
                throw Refusal.bad("A filter compares with a text or a number.");
            }
            return value.asText();
        }
    }

    /** A column of microseconds. */
    record Time(String column) implements FilterOperand {
        @Override
        public Condition compared(String operator, JsonNode value) throws Refusal {
            Instant time = Times.read(value);
            if (time == null) {
                throw Refusal.bad(
                        column + " is compared with a date, a date and time, or Unix seconds.");
            }
            return Condition.of(column + " " + operator + " ?", Memories.micros(time));
        }

        @Override
        public Condition contains(JsonNode value, boolean anyCase) throws Refusal {
            throw Refusal.bad(column + " is compared with gt, gte, lt, lte.");
        }

        @Override
        public Condition isThere() {
            return Condition.ALL;
        }
    }

    /** A value of the metadata. What has another type is neither equal, nor less, nor more. */
    record Metadata(String key) implements FilterOperand {
        @Override
        public Condition compared(String operator, JsonNode value) throws Refusal {
            if (value.isTextual()) {
                return any("j.type = 'text' AND j.value " + operator + " ?", value.textValue());
            }
            if (value.isBoolean() && operator.equals("=")) {
                return any("j.type = ?", value.asText());
            }
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return any(NUMBER + operator + " ?", value.longValue());
            }
            if (value.isNumber()) {
                return any(NUMBER + operator + " ?", value.doubleValue());
            }
            throw Refusal.bad("A filter compares with a text, a number, true, false or null.");
        }

        private static final String NUMBER = "j.type IN ('integer', 'real') AND j.value ";

        @Override
        public Condition contains(JsonNode value, boolean anyCase) throws Refusal {
            if (!value.isValueNode()) {
                throw Refusal.bad("\"contains\" takes a text or a number.");
            }
            Condition part = FilterOperand.within("j.value", value.asText(), anyCase);
            Condition element =
                    anyCase
                            ? Condition.of("folded(e.value) = folded(?)", value.asText())
                            : Condition.of("CAST(e.value AS TEXT) = ?", value.asText());
            return any(
                    "(j.type = 'text' AND "
                            + part.sql()
                            + " OR j.type = 'array' AND EXISTS (SELECT 1 FROM json_each(j.value) e"
                            + " WHERE "
                            + element.sql()
                            + "))",
                    value.asText(),
                    value.asText());
        }

        @Override
        public Condition isThere() {
            return any("j.type <> 'null'");
        }

        private Condition any(String term, Object... arguments) {
            Object[] all = new Object[arguments.length + 1];
            all[0] = key;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            return Condition.of(
                    "EXISTS (SELECT 1 FROM json_each(memory.metadata) j WHERE j.key = ? AND "
                            + term
                            + ")",
                    all);
        }
    }

    /** Whether a text is part of another. */
    private static Condition within(String whole, String part, boolean anyCase) {
        return anyCase
                ? Condition.of("instr(folded(" + whole + "), folded(?)) > 0", part)
                : Condition.of("instr(" + whole + ", ?) > 0", part);
    }
}

package org.mem0queue.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of settings but those with a unit, see {@link QuantityType}. */
final class SettingTypes {
    private SettingTypes() {}

    /** A whole number within limits, both included. */
    record WholeNumber(int least, int most) implements SettingType<Integer> {
        @Override
        public Optional<Integer> parse(String text) {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }

        @Override
        public String format(Integer value) {
            return value.toString();
        }

        @Override
        public ValueForm form() {
            return new ValueForm.WholeNumber(least, most);
        }

        @Override
        public boolean isNumber() {
            return true;
        }
    }

    /** One of the constants of an enum, written in lower case with {@code -}. */
    record Choice<E extends Enum<E>>(Class<E> constants) implements SettingType<E> {
        @Override
        public Optional<E> parse(String text) {
            return Arrays.stream(constants.getEnumConstants())
                    .filter(constant -> format(constant).equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        @Override
        public String format(E value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public ValueForm form() {
            return new ValueForm.OneOf(
                    Arrays.stream(constants.getEnumConstants()).map(this::format).toList());
        }
    }

    /** One line of text. */
    record Line(ValueForm form) implements SettingType<String> {
        @Override
        public Optional<String> parse(String text) {
            return isLine(text) ? Optional.of(text) : Optional.empty();
        }

        @Override
        public String format(String value) {
            return value;
        }
    }

    /** A folder as a person writes it, {@code ~} included. */
    record Folder() implements SettingType<String> {
        @Override
        public Optional<String> parse(String text) {
            try {
                return isLine(text) && !Path.of(text).toString().isEmpty()
                        ? Optional.of(text)
                        : Optional.empty();
            } catch (InvalidPathException notAPath) {
                return Optional.empty();
            }
        }

        @Override
        public String format(String value) {
            return value;
        }

        @Override
        public ValueForm form() {
            return ValueForm.Plain.FOLDER;
        }

        @Override
        public boolean isStorable(String value) {
            return value.equals("~") || value.startsWith("~/") || Path.of(value).isAbsolute();
        }
    }

    /** The address of an HTTP API, without the slash at its end. */
    record HttpAddress() implements SettingType<URI> {
        @Override
        public Optional<URI> parse(String text) {
            try {
                URI address = new URI(text.replaceFirst("/+$", ""));
                String scheme = address.getScheme();
                boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
                boolean bare =
                        address.getRawUserInfo() == null
                                && address.getRawQuery() == null
                                && address.getRawFragment() == null;
                boolean port = address.getPort() <= 65535 && address.getPort() != 0;
                return http && bare && port && address.getHost() != null
                        ? Optional.of(address)
                        : Optional.empty();
            } catch (URISyntaxException notAnAddress) {
                return Optional.empty();
            }
        }

        @Override
        public String format(URI value) {
            return value.toString();
        }

        @Override
        public ValueForm form() {
            return ValueForm.Plain.ADDRESS;
        }

        @Override
        public boolean isDelicate(String refused) {
            return refused.contains("@") || refused.contains("?");
        }
    }

    /** A key or token. */
    record Hidden() implements SettingType<Secret> {
        @Override
        public Optional<Secret> parse(String text) {
            return isLine(text) ? Optional.of(new Secret(text)) : Optional.empty();
        }

        @Override
        public String format(Secret value) {
            return value.toString();
        }

        @Override
        public ValueForm form() {
            return ValueForm.Plain.LINE;
        }

        @Override
        public boolean isDelicate(String refused) {
            return true;
        }
    }

    private static boolean isLine(String text) {
        return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
    }
}

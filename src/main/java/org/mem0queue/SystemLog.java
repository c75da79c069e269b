package org.mem0queue;

import org.jspecify.annotations.Nullable;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/**
 * Where the toolkit's and the JDK's own log lines go: to standard error from warnings on, and
 * nowhere else. Of JavaFX errors only, since it warns of the class path on every start, and running
 * from it is our choice. Found as a service; the JDK's own finder reads its configuration first,
 * which takes longer than to look at a queue.
 */
public final class SystemLog extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new ToStandardError(
                name,
                name.startsWith("javafx")
                        ? System.Logger.Level.ERROR
                        : System.Logger.Level.WARNING);
    }

    private record ToStandardError(String name, System.Logger.Level least)
            implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.compareTo(least) >= 0;
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String message,
                @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                System.err.println(name + ": " + translated(bundle, message));
                if (thrown != null) {
                    thrown.printStackTrace(System.err);
                }
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            if (isLoggable(level)) {
                String text = translated(bundle, format);
                boolean plain = text == null || values == null || values.length == 0;
                System.err.println(
                        name + ": " + (plain ? text : MessageFormat.format(text, values)));
            }
        }

        private static @Nullable String translated(
                @Nullable ResourceBundle bundle, @Nullable String message) {
            return bundle != null && message != null && bundle.containsKey(message)
                    ? bundle.getString(message)
                    : message;
        }
    }
}

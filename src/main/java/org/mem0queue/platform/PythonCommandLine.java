package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Python interpreter was told to run, read as the interpreter reads it: {@code python3 -u -X
 * utf8 worker.py now} runs {@code worker.py}; {@code python3 -c "… worker.py …"} and {@code vim
 * worker.py} run no script.
 *
 * @param program the interpreter as it was called
 * @param script the script's path, or the module's name behind {@code -m}
 * @param module whether {@code script} names a module
 */
record PythonCommandLine(String program, String script, boolean module) {
    /** Options with a value of their own, which is the next argument unless it is attached. */
    private static final String OPTIONS_WITH_VALUE = "WX";

    private static final String LONG_OPTION_WITH_VALUE = "--check-hash-based-pycs";
    private static final Pattern INTERPRETER =
            Pattern.compile("(?i)(python|pypy)w?[0-9.]*[a-z]{0,2}(-dbg|-intel64)?(\\.exe)?");

    /**
     * @param arguments the command line, the program first
     * @param executable the program's file where it is known: the first argument is only a name,
     *     which the process may have chosen freely
     * @return empty if this is no Python, or one without a script
     */
    static Optional<PythonCommandLine> of(List<String> arguments, @Nullable String executable) {
        if (arguments.isEmpty()
                || !(isInterpreter(arguments.getFirst())
                        || (executable != null && isInterpreter(executable)))) {
            return Optional.empty();
        }
        String program = arguments.getFirst();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                return script(program, arguments, i + 1);
            }
            if (argument.equals(LONG_OPTION_WITH_VALUE)) {
                i++;
            } else if (!argument.startsWith("-")) {
                return script(program, arguments, i);
            } else if (!argument.startsWith("--")) {
                int special = firstSpecial(argument);
                if (special < 0) {
                    continue;
                }
                boolean attached = special + 1 < argument.length();
                char option = argument.charAt(special);
                if (OPTIONS_WITH_VALUE.indexOf(option) >= 0) {
                    i += attached ? 0 : 1;
                } else if (option == 'm') {
                    return attached
                            ? Optional.of(
                                    new PythonCommandLine(
                                            program, argument.substring(special + 1), true))
                            : script(program, arguments, i + 1)
                                    .map(line -> new PythonCommandLine(program, line.script, true));
                } else {
                    return Optional.empty(); // -c and - read the program from elsewhere
                }
            }
        }
        return Optional.empty();
    }

    /** The script's file name without its folders. */
    String scriptName() {
        return baseName(script);
    }

    private static Optional<PythonCommandLine> script(
            String program, List<String> arguments, int index) {
        return index < arguments.size() && !arguments.get(index).isEmpty()
                ? Optional.of(new PythonCommandLine(program, arguments.get(index), false))
                : Optional.empty();
    }

    /** In {@code -uBX}, the place of the first letter that is more than a switch; -1 if none is. */
    private static int firstSpecial(String argument) {
        if (argument.length() == 1) {
            return 0;
        }
        for (int i = 1; i < argument.length(); i++) {
            if ("cmWX".indexOf(argument.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isInterpreter(String program) {
        return INTERPRETER.matcher(baseName(program)).matches();
    }

    private static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}

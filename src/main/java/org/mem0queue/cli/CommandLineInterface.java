package org.mem0queue.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;

/**
 * Runs one command. Text for people goes to standard output, errors to standard error as a sentence
 * with file and next step. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done.
 */
public final class CommandLineInterface {
    /** A bug of ours: neither the person's doing nor the disk's. */
    private static final int BUG = 70;

    private final CliEnvironment environment;

    public CommandLineInterface(CliEnvironment environment) {
        this.environment = environment;
    }

    /** Runs the command line and tells the exit code. */
    public int run(List<String> arguments) {
        QueueCommand root = new QueueCommand(environment);
        if (arguments.isEmpty()) {
            // The window, at once: there is nothing to parse.
            return flushed(run(environment, root, root));
        }
        CommandLine line = commandLine(environment, root, Commands.meantBy(arguments));
        return flushed(line.execute(arguments.toArray(String[]::new)));
    }

    private int flushed(int exitCode) {
        environment.out().flush();
        environment.err().flush();
        return exitCode;
    }

    /**
     * @param commands those that it understands
     */
    static CommandLine commandLine(
            CliEnvironment environment, QueueCommand root, List<Commands.Entry> commands) {
        CommandLine line = new CommandLine(root);
        Commands.add(commands, line);
        line.setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
        line.getCommandSpec().version("mem0-queue " + environment.version());
        line.setExecutionStrategy(parsed -> execute(environment, root, parsed));
        line.setParameterExceptionHandler(
                (e, args) -> {
                    environment
                            .err()
                            .println("mem0-queue: " + sentence(String.valueOf(e.getMessage())));
                    environment
                            .err()
                            .println(
                                    "Try: "
                                            + e.getCommandLine().getCommandSpec().qualifiedName()
                                            + " --help");
                    return Failure.USAGE;
                });
        return line;
    }

    private static int execute(CliEnvironment environment, QueueCommand root, ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        return run(environment, root, (Action) deepest.commandSpec().userObject());
    }

    private static int run(CliEnvironment environment, QueueCommand root, Action action) {
        Session session = root.session();
        try {
            return action.run(session);
        } catch (Failure failure) {
            environment.err().println("mem0-queue: " + Printable.of(failure.sentence()));
            return failure.exitCode();
        } catch (InvalidPathException e) {
            environment
                    .err()
                    .println(
                            "mem0-queue: the path holds characters that this locale cannot name."
                                    + " Set LC_ALL=C.UTF-8 and try again.");
            return Failure.USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Failure.FAILED;
        } catch (RuntimeException | Error bug) {
            report(environment, bug);
            return BUG;
        } finally {
            session.tellOfHistory();
        }
    }

    /** Where a bug happened, without the message, which might quote a memory. */
    private static void report(CliEnvironment environment, Throwable bug) {
        environment
                .err()
                .println(
                        "mem0-queue: this is a bug ("
                                + bug.getClass().getName()
                                + "). What was saved before is safe. Please report these lines:");
        StackTraceElement[] trace = bug.getStackTrace();
        for (int i = 0; i < Math.min(12, trace.length); i++) {
            environment.err().println("  at " + trace[i]);
        }
    }

    private static String sentence(String message) {
        // picocli begins some of its messages so, but not all
        String text = Printable.of(message.strip().replaceFirst("^Error: ", ""));
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}

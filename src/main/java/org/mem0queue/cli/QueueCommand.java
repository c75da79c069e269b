package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that stand before or after every command, and the command that opens the window. */
@Command(
        name = "mem0-queue",
        description =
                "Shows, repairs and protects the queue of memories that agents save to a Mem0 API."
                        + " Without a command it opens the window.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class QueueCommand implements Action {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The queue directory (default: MEM0_QUEUE_DIR, the setting, ~/.claude).")
    private @Nullable String directory;

    @Option(
            names = "--api",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The Mem0 API (default: MEM0_API_URL, the setting).")
    private @Nullable String api;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Answer with one JSON document and nothing else.")
    private boolean json;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "Say nothing that was not asked for.")
    private boolean quiet;

    private final CliEnvironment environment;

    QueueCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    Session session() {
        return new Session(environment, directory, api, json, quiet);
    }

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        return new GuiCommand().run(session);
    }
}

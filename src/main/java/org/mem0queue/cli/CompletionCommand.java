package org.mem0queue.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description =
                "Prints a completion script for bash and zsh: source <(mem0-queue completion)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Action {
    @Override
    public int run(Session session) {
        CliEnvironment environment = session.environment();
        session.show(
                AutoComplete.bash(
                        "mem0-queue",
                        CommandLineInterface.commandLine(
                                environment, new QueueCommand(environment), Commands.all())));
        return 0;
    }
}

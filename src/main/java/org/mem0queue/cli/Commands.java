package org.mem0queue.cli;

import picocli.CommandLine;

import java.util.List;
import java.util.function.Supplier;

/**
 * All commands, in the order of the help. What a command line does not name is not made: reading
 * the annotations of thirty commands takes longer than most of them run.
 */
final class Commands {
    /** Needs to know all of them. */
    private static final String COMPLETION = "completion";

    private static final List<String> HELP = List.of("-h", "--help");

    private static final List<Entry> ALL =
            List.of(
                    new Entry("status", StatusCommand::new),
                    new Entry("list", ListCommand::new),
                    new Entry("show", ShowCommand::new),
                    new Entry("save", SaveCommand::new),
                    new Entry("flush", FlushCommand::new),
                    new Entry("wait", WaitCommand::new),
                    new Entry("sync", SyncCommand::new),
                    new Entry("worker", WorkerCommand::new),
                    new Entry("pause", PauseCommand::new),
                    new Entry("resume", ResumeCommand::new),
                    new Entry("resolve", ResolveCommand::new),
                    new Entry("verify", VerifyCommand::new),
                    new Entry("retry", RetryCommand::new),
                    new Entry("hold", HoldCommand::new),
                    new Entry("release", ReleaseCommand::new),
                    new Entry("discard", DiscardCommand::new),
                    new Entry("edit", EditCommand::new),
                    new Entry("split", SplitCommand::new),
                    new Entry("undo", UndoCommand::new),
                    new Entry("history", HistoryCommand::new),
                    new Entry("report", ReportCommand::new),
                    new Entry("export", ExportCommand::new),
                    new Entry("import", ImportCommand::new),
                    new Entry("snapshots", SnapshotsCommand::new),
                    new Entry("restore", RestoreCommand::new),
                    new Entry("log", LogCommand::new),
                    new Entry("doctor", DoctorCommand::new),
                    new Entry("config", ConfigCommand::new),
                    new Entry("serve-mem0", ServeMem0Command::new),
                    new Entry("demo", DemoCommand::new),
                    new Entry("completion", CompletionCommand::new),
                    new Entry("gui", GuiCommand::new));

    /** One command, by the name that its annotation has too. */
    record Entry(String name, Supplier<Action> maker) {}

    private Commands() {}

    static List<Entry> all() {
        return ALL;
    }

    /**
     * Those that the arguments may mean. All of them where the answer speaks of all (help,
     * completion) or where none is named, which may be a slip of the pen; none without arguments.
     */
    static List<Entry> meantBy(List<String> arguments) {
        if (arguments.isEmpty()) {
            return List.of();
        }
        List<Entry> named = ALL.stream().filter(entry -> arguments.contains(entry.name())).toList();
        boolean all =
                named.isEmpty()
                        || arguments.contains(COMPLETION)
                        || HELP.stream().anyMatch(arguments::contains);
        return all ? ALL : named;
    }

    static void add(List<Entry> commands, CommandLine line) {
        commands.forEach(entry -> line.addSubcommand(entry.name(), entry.maker().get()));
    }
}

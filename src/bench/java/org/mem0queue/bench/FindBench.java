package org.mem0queue.bench;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.TextFilter;
import org.mem0queue.service.QueueService;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code list --grep} over 100,000 pending memories once they are read: words that are in none, one
 * that is in all, an expression without a fixed word, and a whole word. Peer: the expression alone,
 * on every decoded text. Also the whole command as a process of its own beside a {@code status}, so
 * that what searching adds to starting and reading shows. Arguments: number of memories.
 */
final class FindBench {
    private static final int ROUNDS = 20;
    private static final int WARM_UP = 5;
    private static final int STARTS = 9;
    private static final int LIMIT_MS = 200;

    private FindBench() {}

    public static void main(String[] arguments) throws Exception {
        int memories = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path folder = Workplace.withQueue("find", memories);
        Table table = new Table(String.format("Search in %,d memories", memories));
        try (QueueService service = new QueueService(Workplace.setup(folder, false))) {
            QueueSnapshot snapshot = service.look();
            List<Memory> all = snapshot.in(MemoryState.PENDING);
            for (String expression : List.of("zulu 4711", "deploy", "\\d{5}|xyz", "\\bzulu\\b")) {
                Pattern pattern =
                        Pattern.compile(
                                expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
                TextFilter filter = new TextFilter(pattern);
                Samples ours = new Samples();
                Samples plain = new Samples();
                for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                    if (round == WARM_UP) {
                        ours.clear();
                        plain.clear();
                    }
                    ours.time(() -> filter.of(all));
                    plain.time(
                            () ->
                                    all.stream()
                                            .filter(
                                                    memory ->
                                                            pattern.matcher(
                                                                            memory.detail()
                                                                                    .contentText()
                                                                                    .orElse(""))
                                                                    .find())
                                            .toList());
                }
                table.compare(
                        "\"" + expression + "\"",
                        "ms",
                        ours.median(),
                        "every text",
                        plain.median());
                table.bar("the same", ours.median(), "ms", LIMIT_MS);
            }
        }
        String dir = "--dir=" + folder;
        List<String> status = FreshProcess.program(dir, "status");
        List<String> list = FreshProcess.program(dir, "list", "--grep", "zulu 4711");
        List<FreshProcess.Run> statuses = new ArrayList<>();
        List<FreshProcess.Run> lists = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) { // by turns: a busy neighbour slows both
            statuses.add(FreshProcess.run(status));
            lists.add(FreshProcess.run(list));
        }
        table.bar(
                "a process: list --grep less status",
                (FreshProcess.wall(lists) - FreshProcess.wall(statuses)) * 1000,
                "ms",
                LIMIT_MS);
        table.note(
                "the same, processor",
                (FreshProcess.processor(lists) - FreshProcess.processor(statuses)) * 1000,
                "ms");
        table.print();
    }
}

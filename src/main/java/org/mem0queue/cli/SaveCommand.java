package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@Command(
        name = "save",
        description =
                "Accepts memories. Answers when they are safely on disk; never waits for the queue"
                        + " lock.",
        mixinStandardHelpOptions = true)
final class SaveCommand implements Action {
    private static final String SOURCE = "cli";

    /** A stream of JSON lines is taken in parts of this many, so that it may be endless. */
    private static final int PART = 500;

    @Option(names = "--project", paramLabel = "P", description = "The project it belongs to.")
    private @Nullable String project;

    @Option(
            names = "--jsonl",
            description =
                    "Read one memory a line from standard input: {\"project_id\", \"content\","
                            + " \"id\"?, \"timestamp\"?}.")
    private boolean jsonLines;

    @Option(names = "--dry-run", description = "Check what would be saved, and save nothing.")
    private boolean dryRun;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "The text; without it, it is read from standard input.")
    private @Nullable String text;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        if (jsonLines && text != null) {
            throw Failure.usage(
                    "With --jsonl the memories come from standard input: leave TEXT out.");
        }
        if (!jsonLines && project == null) {
            throw Failure.usage("Name the project with --project P.");
        }
        try (QueueService service = session.openManaging()) {
            int code =
                    jsonLines
                            ? saveLines(session, service)
                            : save(session, service, List.of(single(session)));
            if (!dryRun) {
                session.out().flush(); // answered before anything that may take time
                session.mergeOrLeave(service);
            }
            return code;
        }
    }

    private NewMemory single(Session session) throws Failure {
        String content = text;
        if (content == null) {
            content = standardInput(session);
        }
        NewMemory memory =
                new NewMemory(null, project == null ? "" : project, content, null, SOURCE);
        String refusal = memory.refusal();
        if (refusal != null) {
            throw Failure.usage(refusal + " Nothing was saved.");
        }
        return memory;
    }

    /** The text on standard input, without the line end behind it. */
    static String standardInput(Session session) throws Failure {
        String content = decode(read(session.environment().in()), "Standard input");
        return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    }

    private static byte[] read(InputStream in) throws Failure {
        try {
            // One byte above the limit is enough to know that it is too much.
            byte[] bytes = in.readNBytes(NewMemory.MAX_CONTENT_BYTES + 2);
            return bytes;
        } catch (IOException e) {
            throw Failure.failed("Standard input cannot be read. Nothing was saved.");
        }
    }

    private static String decode(byte[] bytes, String what) throws Failure {
        boolean cut = bytes.length > NewMemory.MAX_CONTENT_BYTES + 1;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(cut ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Failure.usage(
                    what
                            + " is not valid UTF-8 text. Convert it and save again. Nothing was"
                            + " saved.");
        }
    }

    /** Saves each part as it comes; a bad line is told with its number and the others are saved. */
    private int saveLines(Session session, QueueService service) throws Failure {
        List<NewMemory> part = new ArrayList<>();
        int saved = 0;
        int refused = 0;
        int number = 0;
        InputStream in = session.environment().in();
        try {
            for (byte[] line = line(in); line != null; line = line(in)) {
                number++;
                try {
                    NewMemory memory = MemoryLine.parse(line, number, project, SOURCE);
                    if (memory != null) {
                        part.add(memory);
                    }
                } catch (Failure bad) {
                    refused++;
                    session.warn(bad.sentence());
                }
                if (part.size() == PART || (!part.isEmpty() && in.available() == 0)) {
                    saved += part.size();
                    int code = save(session, service, part);
                    if (code != 0) {
                        return code;
                    }
                    part.clear();
                }
            }
        } catch (IOException e) {
            throw Failure.failed(
                    "Standard input cannot be read any further. "
                            + saved
                            + " saved before that are safe.");
        }
        if (!part.isEmpty()) {
            saved += part.size();
            int code = save(session, service, part);
            if (code != 0) {
                return code;
            }
        }
        if (refused == 0 && saved == 0) {
            throw Failure.usage(
                    "Standard input holds no memories. Write one JSON object a line. Nothing was"
                            + " saved.");
        }
        return refused == 0 ? 0 : saved > 0 ? 3 : Failure.USAGE;
    }

    /** The next line without its end, or null at the end. Lines may be as long as memory allows. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            line.write(b);
            b = in.read();
        }
        return line.toByteArray();
    }

    private int save(Session session, QueueService service, List<NewMemory> memories)
            throws Failure {
        if (dryRun) {
            session.say("Would save " + memories.size() + ". Nothing was saved.");
            if (session.json()) {
                memories.forEach(m -> session.show(answer(m.id(), "would-save")));
            }
            return 0;
        }
        return switch (service.save(memories)) {
            case SaveResult.Accepted(List<String> ids) -> {
                for (String id : ids) {
                    if (session.json()) {
                        session.show(answer(id, "spooled"));
                    } else {
                        session.say("Saved " + id + ".");
                    }
                }
                session.out().flush();
                yield 0;
            }
            case SaveResult.NotSaved(String reason) -> throw Failure.failed(reason);
            case SaveResult.MaybeSaved(List<String> ids, String reason) -> {
                for (String id : ids) {
                    if (session.json()) {
                        session.show(answer(id, "maybe-saved"));
                    } else {
                        session.show("Maybe saved " + id + ".");
                    }
                }
                throw Failure.failed(reason);
            }
        };
    }

    private static String answer(@Nullable String id, String state) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("id", id);
        all.put("state", state);
        return JsonText.of(all);
    }
}

package org.mem0queue.ui.writing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.AlreadyThere;
import org.mem0queue.service.ImportEntry;
import org.mem0queue.service.MemoryImport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes a draft of an input: reads, understands, compares. Blocks; not on the JavaFX thread. */
final class DraftReader {
    /** More than that is no list of notes; it would have to be held in memory several times. */
    private static final long LARGEST_FILE = 100_000_000;

    private final WritingDesk desk;
    private final @Nullable InputForm chosen;
    private final String project;
    private final Held held;
    private final List<DraftRow> rows = new ArrayList<>();
    private final Set<InputForm> forms = EnumSet.noneOf(InputForm.class);

    /** What becomes of memories that their file keeps on hold. */
    enum Held {
        LEAVE_OUT,
        TAKE
    }

    private DraftReader(WritingDesk desk, @Nullable InputForm chosen, String project, Held held) {
        this.desk = desk;
        this.chosen = chosen;
        this.project = project;
        this.held = held;
    }

    /**
     * @param chosen how a person wants it read; null: by its look
     * @param project for what names none; may be blank
     */
    static Draft read(
            WritingDesk desk, Input input, @Nullable InputForm chosen, String project, Held held) {
        DraftReader reader = new DraftReader(desk, chosen, project.strip(), held);
        switch (input) {
            case Input.Typed(String text) ->
                    reader.text(null, text, chosen == null ? InputForm.ofText(text) : chosen);
            case Input.Files(List<Path> paths) -> paths.forEach(reader::file);
        }
        return reader.compared();
    }

    private void file(Path path) {
        String name = Objects.toString(path.getFileName(), path.toString());
        try {
            if (Files.isDirectory(path)) {
                wrong(name, Standing.Fault.FOLDER);
            } else if (Files.size(path) > LARGEST_FILE) {
                wrong(name, Standing.Fault.FILE_TOO_LARGE);
            } else {
                String text =
                        UTF_8.newDecoder()
                                .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                                .toString();
                text(name, text, chosen == null ? InputForm.ofFile(name, text) : chosen);
            }
        } catch (CharacterCodingException e) {
            wrong(name, Standing.Fault.NOT_UTF8);
        } catch (NoSuchFileException e) {
            wrong(name, Standing.Fault.FILE_MISSING);
        } catch (IOException e) {
            wrong(name, Standing.Fault.FILE_UNREADABLE);
        }
    }

    private void wrong(String file, Standing.Fault fault) {
        rows.add(new DraftRow(file, 0, null, false, new Standing.Wrong(fault)));
    }

    private void text(@Nullable String file, String text, InputForm form) {
        forms.add(form);
        String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
        MemoryImport read = form.read(whole, project);
        read.entries().forEach(entry -> rows.add(row(file, entry)));
    }

    private static DraftRow row(@Nullable String file, ImportEntry entry) {
        ImportEntry.Problem problem = entry.problem();
        NewMemory memory = entry.memory();
        if (problem == null) {
            return new DraftRow(
                    file, entry.line(), memory, entry.held(), new Standing.Fresh(false));
        }
        NewMemory.Refusal refusal =
                memory == null || memory.refused() == null
                        ? NewMemory.Refusal.NO_TEXT
                        : memory.refused();
        return new DraftRow(
                file,
                entry.line(),
                memory,
                entry.held(),
                new Standing.Wrong(Standing.Fault.of(problem, refusal)));
    }

    private Draft compared() {
        List<Integer> places = new ArrayList<>();
        List<NewMemory> good = new ArrayList<>();
        // Those on hold last: what repeats one of them must not be left out with it.
        for (boolean onHold : List.of(false, true)) {
            for (int i = 0; i < rows.size(); i++) {
                NewMemory memory = rows.get(i).memory();
                if (rows.get(i).fresh() && rows.get(i).held() == onHold && memory != null) {
                    places.add(i);
                    good.add(memory);
                }
            }
        }
        boolean compared = true;
        boolean sentKnown = true;
        if (!good.isEmpty()) {
            AlreadyThere there = desk.compare(good);
            compared = there.textsCompared();
            sentKnown = there.sentKnown();
            for (int i = 0; i < good.size(); i++) {
                Standing standing = standing(there.found().get(i), places);
                DraftRow row = rows.get(places.get(i));
                boolean out =
                        row.held() && held == Held.LEAVE_OUT && standing instanceof Standing.Fresh;
                rows.set(places.get(i), row.standing(out ? new Standing.Held() : standing));
            }
        }
        InputForm form = forms.size() == 1 ? forms.iterator().next() : null;
        return new Draft(
                rows.isEmpty() && form == null ? InputForm.TEXT : form, rows, compared, sentKnown);
    }

    private Standing standing(AlreadyThere.Found found, List<Integer> places) {
        return switch (found) {
            case AlreadyThere.Found.Nowhere(boolean sentBefore) -> new Standing.Fresh(sentBefore);
            case AlreadyThere.Found.Here(String ignored, var state) -> new Standing.Here(state);
            case AlreadyThere.Found.Repeated(int first) ->
                    new Standing.Repeated(rows.get(places.get(first)).line());
        };
    }
}

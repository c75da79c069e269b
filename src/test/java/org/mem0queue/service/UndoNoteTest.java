package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.RawJson;

class UndoNoteTest {
    @Test
    void aMoveComesBackAsItWentIn() {
        byte[] bytes = {'{', '"', (byte) 0xff, '"', ':', '"', '\\', 'n', (byte) 0xc3, '"', '}'};
        Move move =
                new Move(
                        "id \ud83e \"x\"",
                        MemoryState.PENDING,
                        "ab",
                        MemoryState.DEAD_LETTER,
                        RawJson.of(bytes),
                        "before");
        assertThat(UndoNote.read(UndoNote.of(move))).contains(move);
        assertThat(UndoNote.read(UndoNote.of(move)).orElseThrow().after().bytes()).isEqualTo(bytes);
    }

    @Test
    void whatIsNoNoteIsNone() {
        assertThat(UndoNote.read("{}")).isEmpty();
        assertThat(UndoNote.read("{\"id\": \"a\"")).isEmpty();
        assertThat(UndoNote.read("{\"id\": \"a\", \"from\": \"elsewhere\"}")).isEmpty();
    }
}

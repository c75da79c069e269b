package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.NewMemory;

import java.time.Instant;
import java.util.List;

/** What is taken out of files that others wrote, and what is told of the rest. */
class MemoryImportTest {
    private static MemoryImport read(String text) {
        return MemoryImport.read(text.getBytes(UTF_8), null, null);
    }

    private static List<String> contents(MemoryImport read) {
        return read.memories().stream().map(NewMemory::content).toList();
    }

    @Test
    void aQueueFileOfPython() {
        MemoryImport read =
                read(
                        """
                        {
                          "queue": [{"id": "a", "project_id": "p", "content": "one",
                                     "timestamp": 1764460800, "retries": 0}],
                          "last_100": [{"id": "z", "project_id": "p", "content": "not again"}],
                          "failed": [{"id": "b", "project_id": "p", "content": "two"}],
                          "stats": {"total_queued": 2}
                        }
                        """);
        assertThat(contents(read)).containsExactly("one", "two");
        assertThat(read.problems()).isEmpty();
        assertThat(read.memories().getFirst().id()).isEqualTo("a");
        assertThat(read.memories().getFirst().timestamp())
                .isEqualTo(Instant.ofEpochSecond(1764460800));
    }

    @Test
    void theRepliesOfServers() {
        assertThat(
                        contents(
                                read(
                                        "{\"results\": [{\"memory\": \"m\", \"user_id\": \"u\","
                                                + " \"created_at\": \"x\"}]}")))
                .containsExactly("m");
    }

    @Test
    void jsonLinesWithABadOneBetween() {
        MemoryImport read =
                read(
                        "\ufeff{\"project\": \"p\", \"text\": \"one\"}\r\n\n"
                                + "{\"project\": \"p\", \"text\": \n"
                                + "[1]\n"
                                + "{\"project\": \"p\", \"text\": \"two\","
                                + " \"timestamp\": \"2026-11-23T10:00:00+01:00\"}\n");
        assertThat(contents(read)).containsExactly("one", "two");
        assertThat(read.problems())
                .containsExactly(
                        "Line 3 is not valid JSON.",
                        "Line 4 is no object with a project and a text.");
        assertThat(read.memories().get(1).timestamp())
                .isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
    }

    @Test
    void aTableWithQuotesAndLineBreaks() {
        MemoryImport read =
                read(
                        "project_id,content,timestamp,id\n"
                                + "p,\"two\nlines, \"\"quoted\"\"\",1764460800,\n"
                                + ",no project,,x\n"
                                + "p,ok,,y\n");
        assertThat(contents(read)).containsExactly("two\nlines, \"quoted\"", "ok");
        assertThat(read.memories().getFirst().id()).isNull();
        assertThat(read.problems())
                .containsExactly("Row 2: The project is empty. Name one with --project.");
    }

    @Test
    void aListOfTextsNeedsAProject() {
        byte[] texts = "[\"one\", \"two\"]".getBytes(UTF_8);
        assertThat(contents(MemoryImport.read(texts, null, "p"))).containsExactly("one", "two");
        assertThat(MemoryImport.read(texts, null, null).problems()).hasSize(2);
    }

    @Test
    void whatIsNoneOfThemIsSaid() {
        assertThat(MemoryImport.read("é".getBytes(ISO_8859_1), null, null).problems())
                .containsExactly("The file is not valid UTF-8. Convert it and try again.");
        assertThat(read("{\"stats\": ").problems())
                .containsExactly("Line 1 is not valid JSON. Correct it and try again.");
        assertThat(
                        read("[{\"project\": \"p\", \"text\": \"t\", \"timestamp\": \"noon\"}]")
                                .problems())
                .containsExactly(
                        "Entry 1 has a timestamp that is neither Unix seconds nor ISO-8601.");
    }

    @Test
    void aTableThatBreaksOffKeepsWhatCameBefore() {
        MemoryImport read = read("project,text\np,one\np,\"two\n");
        assertThat(contents(read)).containsExactly("one");
        assertThat(read.problems())
                .containsExactly("Line 4 is not valid CSV. Correct it and try again.");
    }

    private static List<Integer> lines(String text) {
        return MemoryImport.read(text, null, "p").entries().stream()
                .map(ImportEntry::line)
                .toList();
    }

    @Test
    void everyEntryKnowsTheLineItBeginsOn() {
        assertThat(lines("[\n {\"text\": \"a\"},\n\n {\"text\":\n \"b\"}, \"c\"\n]"))
                .containsExactly(2, 4, 5);
        assertThat(
                        lines(
                                "{\"stats\": {\"x\": [1]},\n\"failed\": [\n{\"text\": \"f\"}],\n"
                                        + "\"queue\": [{\"text\": \"q\"}]}"))
                .containsExactly(4, 3);
        assertThat(lines("{\"text\": \"a\"}\n\n{\"text\": 1}\n")).containsExactly(1, 3);
        assertThat(lines("text,id\none,1\n\n\"two\nlines\",2\nthree,3\n")).containsExactly(2, 4, 6);
    }

    @Test
    void aTextIsOfTheFormatThatItLooksLike() {
        assertThat(MemoryFormat.ofText(" [\n\"a\"]")).contains(MemoryFormat.JSON);
        assertThat(MemoryFormat.ofText("{\"text\": \"a\"")).contains(MemoryFormat.JSON);
        assertThat(MemoryFormat.ofText("{\"text\": \"a\"}\n{")).contains(MemoryFormat.JSONL);
        assertThat(MemoryFormat.ofText("Project,\"Text\"\np,a")).contains(MemoryFormat.CSV);
        assertThat(MemoryFormat.ofText("[x] done")).isEmpty();
        assertThat(MemoryFormat.ofText("{name} is a place")).isEmpty();
        assertThat(MemoryFormat.ofText("text, which we agreed on\nis this")).isEmpty();
        assertThat(MemoryFormat.ofText("Text")).isEmpty();
        assertThat(MemoryFormat.ofText("")).isEmpty();
    }

    @Test
    void whatAFileKeepsOnHoldStandsApart() {
        MemoryImport queue =
                read(
                        """
                        {"queue": [{"id": "a", "project_id": "p", "content": "one"}],
                         "held": [{"id": "b", "project_id": "p", "content": "kept back"},
                                  {"id": "c", "project_id": "", "content": "no project"}],
                         "failed": [{"id": "d", "project_id": "p", "content": "two"}]}
                        """);
        assertThat(contents(queue)).containsExactly("one", "two");
        assertThat(queue.onHold()).extracting(NewMemory::id).containsExactly("b");
        assertThat(queue.problems()).hasSize(1);

        MemoryImport ours =
                read(
                        """
                        {"id": "a", "project_id": "p", "content": "one", "state": "pending"}
                        {"id": "b", "project_id": "p", "content": "kept back", "state": "held"}
                        """);
        assertThat(contents(ours)).containsExactly("one");
        assertThat(ours.onHold()).extracting(NewMemory::content).containsExactly("kept back");
    }
}

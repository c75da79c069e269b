package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * R5, R6, R7 with real file systems and real users: full, read-only, protected, somebody else's,
 * limits of the process. The program says so, keeps what it accepted, and goes on by itself when
 * the trouble is over.
 */
class DiskTroubleTest {
    private static final String NOBODY = "65534";

    @TempDir Path folder;

    @BeforeEach
    void prepare() {
        Needs.linux();
    }

    private static Outcome save(RealProgram program) {
        return program.run("save", "--project", "p", "text");
    }

    @Test
    void fullDiskThenSpaceAgain() throws IOException {
        Mounted.needs();
        try (Mounted disk = Mounted.memory(folder.resolve("disk"), "size=256k")) {
            ScratchQueue scratch = ScratchQueue.in(disk.path());
            List<String> saved = new ArrayList<>();
            saved.add(save(scratch.program()).done().savedId());
            Path filler = Files.write(disk.path().resolve("filler"), new byte[0]);
            fill(filler);
            FolderState before = FolderState.of(scratch.path());

            save(scratch.program()).refused(1, scratch.spool().toString(), "full", "Free");

            assertThat(FolderState.of(scratch.path()).without("mem0_queue.d/spool/tmp"))
                    .isEqualTo(before.without("mem0_queue.d/spool/tmp"));
            assertThat(scratch.program().run("status", "--json").done().json().path("findings"))
                    .extracting(finding -> finding.path("code").asText())
                    .contains("disk-low");
            Files.delete(filler);
            saved.add(save(scratch.program()).done().savedId());
            scratch.assertMergedOnce(saved);
        }
    }

    /** The spool has room for a save, but the queue file has none: merged when there is. */
    @Test
    void fullDiskDuringTheMerge() throws IOException {
        Mounted.needs();
        try (Mounted disk = Mounted.memory(folder.resolve("disk"), "size=1m")) {
            ScratchQueue scratch = ScratchQueue.in(disk.path());
            scratch.writeExample();
            String first = save(scratch.program()).done().savedId();
            byte[] before = Files.readAllBytes(scratch.queueFile());
            Path filler = disk.path().resolve("filler");
            fill(filler);
            Files.write(filler, new byte[(int) Files.size(filler) - (8 << 10)]);

            String second = save(scratch.program()).done().savedId();

            assertThat(scratch.queueFile()).hasBinaryContent(before);
            assertThat(scratch.spooledIds()).containsExactly(second);
            scratch.program().run("flush").refused(1, "full", "Free", "safe in");
            assertThat(scratch.queueFile()).hasBinaryContent(before);
            Files.delete(filler);
            scratch.program().run("flush").done();
            scratch.assertMergedOnce(List.of(first, second));
            assertThat(scratch.leftovers()).isEmpty();
        }
    }

    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            // that was the aim
        }
    }

    @Test
    void noInodesLeft() {
        Mounted.needs();
        try (Mounted disk = Mounted.memory(folder.resolve("disk"), "size=1m,nr_inodes=11")) {
            ScratchQueue scratch = ScratchQueue.in(disk.path());
            Outcome outcome = save(scratch.program());
            List<String> saved = new ArrayList<>(outcome.savedIds());
            for (int i = 0; i < 6 && outcome.exitCode() == 0; i++) {
                outcome = save(scratch.program());
                saved.addAll(outcome.savedIds());
            }
            outcome.refused(1, "full", "Free");
            disk.resized("nr_inodes=100");
            saved.add(save(scratch.program()).done().savedId());
            scratch.assertMergedOnce(saved);
        }
    }

    @Test
    void readOnlyAndWritableAgain() {
        Mounted.needs();
        ScratchQueue real = ScratchQueue.in(folder);
        real.writeExample();
        try (Mounted disk = Mounted.again(real.path(), folder.resolve("again"))) {
            ScratchQueue scratch = new ScratchQueue(disk.path(), real.home());
            RealProgram program = scratch.program();
            List<String> saved = new ArrayList<>();
            try (SavingStream stream = SavingStream.start(program, "p")) {
                saved.add(stream.save());
                disk.readOnly();
                FolderState before = FolderState.of(real.path());

                assertThat(stream.trySave()).isNull();
                Outcome ended = stream.end();
                assertThat(ended.exitCode()).isEqualTo(1);
                ended.complained("read-only", "Remount", "Nothing was saved");
                save(program).refused(1, "read-only", "Remount");
                program.run("flush").refused(1, "read-only");
                JsonNode status = program.run("status", "--json").done().json();
                assertThat(status.path("counts").path("pending").asInt()).isEqualTo(40);
                assertThat(status.path("counts").path("spooled").asInt()).isEqualTo(1);
                assertThat(program.run("list").done().out().lines()).hasSize(40);
                assertThat(FolderState.of(real.path())).isEqualTo(before);
            }
            disk.writable();
            saved.add(save(program).done().savedId());
            scratch.assertMergedOnce(saved);
            scratch.close();
        }
    }

    @Test
    void queueFileThatNobodyMayChange() {
        Mounted.needs();
        Needs.tool("chattr");
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        Shell.run("chattr", "+i", scratch.queueFile().toString());
        String saved;
        try {
            saved = save(scratch.program()).done().savedId();
            scratch.program().run("flush").refused(1, "mem0_queue.json", "safe in");
            assertThat(scratch.spooledIds()).containsExactly(saved);
            assertThat(scratch.queueIds()).hasSize(40);
        } finally {
            Shell.run("chattr", "-i", scratch.queueFile().toString());
        }
        scratch.program().run("flush").done();
        scratch.assertMergedOnce(List.of(saved));
        assertThat(scratch.leftovers()).isEmpty();
    }

    @Test
    void anotherUserReadsButDoesNotWrite() {
        Needs.root();
        Needs.tool("setpriv");
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        Shell.run("chmod", "-R", "a+rX", folder.toString());
        RealProgram stranger = asNobody(scratch.program());
        FolderState before = FolderState.of(scratch.path());

        save(stranger).refused(1, scratch.path().toString(), "another user", "uid 0");
        JsonNode status = stranger.run("status", "--json").done().json();
        assertThat(status.path("counts").path("pending").asInt()).isEqualTo(40);
        stranger.run("list").done();

        assertThat(FolderState.of(scratch.path())).isEqualTo(before);
    }

    @Test
    void filesThatMayNotBeRead() {
        Needs.root();
        Needs.tool("setpriv");
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        Shell.run("chmod", "a+rx", folder.toString(), scratch.path().toString());
        Shell.run("chmod", "600", scratch.queueFile().toString());
        RealProgram stranger = asNobody(scratch.program());

        JsonNode status = stranger.run("status", "--json").done().json();
        assertThat(status.path("queue_file").path("state").asText()).isEqualTo("denied");
        assertThat(status.path("health").asText()).isIn("unknown", "critical");
        stranger.run("list").refused(1, "mem0_queue.json", "permission denied");
        stranger.run("wait", "--timeout", "0").refused(1, "mem0_queue.json");
        assertThat(stranger.run("status", "--check").exitCode()).isIn(2, 3);

        Shell.run("chmod", "700", scratch.path().toString());
        stranger.run("status").refused(1, scratch.path().toString(), "permission denied");
        save(stranger).refused(1, scratch.path().toString());
    }

    private RealProgram asNobody(RealProgram program) {
        return program.under(
                Needs.find("setpriv").orElseThrow().toString(),
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups");
    }

    @Test
    void rootGivesWhatItMakesToTheOwnerOfTheFolder() throws IOException {
        Needs.root();
        ScratchQueue scratch = ScratchQueue.in(folder);
        Shell.run("chown", NOBODY + ":" + NOBODY, scratch.path().toString());

        save(scratch.program()).done();
        save(scratch.program()).done();

        try (var files = Files.walk(scratch.path())) {
            assertThat(files)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(
                            file ->
                                    assertThat(Files.getAttribute(file, "unix:uid"))
                                            .as("%s", file)
                                            .isEqualTo(65534));
        }
    }

    @Test
    void theProcessMayWriteOnlySmallFiles() {
        Needs.tool("sh");
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        RealProgram limited =
                scratch.program()
                        .under("sh", "-c", "ulimit -f 4; trap '' XFSZ; exec \"$@\"", "limited");

        String saved = save(limited).done().savedId();
        limited.run("flush").refused(1, "mem0_queue.json", "safe in");
        assertThat(scratch.spooledIds()).containsExactly(saved);
        limited.runWith("x".repeat(5000), "save", "--project", "p").refused(1, "spool");

        scratch.program().run("flush").done();
        scratch.assertMergedOnce(List.of(saved));
        scratch.close();
    }

    @Test
    void theProcessMayOpenOnlyFewFiles() {
        Needs.tool("prlimit");
        ScratchQueue scratch = ScratchQueue.in(folder);
        List<String> saved = new ArrayList<>();
        int refused = 0;
        for (int limit : new int[] {64, 32, 28, 24, 20, 16}) {
            Outcome outcome =
                    save(scratch.program().under("prlimit", "--nofile=" + limit + ":" + limit));
            saved.addAll(outcome.savedIds());
            refused += outcome.exitCode() == 0 ? 0 : 1;
            assertThat(outcome.exitCode() == 0).isEqualTo(outcome.savedIds().size() == 1);
        }
        assertThat(saved).isNotEmpty();
        System.out.println(saved.size() + " saved and " + refused + " refused with few files");
        scratch.program().run("flush").done();
        scratch.assertMergedOnce(saved);
        scratch.close();
    }

    @Test
    void namesThatAreTooLong() throws IOException {
        ScratchQueue scratch = ScratchQueue.in(folder);
        Path deep = scratch.path();
        // the folder itself can be named, what belongs into its subfolders can't
        while (deep.toString().length() < 3800) {
            deep = deep.resolve("d".repeat(200));
        }
        deep = deep.resolve("d".repeat(4095 - 40 - deep.toString().length() - 1));
        Shell.run("mkdir", "-p", deep.toString());
        FolderState before = FolderState.of(deep);

        Outcome outcome = save(scratch.program().on(deep));
        outcome.refused(1, "too long");
        assertThat(FolderState.of(deep).without("").without("mem0_queue.d"))
                .isEqualTo(before.without(""));
    }

    @Test
    void linksThatLeadInCircles() throws IOException {
        ScratchQueue scratch = ScratchQueue.in(folder);
        Files.createSymbolicLink(scratch.queueFile(), Path.of("mem0_queue.json"));

        String saved = save(scratch.program()).done().savedId();
        scratch.program().run("flush").refused(1, "mem0_queue.json");
        scratch.program().run("list").refused(1, "mem0_queue.json");
        assertThat(scratch.spooledIds()).containsExactly(saved);

        Files.delete(scratch.queueFile());
        Files.createSymbolicLink(scratch.lockFile().resolveSibling("x"), Path.of("x"));
        scratch.program().run("flush").done();
        scratch.assertMergedOnce(List.of(saved));
    }

    @Test
    void aFileWhereOurFolderBelongs() throws IOException {
        ScratchQueue scratch = ScratchQueue.in(folder);
        Path own = Files.writeString(scratch.path().resolve("mem0_queue.d"), "in the way");

        save(scratch.program()).refused(1, "mem0_queue.d", "Move it away", "Nothing was saved");

        assertThat(own).hasContent("in the way");
        Files.delete(own);
        scratch.assertMergedOnce(List.of(save(scratch.program()).done().savedId()));
    }

    @Test
    void readsAndWritesThatDoOnlyAPart() throws IOException {
        Needs.tool("gcc", "python3");
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        Path library = folder.resolve("short_writes.so");
        Shell.run(
                "gcc",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                Python.resource("c/short_writes.c").toString(),
                "-ldl");
        RealProgram partial =
                scratch.program()
                        .with("LD_PRELOAD", library.toString())
                        .with("FAULTS_BELOW", scratch.path().toString());
        List<String> saved = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Outcome outcome = save(partial);
            saved.addAll(outcome.savedIds());
            assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        }
        assertThat(partial.run("list").done().out().lines()).hasSize(43);
        scratch.assertMergedOnce(saved);
        scratch.asPythonSeesIt();
    }
}

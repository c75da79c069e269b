package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class DiskSpaceTest {
    @TempDir private Path folder;

    @Test
    void aFolderThatDoesNotExistYetIsMeasuredWhereItWillBe() throws Exception {
        var space = DiskSpace.of(folder.resolve("not/there/yet"));

        assertThat(space.usableBytes()).isPositive().isLessThanOrEqualTo(space.totalBytes());
        assertThat(space.totalBytes()).isEqualTo(DiskSpace.of(folder).totalBytes());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void freeInodesAreThoseThatTheSystemTells() throws Exception {
        var process =
                new ProcessBuilder(
                                List.of(
                                        "python3",
                                        "-c",
                                        "import os, sys; s = os.statvfs(sys.argv[1]);"
                                                + " print(s.f_files, s.f_favail)",
                                        folder.toString()))
                        .start();
        String[] told =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .strip()
                        .split(" ");
        long total = Long.parseLong(told[0]);
        var inodes = DiskSpace.of(folder).freeInodes();

        if (total == 0) {
            assertThat(inodes).isEmpty();
        } else {
            // Others make files meanwhile.
            assertThat(inodes.orElseThrow()).isBetween(0L, total);
            assertThat(Math.abs(inodes.orElseThrow() - Long.parseLong(told[1])))
                    .isLessThan(Math.max(10_000, total / 100));
        }
    }
}

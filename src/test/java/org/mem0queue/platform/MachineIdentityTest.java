package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class MachineIdentityTest {
    private static final String RAW_ID = "0123456789abcdef0123456789abcdef";
    private static final String RAW_BOOT = "7b3c8f6e-1111-2222-3333-444455556666";

    @TempDir private Path root;

    @Test
    void idsAreTwelveHexadecimalDigitsAndNeverTheRawIds() throws IOException {
        write("etc/machine-id", RAW_ID + "\n");
        write("proc/sys/kernel/random/boot_id", RAW_BOOT + "\n");

        var identity = read();

        assertThat(identity.machineId()).matches("[0-9a-f]{12}");
        assertThat(identity.bootId()).matches("[0-9a-f]{12}").isNotEqualTo(identity.machineId());
        assertThat(RAW_ID + RAW_BOOT).doesNotContain(identity.machineId(), identity.bootId());
    }

    @Test
    void idsAreFixedSinceTheyStandInFileNames() throws IOException {
        write("etc/machine-id", RAW_ID + "\n");
        write("proc/sys/kernel/random/boot_id", RAW_BOOT + "\n");

        // sha256sum of "org.mem0queue.machine:" + id and of "org.mem0queue.boot:" + id
        assertThat(read()).isEqualTo(new MachineIdentity("d070afbad0bd", "dc67fd748591"));
    }

    @Test
    void aRestartChangesTheBootIdOnly() throws IOException {
        write("etc/machine-id", RAW_ID);
        write("proc/sys/kernel/random/boot_id", RAW_BOOT);
        var before = read();
        write("proc/sys/kernel/random/boot_id", "another");
        var after = read();

        assertThat(after.machineId()).isEqualTo(before.machineId());
        assertThat(after.bootId()).isNotEqualTo(before.bootId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "uninitialized\n", "00000000000000000000000000000000\n", "abc\n"})
    void anImagesUnfinishedMachineIdIsNotTakenForOne(String unfinished) throws IOException {
        write("etc/machine-id", unfinished);
        write("proc/sys/kernel/hostname", "3f2a9c1d7e55\n");
        var first = read();
        write("proc/sys/kernel/hostname", "88aa00bb11cc\n");
        var second = read();

        assertThat(first.machineId()).isNotEqualTo(second.machineId());
    }

    @Test
    void theDbusFileIsAskedWhenTheFirstIsMissing() throws IOException {
        write("var/lib/dbus/machine-id", RAW_ID);
        var byDbus = read();
        write("etc/machine-id", RAW_ID);

        assertThat(read().machineId()).isEqualTo(byDbus.machineId());
    }

    @Test
    void aNameThatManyMachinesBearDoesNotMakeThemOne() throws IOException {
        write("proc/sys/kernel/hostname", "localhost.localdomain\n");
        write("proc/sys/kernel/random/boot_id", RAW_BOOT);

        assertThat(read().machineId()).isNotEqualTo(read().machineId());
        assertThat(read().bootId()).isEqualTo(read().bootId());
    }

    @Test
    void withoutABootIdTheBootTimeServesAndMayWobble() throws IOException {
        write("etc/machine-id", RAW_ID);
        write("proc/stat", "cpu  1 2 3\nbtime 1764000000\nprocesses 5\n");
        var before = read();
        write("proc/stat", "cpu  1 2 3\nbtime 1764000001\nprocesses 5\n");
        var clockSet = read();
        write("proc/stat", "cpu  1 2 3\nbtime 1764090000\nprocesses 5\n");
        var restarted = read();

        assertThat(clockSet).isEqualTo(before);
        assertThat(restarted.bootId()).isNotEqualTo(before.bootId());
    }

    @Test
    void withNothingAtAllThereIsStillAnIdentity() {
        assertThat(read().machineId()).matches("[0-9a-f]{12}");
    }

    @Test
    void thisMachineAnswersTheSameTwice() {
        assertThat(MachineIdentity.ofThisMachine()).isEqualTo(MachineIdentity.ofThisMachine());
    }

    @Test
    void whatIsNotSafeInFileNamesIsNoIdentity() {
        assertThatThrownBy(() -> new MachineIdentity("../../../etc", "0123456789ab"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MachineIdentity("0123456789ab", "0123456789AB"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private MachineIdentity read() {
        return new MachineIdentityReader(OperatingSystem.LINUX, root, Map.of()).read();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

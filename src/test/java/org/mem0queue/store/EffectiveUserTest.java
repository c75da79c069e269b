package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class EffectiveUserTest {
    @TempDir private Path folder;

    @Test
    void isWhatTheSystemCallSays() {
        assertThat(EffectiveUser.id()).isEqualTo(Posix.effectiveUser());
    }

    @Test
    void isTheSecondOfFourIds() throws IOException {
        assertThat(EffectiveUser.in(status("Name:\tjava\nUid:\t1000\t33\t1001\t1002\n")))
                .hasValue(33);
    }

    @Test
    void anIdBeyondTheSignedOnesIsTheOneThatFileAttributesGive() throws IOException {
        assertThat(EffectiveUser.in(status("Uid:\t0\t4294967294\t0\t0\n"))).hasValue(-2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name:\tjava\n", "Uid:\n", "Uid:\tme\tme\n"})
    void anotherFormTellsNothing(String text) throws IOException {
        assertThat(EffectiveUser.in(status(text))).isEmpty();
    }

    @Test
    void noFileTellsNothing() {
        assertThat(EffectiveUser.in(folder.resolve("none"))).isEmpty();
    }

    private Path status(String text) throws IOException {
        return Files.writeString(folder.resolve("status"), text);
    }
}

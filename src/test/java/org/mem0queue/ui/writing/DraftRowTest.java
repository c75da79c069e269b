package org.mem0queue.ui.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.ui.control.Secrets;

class DraftRowTest {
    @Test
    void theLineInTheListHidesWhatIsSecret() {
        NewMemory pasted =
                new NewMemory(
                        null, "home-infra", "\nAdmin password: hunter2!x\nand more", null, "test");
        DraftRow row = new DraftRow(null, 1, pasted, false, new Standing.Fresh(false));
        assertThat(row.firstLine()).isEqualTo("Admin password: " + Secrets.MASK);
    }
}

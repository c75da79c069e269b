package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;

class AnswerTest {
    @Test
    void aListThatIsCutDoesNotLookComplete() {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        assertThatThrownBy(
                        () ->
                                Answer.write(
                                        out -> {
                                            out.writeStartObject();
                                            out.writeArrayFieldStart("results");
                                            out.writeString("the first");
                                            throw new SQLException("the disk failed");
                                        },
                                        sent))
                .isInstanceOf(SQLException.class);
        assertThat(sent.toString(UTF_8)).startsWith("{\"results\":[\"the first\"");
        assertThatThrownBy(() -> RunningServer.JSON.readTree(sent.toByteArray()))
                .isInstanceOf(JsonProcessingException.class);
    }
}

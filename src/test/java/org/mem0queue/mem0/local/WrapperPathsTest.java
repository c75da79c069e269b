package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

/** The paths that the queue's older programs use. */
class WrapperPathsTest extends ServerFixture {
    @Test
    void storesListsFindsAndDeletes() {
        String project = "client/été 1";
        String path = "/memory/client%2F%C3%A9t%C3%A9%201";
        JsonNode added =
                server.post("/memory", "{'user_id':'" + project + "','content':'green tea'}")
                        .is(200)
                        .json();
        assertThat(added.get("success").asBoolean()).isTrue();
        server.post("/memory", "{'user_id':'other','content':'green tea'}").is(200);

        JsonNode list = server.get(path + "?limit=10").is(200).json();
        assertThat(list.get("success").asBoolean()).isTrue();
        assertThat(list.at("/memories/results")).hasSize(1);
        assertThat(list.at("/memories/results/0/memory").asText()).isEqualTo("green tea");
        assertThat(list.at("/memories/results/0/user_id").asText()).isEqualTo(project);
        assertThat(server.get("/memory/nobody").is(200).json().at("/memories/results")).isEmpty();

        JsonNode found =
                server.post(
                                "/memory/search",
                                "{'user_id':'" + project + "','query':'tea','limit':5}")
                        .is(200)
                        .json();
        assertThat(found.at("/results/results")).hasSize(1);

        String id = list.at("/memories/results/0/id").asText();
        server.delete("/memory/other/" + id).is(404);
        assertThat(server.delete(path + "/" + id).is(200).json().get("success").asBoolean())
                .isTrue();
        assertThat(server.get(path).json().at("/memories/results")).isEmpty();
        assertThat(server.get("/memory/other").json().at("/memories/results")).hasSize(1);
    }

    @Test
    void refusesWhatItCannotStore() {
        server.post("/memory", "{'user_id':'p'}").is(422);
        server.post("/memory", "{'content':'x'}").is(422);
        server.post("/memory", "{'user_id':' ','content':'x'}").is(400);
        server.post("/memory", "{'user_id':'p','content':''}").is(400);
        server.get("/memory/p?limit=x").is(422);
        server.get("/memory/%zz").is(400);
        server.get("/memory/%ff").is(400);
        server.get("/memory/").is(404);
    }

    @Test
    void healthHasWhatTheOlderProgramsRead() {
        JsonNode health = server.get("/health").is(200).json();
        assertThat(health.fieldNames())
                .toIterable()
                .contains("version", "llm_provider", "llm_model", "vector_store", "backup_enabled");
    }
}

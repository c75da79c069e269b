package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

/** The REST server's paths, as the clients of Mem0's own server use them. */
class OssPathsTest extends ServerFixture {
    @Test
    void storesEveryMessageWordForWordWhateverInferSays() {
        JsonNode results =
                server.post(
                                "/memories",
                                "{'messages':[{'role':'system','content':'be"
                                    + " kind'},{'role':'user','content':'  I like tea\\n"
                                    + "','name':'Ann'},{'role':'assistant','content':'Noted 😀'}],"
                                    + "'user_id':'ann','infer':true,'metadata':{'k':1.50}}")
                        .results();
        assertThat(results).hasSize(2);
        assertThat(results.get(0).get("event").asText()).isEqualTo("ADD");
        assertThat(results.get(0).get("actor_id").asText()).isEqualTo("Ann");
        assertThat(results.get(1).get("role").asText()).isEqualTo("assistant");

        var answered = server.get("/memories/" + results.get(0).get("id").asText()).is(200);
        assertThat(answered.text()).contains("{\"k\":1.50}");
        JsonNode one = answered.json();
        assertThat(one.get("memory").asText()).isEqualTo("  I like tea\n");
        assertThat(one.get("user_id").asText()).isEqualTo("ann");
        assertThat(one.get("hash").asText()).isEqualTo("6e050158f8fc2b504dabaec442174f7d");
        assertThat(one.get("created_at").asText()).matches("\\d{4}-.*T.*\\+00:00");
    }

    @Test
    void theSameTextTwiceIsTwoMemories() {
        server.add("p", "same");
        server.add("p", "same");
        assertThat(server.get("/memories?user_id=p").texts()).containsExactly("same", "same");
    }

    @Test
    void halfASurrogatePairAndANulComeBackAsTheyWere() {
        server.post(
                        "/memories",
                        "{'messages':[{'role':'user','content':'a\\ud83d b\\u0000c \\u0001'}],"
                                + "'user_id':'\\ud83d','metadata':{'é':'\\udc00'}}")
                .is(200);
        JsonNode one = server.get("/memories").results().get(0);
        assertThat(one.get("memory").asText()).isEqualTo("a\ud83d b\u0000c \u0001");
        assertThat(one.get("user_id").asText()).isEqualTo("\ud83d");
        assertThat(one.get("metadata").get("é").asText()).isEqualTo("\udc00");
    }

    @Test
    void listsTheNewestFirstAndNoMoreThanAsked() {
        for (int i = 0; i < 25; i++) {
            server.add("p", "m" + i);
        }
        server.add("other", "not mine");
        assertThat(server.get("/memories?user_id=p").texts()).hasSize(20).startsWith("m24", "m23");
        assertThat(server.get("/memories?user_id=p&top_k=1000").texts()).hasSize(25);
        assertThat(server.get("/memories?user_id=p&top_k=0").texts()).isEmpty();
        assertThat(server.get("/memories?top_k=1000").texts()).hasSize(26);
        server.get("/memories?user_id=p&top_k=1001").is(422);
        server.get("/memories?user_id=p&top_k=many").is(422);
    }

    @Test
    void whatIsNotThereIsNullAndCannotBeChangedOrDeleted() {
        assertThat(server.get("/memories/none").is(200).json().isNull()).isTrue();
        assertThat(server.put("/memories/none", "{'text':'x'}").is(404).detail())
                .isEqualTo("Memory not found");
        server.delete("/memories/none").is(404);
        assertThat(server.get("/memories/none/history").is(200).json()).isEmpty();
    }

    @Test
    void changesDeletesAndRemembersBoth() {
        String id = server.add("p", "before", "{\"mq_id\":\"1\"}");
        server.put("/memories/" + id, "{'text':'after'}").is(200);
        JsonNode one = server.get("/memories/" + id).json();
        assertThat(one.get("memory").asText()).isEqualTo("after");
        assertThat(one.get("metadata").get("mq_id").asText()).isEqualTo("1");
        server.put("/memories/" + id, "{'metadata':{'mq_id':'2'}}").is(200);
        assertThat(server.get("/memories/" + id).json().at("/metadata/mq_id").asText())
                .isEqualTo("2");
        server.put("/memories/" + id, "{}").is(400);
        server.put("/memories/" + id, "{'text':' '}").is(400);
        assertThat(server.post("/search", "{'query':'before'}").texts()).isEmpty();
        assertThat(server.post("/search", "{'query':'after'}").texts()).containsExactly("after");
        server.delete("/memories/" + id).is(200);
        assertThat(server.get("/memories/" + id).json().isNull()).isTrue();
        assertThat(server.post("/search", "{'query':'after'}").texts()).isEmpty();

        JsonNode history = server.get("/memories/" + id + "/history").json();
        assertThat(history.findValuesAsText("event"))
                .containsExactly("ADD", "UPDATE", "UPDATE", "DELETE");
        assertThat(history.get(1).get("old_memory").asText()).isEqualTo("before");
        assertThat(history.get(1).get("new_memory").asText()).isEqualTo("after");
        assertThat(history.get(3).get("is_deleted").asBoolean()).isTrue();
    }

    @Test
    void deletesAllOfSomebodyAndOfNobodyElse() {
        server.add("a", "1");
        server.add("a", "2");
        server.add("b", "3");
        server.delete("/memories").is(400);
        server.delete("/memories?user_id=a").is(200);
        assertThat(server.get("/memories").texts()).containsExactly("3");
        assertThat(server.get("/entities").json().findValuesAsText("id")).containsExactly("b");
        server.delete("/entities/user/b").is(200);
        server.delete("/entities/user/b").is(404);
        server.delete("/entities/planet/b").is(400);
        assertThat(server.get("/entities").json()).isEmpty();
    }

    @Test
    void findsByMetadataNextToTheMemorysOwnFields() {
        server.add("p", "the first", "{\"mq_id\":\"1\",\"user_id\":\"somebody\",\"data\":\"d\"}");
        server.add("p", "the second", "{\"mq_id\":\"2\"}");
        String query = "{'query':'unrelated','threshold':0,'filters':{'user_id':'p','mq_id':'%s'}}";
        assertThat(server.post("/search", query.formatted("1")).texts())
                .containsExactly("the first");
        assertThat(server.post("/search", query.formatted("3")).texts()).isEmpty();
        // reserved names in metadata are kept, and take nothing over
        JsonNode first = server.post("/search", "{'query':'first'}").results().get(0);
        assertThat(first.get("user_id").asText()).isEqualTo("p");
        assertThat(first.at("/metadata/user_id").asText()).isEqualTo("somebody");
        assertThat(
                        server.post("/search", "{'query':'first','filters':{'user_id':'somebody'}}")
                                .texts())
                .isEmpty();
    }

    @Test
    void whatIsPastItsDateIsNotListedUnlessAskedFor() {
        server.post(
                "/memories",
                "{'messages':[{'role':'user','content':'old'}],'user_id':'p',"
                        + "'expiration_date':'2020-01-01'}");
        assertThat(server.get("/memories?user_id=p").texts()).isEmpty();
        assertThat(server.get("/memories?user_id=p&show_expired=true").texts())
                .containsExactly("old");
        assertThat(server.post("/search", "{'query':'old'}").texts()).isEmpty();
        assertThat(server.post("/search", "{'query':'old','show_expired':true}").texts())
                .containsExactly("old");
    }

    @Test
    void saysWhatIsWrongInTheWordsOfFastApi() {
        assertThat(server.post("/memories", "{'messages':[]}").is(400).detail())
                .startsWith("At least one identifier");
        JsonNode missing = server.post("/memories", "{'user_id':'p'}").is(422).json();
        assertThat(missing.at("/detail/0/loc/1").asText()).isEqualTo("messages");
        assertThat(missing.at("/detail/0/type").asText()).isEqualTo("missing");
        for (String bad :
                new String[] {
                    "",
                    "[]",
                    "{",
                    "{'user_id':'p'} {}",
                    "{'user_id':'p','messages':'x','metadata':[]}",
                    "{'user_id':['p'],'messages':'x'}",
                    "{'user_id':'p','messages':[1]}",
                    "{'user_id':'p','messages':[{'role':'user','content':7}]}",
                    "{'user_id':'p','messages':7}"
                }) {
            assertThat(server.post("/memories", bad).status()).as(bad).isEqualTo(422);
        }
        server.post("/search", "{}").is(422);
        server.post("/search", "{'query':'x','top_k':1001}").is(422);
        server.post("/search", "{'query':'x','filters':{'k':{'like':'y'}}}").is(400);
        server.get("/nowhere").is(404);
        server.get("/memories/").is(404);
        assertThat(server.get("/search").is(405).detail()).contains("POST");
        assertThat(server.get("/memories").texts()).isEmpty();
    }

    @Test
    void tellsWhoItIs() {
        assertThat(server.get("/").is(307).headers().get("Location")).isEqualTo("/docs");
        assertThat(server.get("/docs").is(200).text())
                .contains("stored on this computer, not on a server");
        JsonNode description = server.get("/openapi.json").is(200).json();
        assertThat(description.at("/info/title").asText()).isEqualTo("Mem0 REST APIs");
        assertThat(description.at("/info/description").asText()).contains("on this computer");
        JsonNode health = server.get("/health").is(200).json();
        assertThat(health.get("message").asText())
                .isEqualTo("stored on this computer, not on a server");
        assertThat(server.get("/docs").headers()).containsKey("X-Request-ID");
    }
}

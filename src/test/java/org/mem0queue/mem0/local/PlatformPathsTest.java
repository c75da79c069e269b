package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The platform's paths, as its clients use them, and its filters. */
class PlatformPathsTest extends ServerFixture {
    private JsonNode add(String fields) {
        return server.post("/v3/memories/add/", "{" + fields + "}").is(200).json();
    }

    private List<String> listed(String filters) {
        return server.post("/v3/memories/", "{'filters':" + filters + "}").texts();
    }

    @Test
    void answersAnAddWhenItIsStored() {
        JsonNode added =
                add(
                        "'messages':[{'role':'user','content':'tea'}],'user_id':'p',"
                                + "'metadata':{'mq_id':'7'},'timestamp':1700000000");
        assertThat(added.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(added.get("message").asText())
                .contains("stored on this computer, not on a server");
        assertThat(added.at("/results/0/data/memory").asText()).isEqualTo("tea");
        assertThat(added.at("/results/0/event").asText()).isEqualTo("ADD");

        JsonNode event = server.get("/v1/event/" + added.get("event_id").asText() + "/").json();
        assertThat(event.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(event.at("/payload/metadata/mq_id").asText()).isEqualTo("7");
        assertThat(event.at("/results/0/id").asText())
                .isEqualTo(added.at("/results/0/id").asText());
        assertThat(server.get("/v1/events/").json().get("count").asInt()).isEqualTo(1);
        server.get("/v1/event/none/").is(404);

        String id = added.at("/results/0/id").asText();
        JsonNode one = server.get("/v1/memories/" + id + "/").is(200).json();
        assertThat(one.get("created_at").asText()).startsWith("2023-11-14T22:13:20");
        assertThat(one.get("updated_at").asText()).isGreaterThan("2026");
    }

    @Test
    void pagesCountAndNameTheirNeighbours() {
        for (int i = 0; i < 5; i++) {
            server.add("p", "m" + i);
        }
        List<String> all = new ArrayList<>();
        String path = "/v3/memories/?page=1&page_size=2";
        String last = null;
        for (int pages = 0; path != null; pages++) {
            assertThat(pages).isLessThan(3);
            JsonNode page =
                    server.post(path, "{'filters':{'AND':[{'user_id':'p'}]}}").is(200).json();
            assertThat(page.get("count").asInt()).isEqualTo(5);
            all.addAll(page.get("results").findValuesAsText("memory"));
            last = page.get("previous").textValue();
            String next = page.get("next").textValue();
            assertThat(next == null || next.startsWith(server.address().toString())).isTrue();
            path =
                    next == null
                            ? null
                            : URI.create(next).getPath() + "?" + URI.create(next).getQuery();
        }
        assertThat(all).containsExactly("m4", "m3", "m2", "m1", "m0");
        assertThat(last).contains("page=2");
        server.post("/v3/memories/?page=4&page_size=2", "{'filters':{'user_id':'p'}}").is(404);
        server.post("/v3/memories/?page=0", "{'filters':{'user_id':'p'}}").is(422);
        assertThat(server.post("/v3/memories/", "{'filters':{'user_id':'nobody'}}").results())
                .isEmpty();
    }

    @Test
    void wantsToKnowWhoseMemories() {
        server.post("/v3/memories/", "{}").is(400);
        server.post("/v3/memories/", "{'filters':{}}").is(400);
        server.post("/v3/memories/", "{'filters':{'metadata':{'k':1}}}").is(400);
        assertThat(
                        server.post("/v3/memories/", "{'user_id':'p','filters':{'user_id':'p'}}")
                                .is(400)
                                .detail())
                .contains("filters");
        server.post("/v3/memories/search/", "{'query':'x'}").is(400);
        server.delete("/v1/memories/").is(400);
    }

    @Test
    void filtersJoinAndCompareAsThePlatformDoes() {
        add(
                "'messages':'one','user_id':'p','agent_id':'a','timestamp':1700000000,"
                        + "'metadata':{'n':1,'word':'Été froid','tags':['x','y'],'é\\\"k':true}");
        add("'messages':'two','user_id':'p','run_id':'r','metadata':{'n':2.5,'word':'winter'}");
        add("'messages':'three','user_id':'q','metadata':{'n':'1'}");
        String p = "{'user_id':'p'}";
        assertThat(listed(p)).containsExactly("two", "one");
        assertThat(listed("{'user_id':'*'}")).hasSize(3);
        assertThat(listed("{'OR':[{'user_id':'q'},{'agent_id':'a'}]}"))
                .containsExactly("three", "one");
        assertThat(listed("{'AND':[" + p + ",{'NOT':[{'agent_id':'a'}]}]}")).containsExactly("two");
        assertThat(listed("{'user_id':{'in':['q','z']}}")).containsExactly("three");
        assertThat(listed("{'user_id':['q','p'],'NOT':{'run_id':'r'}}"))
                .containsExactly("three", "one");
        assertThat(listed("{'user_id':{'ne':'p'}}")).containsExactly("three");
        assertThat(listed("{'user_id':{'contains':'q'}}")).containsExactly("three");
        assertThat(listed("{'user_id':'p','run_id':null}")).containsExactly("one");
        assertThat(listed("{'user_id':'p','run_id':'*'}")).containsExactly("two");

        assertThat(both("{'metadata':{'n':1}}")).containsExactly("one");
        assertThat(both("{'n':1}")).containsExactly("one");
        assertThat(both("{'n':{'gt':1}}")).containsExactly("two");
        assertThat(both("{'n':{'gte':1,'lt':2}}")).containsExactly("one");
        assertThat(both("{'n':{'lte':2.5}}")).containsExactly("two", "one");
        assertThat(both("{'n':{'ne':1}}")).containsExactly("two");
        assertThat(both("{'word':{'contains':'froid'}}")).containsExactly("one");
        assertThat(both("{'word':{'contains':'été'}}")).isEmpty();
        assertThat(both("{'word':{'icontains':'ÉTÉ'}}")).containsExactly("one");
        assertThat(both("{'tags':{'contains':'y'}}")).containsExactly("one");
        assertThat(both("{'é\\\"k':true}")).containsExactly("one");
        assertThat(both("{'tags':null}")).containsExactly("two");
        assertThat(both("{'metadata':{'word':{'nin':['winter']}}}")).containsExactly("one");

        assertThat(both("{'created_at':{'lt':'2024-01-01'}}")).containsExactly("one");
        assertThat(both("{'created_at':{'gte':'2024-01-01T00:00:00Z'}}")).containsExactly("two");
        assertThat(both("{'created_at':{'gt':1700000000}}")).containsExactly("two");
        assertThat(both("{'created_at':{'gte':1700000000}}")).hasSize(2);
    }

    private List<String> both(String filter) {
        return listed("{'AND':[{'user_id':'p'}," + filter + "]}");
    }

    @Test
    void badFiltersAreRefusedAndNeverReachTheDatabase() {
        server.add("p", "one", "{\"k'); DROP TABLE memory; --\":\"x\"}");
        for (String bad :
                List.of(
                        "'user_id'",
                        "[1]",
                        "{'AND':7}",
                        "{'created_at':{'gt':'soon'}}",
                        "{'created_at':{'contains':'2026'}}",
                        "{'k':{'like':'x'}}",
                        "{'k':{'in':'x'}}",
                        "{'k':{'gt':true}}",
                        "{'k':{'eq':{'a':1}}}",
                        "{'AND':[".repeat(20) + "{'a':1}" + "]}".repeat(20),
                        "{'OR':[" + "{'a':1},".repeat(600) + "{'a':1}]}")) {
            assertThat(
                            server.post(
                                            "/v3/memories/",
                                            "{'filters':{'AND':[{'user_id':'p'}," + bad + "]}}")
                                    .status())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(both("{'k\\u0027); DROP TABLE memory; --':'x'}")).containsExactly("one");
        assertThat(both("{'k':'\\u0027 OR 1=1 --'}")).isEmpty();
        assertThat(listed("{'AND':[{'user_id':'p'},{'a':{'in':[" + "1,".repeat(400) + "1]}}]}"))
                .isEmpty();
    }

    @Test
    void batchesChangeAllOrNothing() {
        String a = server.add("p", "a");
        String b = server.add("p", "b");
        server.put(
                        "/v1/batch/",
                        "{'memories':[{'memory_id':'"
                                + a
                                + "','text':'A'},"
                                + "{'memory_id':'none','text':'N'}]}")
                .is(404);
        assertThat(listed("{'user_id':'p'}")).containsExactly("b", "a");
        server.put(
                        "/v1/batch/",
                        "{'memories':[{'memory_id':'"
                                + a
                                + "','text':'A'},{'memory_id':'"
                                + b
                                + "','text':'B'}]}")
                .is(200);
        assertThat(listed("{'user_id':'p'}")).containsExactly("B", "A");
        server.call(
                        "DELETE",
                        "/v1/batch/",
                        "{'memories':[{'memory_id':'" + a + "'},{'memory_id':'none'}]}")
                .is(404);
        assertThat(listed("{'user_id':'p'}")).hasSize(2);
        server.call("DELETE", "/v1/batch/", "{'memories':[{'memory_id':'" + a + "'}]}").is(200);
        assertThat(listed("{'user_id':'p'}")).containsExactly("B");
        server.put("/v1/batch/", "{'memories':[]}").is(400);
        server.put(
                        "/v1/batch/",
                        "{'memories':["
                                + "{'memory_id':'x','text':'y'},".repeat(1000)
                                + "{'memory_id':'x','text':'y'}]}")
                .is(400);
    }

    @Test
    void theRestOfWhatItsClientsCall() {
        JsonNode ping = server.get("/v1/ping/").is(200).json();
        assertThat(ping.get("status").asText()).isEqualTo("ok");
        assertThat(ping.get("message").asText()).contains("on this computer");
        String id = server.add("p", "a");
        JsonNode users = server.get("/v1/entities/").is(200).json();
        assertThat(users.get("count").asInt()).isEqualTo(1);
        assertThat(users.at("/results/0/type").asText()).isEqualTo("user");
        server.post("/v1/feedback/", "{'memory_id':'" + id + "','feedback':'POSITIVE'}").is(200);
        server.post("/v1/feedback/", "{'memory_id':'none','feedback':'POSITIVE'}").is(404);
        assertThat(server.put("/v1/memories/" + id + "/", "{'text':'b'}").json().get("memory"))
                .hasToString("\"b\"");
        assertThat(server.get("/v1/memories/" + id + "/history/").json()).hasSize(2);
        assertThat(
                        server.post(
                                        "/v3/memories/search/",
                                        "{'query':'b','filters':{'user_id':'p'},"
                                                + "'output_format':'v1.1'}")
                                .texts())
                .containsExactly("b");
        server.delete("/v1/memories/" + id + "/").is(200);
        server.get("/v1/memories/" + id + "/").is(404);
        server.add("p", "c");
        server.delete("/v1/memories/?user_id=p").is(200);
        assertThat(server.get("/memories").texts()).isEmpty();
        server.add("p/q r", "d");
        server.delete("/v2/entities/user/p%2Fq%20r/").is(200);
        assertThat(server.get("/memories").texts()).isEmpty();
    }
}

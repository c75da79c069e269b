package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Searching by words: what is found, in which order, and that no question can be bad grammar. */
class LocalSearchTest extends ServerFixture {
    private RunningServer.Answered search(String query, String more) {
        String quoted = RunningServer.JSON.valueToTree(query).toString();
        return server.send(
                server.request("/search")
                        .post(
                                okhttp3.RequestBody.create(
                                        "{\"query\":" + quoted + more.replace('\'', '"') + "}",
                                        okhttp3.MediaType.get("application/json")))
                        .build());
    }

    private List<String> found(String query) {
        return search(query, "").texts();
    }

    @Test
    void accentsAndCaseMakeNoDifference() {
        server.add("p", "Le café de l'été à Zürich");
        server.add("p", "東京のサーバー設定");
        server.add("p", "party 😀 tonight");
        assertThat(found("CAFE")).containsExactly("Le café de l'été à Zürich");
        assertThat(found("zurich ete")).containsExactly("Le café de l'été à Zürich");
        assertThat(found("設定")).containsExactly("東京のサーバー設定");
        assertThat(found("😀")).containsExactly("party 😀 tonight");
    }

    @Test
    void moreOfTheQuestionsWordsComeFirst() {
        server.add("p", "the database port");
        server.add("p", "the database of staging listens on a port");
        server.add("p", "nothing of this kind");
        assertThat(found("staging database port"))
                .containsExactly("the database of staging listens on a port", "the database port");
        assertThat(search("staging database port", "").results().get(0).get("score").asDouble())
                .isEqualTo(1.0);
        assertThat(search("staging database port", ",'threshold':0.9").texts()).hasSize(1);
        assertThat(search("staging database port", ",'top_k':1").texts()).hasSize(1);
        assertThat(search("datab", "").texts()).hasSize(2);
    }

    @Test
    void withoutAThresholdNothingIsLeftOut() {
        server.add("p", "one");
        server.add("p", "two");
        server.add("q", "three");
        String all = ",'threshold':0,'filters':{'user_id':'p'}";
        assertThat(search("two", all).texts()).containsExactly("two", "one");
        assertThat(search("", all).texts()).containsExactly("two", "one");
        assertThat(search("!?", all + ",'top_k':1").texts()).containsExactly("two");
        assertThat(search("!?", "").texts()).isEmpty();
    }

    @Test
    void noQuestionIsBadGrammar() {
        server.add("p", "plain words AND NEAR OR NOT");
        for (String query :
                List.of(
                        "\"",
                        "\"unbalanced",
                        "a AND",
                        "NEAR(",
                        "words*",
                        "^words",
                        "words:",
                        "-words",
                        "(words",
                        "{words}",
                        "words + words",
                        "'; DROP TABLE memory; --",
                        "\u0000words",
                        "\ud83d",
                        "𝒘𝒐𝒓𝒅𝒔",
                        "%",
                        "\\",
                        "word ".repeat(20_000))) {
            search(query, "").is(200);
        }
        assertThat(found("words:")).hasSize(1);
        assertThat(found("\"NEAR(")).hasSize(1);
    }

    @Test
    void aLongTextIsFoundByItsBeginning() {
        String text = "word1 " + "filler ".repeat(10_000) + "end";
        String id = server.add("p", text);
        for (int i = 0; i < 30; i++) {
            server.add("p", "filler filler " + i);
        }
        assertThat(search(text.substring(0, 500), ",'threshold':0,'top_k':5").ids()).contains(id);
    }
}

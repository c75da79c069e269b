package org.mem0queue.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String M = Secrets.MASK;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the password: hunter2, never change it | hunter2",
                "password=\"hunter2\" | hunter2",
                "mot de passe : Été2026! | Été2026!",
                "Accès admin : k7-Vh2!pQ9 | k7-Vh2!pQ9",
                "API_KEY=abc123 for tests | abc123",
                "api-key: abc123 | abc123",
                "{\"token\": \"x7y8z9\"} | x7y8z9",
                "Authorization: Bearer abcdef123456 | abcdef123456",
                "send it as bearer abcdef1234567890 | abcdef1234567890",
                "use sk-proj-abcdefABCDEF123456 here | sk-proj-abcdefABCDEF123456",
                "m0-Abcdef123456789012345 | m0-Abcdef123456789012345",
                "ghp_abcdefghijklmnop1234 | ghp_abcdefghijklmnop1234",
                "AKIAIOSFODNN7EXAMPLE | AKIAIOSFODNN7EXAMPLE",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_x"
                        + " | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_x",
                "postgres://lea:geheim@db/x | geheim",
                "9f86d081884c7d659a2feaa0c55ad015 | 9f86d081884c7d659a2feaa0c55ad015",
                "dGhpcyBpcyBub3QgYSBzZWNyZXQgYnV0IGxvbmc1Nzg5MA=="
                        + " | dGhpcyBpcyBub3QgYSBzZWNyZXQgYnV0IGxvbmc1Nzg5MA==",
            })
    void secretsAreMasked(String text, String secret) {
        assertThat(Secrets.masked(text)).isEqualTo(text.replace(secret, M));
    }

    @Test
    void aKeyFileIsMaskedWhole() {
        String text =
                "before\n-----BEGIN PRIVATE KEY-----\nabc\ndef\n-----END PRIVATE KEY-----\nafter";
        assertThat(Secrets.masked(text)).isEqualTo("before\n" + M + "\nafter");
        assertThat(Secrets.masked("-----BEGIN RSA PRIVATE KEY-----\nabc"))
                .as("cut off in the middle")
                .isEqualTo(M);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Clé = sha256 du PDF + version du modèle",
                "the id is 7f3a9c1e-52d8-4b11-9f00-8a6e0c1d2e3f",
                "Weekly review template: three wins, one risk, next concrete step",
                "see https://example.org/a/very/long/path/that/is/no/secret/at/all/index.html",
                "key: the file name",
                "keyboard shortcuts pass 3 tests",
                "commit 9f86d08 in main",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(Secrets.masked(text)).isEqualTo(text);
    }

    @Test
    void secretsWithinSecretsAreOne() {
        String text = "password: sk-proj-abcdefABCDEF123456 and token=abc1234";
        assertThat(Secrets.in(text)).hasSize(2);
        assertThat(Secrets.masked(text)).isEqualTo("password: " + M + " and token=" + M);
    }

    @Test
    void listsShowTheFirstLineThatSaysSomethingWithoutItsSecrets() {
        assertThat(Secrets.firstLine("\n\n  the password:\thunter2 \nmore"))
                .isEqualTo("the password: " + M);
        assertThat(Secrets.firstLine("-----BEGIN RSA PRIVATE KEY-----\nabc\n")).isEqualTo(M);
        assertThat(Secrets.firstLine(" \n ")).isEmpty();
    }

    @Test
    void aLineOfManyCharactersIsCutBetweenThem() {
        String smile = "\uD83D\uDE00";
        assertThat(Secrets.firstLine("x".repeat(399) + smile)).isEqualTo("x".repeat(399));
        assertThat(Secrets.firstLine("x".repeat(10_000))).hasSize(400);
    }
}

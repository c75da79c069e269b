package org.mem0queue.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Limits, headers, proxies and keys: what needs no server. */
class LimitsAndHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void longTextIsSplitWithoutLosingACharacter() {
        TextLimit limit = new TextLimit(16);
        String prose =
                "One sentence here. Another one there.\n\nA paragraph 😀😀😀 and on. ".repeat(40);
        for (String text :
                new String[] {prose, "x".repeat(1000), "😀".repeat(300), "\ud800".repeat(99)}) {
            assertThat(limit.check(text))
                    .isInstanceOfSatisfying(
                            TextFit.TooLong.class,
                            tooLong -> {
                                assertThat(String.join("", tooLong.parts())).isEqualTo(text);
                                assertThat(tooLong.parts())
                                        .allSatisfy(
                                                part -> {
                                                    assertThat(limit.check(part))
                                                            .isInstanceOf(TextFit.Fits.class);
                                                    assertThat(
                                                                    Character.isLowSurrogate(
                                                                            part.charAt(0)))
                                                            .isFalse();
                                                });
                                assertThat(tooLong.toString() + tooLong.reason())
                                        .doesNotContain(tooLong.parts().getFirst());
                            });
        }
        assertThat(limit.check("x".repeat(64))).isInstanceOf(TextFit.Fits.class);
        assertThat(limit.check("x".repeat(65))).isInstanceOf(TextFit.TooLong.class);
        assertThat(limit.check("")).isInstanceOf(TextFit.Fits.class);
    }

    @Test
    void retryAfterInBothForms() {
        assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("0", NOW)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).isEqualTo(Duration.ofDays(1));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 10:00:30 GMT", NOW))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 09:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
        for (String nonsense : new String[] {"", "-1", "1.5", "soon"}) {
            assertThat(RetryAfter.parse(nonsense, NOW)).isNull();
        }
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }

    @Test
    void proxyVariablesAreHonoured() {
        ProxyVariables proxies =
                new ProxyVariables(
                        Map.of(
                                "http_proxy", "proxy.test:3128",
                                "HTTPS_PROXY", "http://secure.test:8443/",
                                "no_proxy", "inside.test, .corp.test"),
                        null);
        assertThat(address(proxies, "http://api.test/")).isEqualTo("proxy.test:3128");
        assertThat(address(proxies, "https://api.test/")).isEqualTo("secure.test:8443");
        for (String direct :
                new String[] {
                    "http://inside.test", "http://a.inside.test", "https://x.corp.test",
                    "http://localhost:1", "http://127.0.0.1", "http://[::1]:8"
                }) {
            assertThat(proxies.select(URI.create(direct))).containsExactly(Proxy.NO_PROXY);
        }
    }

    private static String address(ProxyVariables proxies, String uri) {
        InetSocketAddress address =
                (InetSocketAddress) proxies.select(URI.create(uri)).getFirst().address();
        return address.getHostString() + ":" + address.getPort();
    }

    @Test
    void badKeyIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> new ApiKey("secret\nkey"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ClientSetup.of(URI.create("http://me:pw@host/"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("pw@");
    }
}

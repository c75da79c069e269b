package org.mem0queue.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLSocketFactory;

/** A server that is not who it says gets nothing, not even the text. */
class TlsTest {
    @Test
    void selfSignedCertificateGetsNothing() throws IOException {
        HeldCertificate own =
                new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
        assertThat(overTls(own, UnaryOperator.identity())).isEqualTo("Misconfigured TLS 0");
    }

    @Test
    void certificateOfAnotherNameGetsNothing() throws IOException {
        HeldCertificate other =
                new HeldCertificate.Builder().addSubjectAlternativeName("elsewhere.test").build();
        assertThat(overTls(other, trusting(other))).isEqualTo("Misconfigured TLS 0");
    }

    @Test
    void expiredCertificateGetsNothing() throws IOException {
        long now = System.currentTimeMillis();
        HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate expired =
                new HeldCertificate.Builder()
                        .signedBy(root)
                        .addSubjectAlternativeName("localhost")
                        .validityInterval(
                                now - Duration.ofDays(2).toMillis(),
                                now - Duration.ofDays(1).toMillis())
                        .build();
        assertThat(overTls(expired, trusting(root))).isEqualTo("Misconfigured TLS 0");
        HeldCertificate valid =
                new HeldCertificate.Builder()
                        .signedBy(root)
                        .addSubjectAlternativeName("localhost")
                        .build();
        assertThat(overTls(valid, trusting(root))).as("only its age").isEqualTo("NothingNew 1");
    }

    @Test
    void trustedCertificateIsUsed() throws IOException {
        HeldCertificate right =
                new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
        assertThat(overTls(right, trusting(right))).isEqualTo("NothingNew 1");
    }

    private static UnaryOperator<OkHttpClient.Builder> trusting(HeldCertificate root) {
        HandshakeCertificates trust =
                new HandshakeCertificates.Builder()
                        .addTrustedCertificate(root.certificate())
                        .build();
        return b -> b.sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
    }

    /** The result, and how many requests the server read. */
    private static String overTls(
            HeldCertificate certificate, UnaryOperator<OkHttpClient.Builder> more)
            throws IOException {
        SSLSocketFactory factory =
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .build()
                        .sslSocketFactory();
        LoopbackApi api = new LoopbackApi(r -> LoopbackApi.json(200, "{\"results\":[]}"));
        api.server.useHttps(factory);
        try (api) {
            api.start();
            String result =
                    UploadFaultsTest.word(UploadFaultsTest.upload(api.address().toString(), more));
            return result + " " + api.requests.size();
        }
    }
}

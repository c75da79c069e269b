package org.mem0queue;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;

class SystemLogTest {
    private final SystemLog log = new SystemLog();

    private String said(String logger, System.Logger.Level level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(bytes, true, UTF_8));
        try {
            log.getLogger(logger, getClass().getModule()).log(level, "{0} went wrong", "it");
        } finally {
            System.setErr(before);
        }
        return bytes.toString(UTF_8);
    }

    @Test
    void theJdkFindsIt() {
        assertThat(ServiceLoader.load(System.LoggerFinder.class))
                .anyMatch(SystemLog.class::isInstance);
    }

    @Test
    void warningsAreSaidButNotThoseOfTheToolkit() {
        assertThat(said("sun.net", System.Logger.Level.WARNING))
                .isEqualToIgnoringNewLines("sun.net: it went wrong");
        assertThat(said("sun.net", System.Logger.Level.INFO)).isEmpty();
        assertThat(said("javafx", System.Logger.Level.WARNING)).isEmpty();
        assertThat(said("javafx.css", System.Logger.Level.ERROR))
                .isEqualToIgnoringNewLines("javafx.css: it went wrong");
    }
}

package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

/**
 * The files that start the worker with a session: what they run exists, and they hold no secret.
 */
class ServiceFilesTest {
    private static final Path PACKAGING = Path.of("packaging");

    @TempDir private Path folder;

    @Test
    void theSystemdUnitRunsTheWorkerAndGivesItTimeToEnd() throws Exception {
        List<String> lines =
                Files.readAllLines(PACKAGING.resolve("systemd/mem0-queue-worker.service"));
        String start = value(lines, "ExecStart=");
        assertThat(start).endsWith("mem0-queue-monitor.jar worker");
        assertThat(Integer.parseInt(value(lines, "TimeoutStopSec="))).isGreaterThan(5);
        assertThat(value(lines, "EnvironmentFile=")).startsWith("-"); // may be missing
        assertOptionsAreTaken(
                List.of(
                        start.substring(start.indexOf("java ") + 5, start.indexOf(" -jar"))
                                .split(" ")));
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLaunchdFileRunsTheWorker() throws Exception {
        Document document = xml(PACKAGING.resolve("launchd/org.mem0queue.worker.plist"));
        List<String> arguments = new ArrayList<>();
        NodeList strings =
                ((Element) document.getElementsByTagName("array").item(0))
                        .getElementsByTagName("string");
        for (int i = 0; i < strings.getLength(); i++) {
            arguments.add(strings.item(i).getTextContent());
        }
        assertThat(arguments).last().isEqualTo("worker");
        assertThat(arguments.get(arguments.size() - 2)).endsWith("mem0-queue-monitor.jar");
        assertOptionsAreTaken(arguments.subList(1, arguments.indexOf("-jar")));
    }

    @Test
    void theScheduledTaskRunsTheWorkerWithoutAnEnd() throws Exception {
        Document document = xml(PACKAGING.resolve("windows/mem0-queue-worker.xml"));
        String arguments = document.getElementsByTagName("Arguments").item(0).getTextContent();
        assertThat(arguments).endsWith("mem0-queue-monitor.jar\" worker");
        assertThat(document.getElementsByTagName("ExecutionTimeLimit").item(0).getTextContent())
                .isEqualTo("PT0S");
        assertOptionsAreTaken(
                List.of(arguments.substring(0, arguments.indexOf(" -jar")).split(" ")));
    }

    /** A JVM that does not know an option would not start at all. */
    private void assertOptionsAreTaken(List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("--version");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** Reads it without asking anybody for its document type. */
    private static Document xml(Path file) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setEntityResolver((_, _) -> new InputSource(new StringReader("")));
        return builder.parse(file.toFile());
    }
}

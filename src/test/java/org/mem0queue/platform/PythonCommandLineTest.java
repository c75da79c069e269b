package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PythonCommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python w.py                                   | w.py",
                "python3 w.py --once                           | w.py",
                "/usr/bin/python3.13 -u /a/w.py                | /a/w.py",
                "/usr/bin/python3.13t -uB /a/w.py              | /a/w.py",
                "/A/Python.app/Contents/MacOS/Python w.py      | w.py",
                "pypy3 w.py                                    | w.py",
                "python3 -X utf8 -W ignore w.py                | w.py",
                "python3 -Xutf8 -Wignore w.py                  | w.py",
                "python3 -uX utf8 w.py                         | w.py",
                "python3 --check-hash-based-pycs never w.py    | w.py",
                "python3 -- w.py                               | w.py",
                "python3 -m mem0_queue_worker                  | mem0_queue_worker",
                "python3 -um mem0_queue_worker                 | mem0_queue_worker",
                "python3 -mmem0_queue_worker                   | mem0_queue_worker",
                "C:\\Python\\pythonw.exe w.py                  | w.py",
            })
    void findsTheScriptAsTheInterpreterDoes(String line, String script) {
        assertThat(PythonCommandLine.of(List.of(line.split(" ")), null))
                .hasValueSatisfying(found -> assertThat(found.script()).isEqualTo(script));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vim w.py",
                "tail -f w.py",
                "grep w.py",
                "bash w.py",
                "/bin/sh -c python3 w.py",
                "python-config w.py",
                "ipython_notes w.py",
                "python3",
                "python3 -u",
                "python3 -c print('w.py') w.py",
                "python3 -uc import w.py",
                "python3 - w.py",
                "python3 -m",
                "python3 -X w.py",
            })
    void whatRunsNoScriptIsNotTakenForOne(String line) {
        assertThat(PythonCommandLine.of(List.of(line.split(" ")), null)).isEmpty();
    }

    @Test
    void aRenamedInterpreterIsKnownByItsFile() {
        var arguments = List.of("mem0-worker", "/a/w.py");

        assertThat(PythonCommandLine.of(arguments, "/usr/bin/python3.11")).isPresent();
        assertThat(PythonCommandLine.of(arguments, "/usr/bin/perl")).isEmpty();
    }

    @Test
    void anEmptyCommandLineIsNoPython() {
        assertThat(PythonCommandLine.of(List.of(), "/usr/bin/python3")).isEmpty();
    }
}

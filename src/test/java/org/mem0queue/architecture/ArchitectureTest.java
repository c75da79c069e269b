package org.mem0queue.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The program keeps the rules; {@link ArchitectureRulesTest} shows that each rule can fail. */
class ArchitectureTest {
    private static final String BASE = "org.mem0queue";

    private static JavaClasses program;
    private static JavaClasses tests;

    private final ArchitectureRules rules = new ArchitectureRules(BASE);

    @BeforeAll
    static void readClassFiles() {
        program =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(BASE);
        tests =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .withImportOption(location -> !location.contains("/architecture/broken/"))
                        .importPackages(BASE);
    }

    @Test
    void dependenciesPointInward() {
        rules.dependenciesPointInward().check(program);
    }

    @Test
    void everyPackageHasItsLayer() {
        rules.everyPackageHasItsLayer().check(program);
    }

    @Test
    void onlyMainKnowsApp() {
        rules.onlyMainKnowsApp().check(program);
    }

    @Test
    void onlyUiAndAppKnowJavaFx() {
        rules.onlyUiAndAppKnowJavaFx().check(program);
    }

    @Test
    void viewModelsKnowNoSceneGraph() {
        rules.viewModelsKnowNoSceneGraph().check(program);
    }

    @Test
    void packagesFormNoCycles() {
        rules.noPackageCycles().check(program);
    }

    @Test
    void queueDoesNoIo() {
        rules.queueDoesNoIo().check(program);
    }

    @Test
    void queueKnowsNoClock() {
        rules.queueKnowsNoClock().check(program);
    }

    @Test
    void timeComesInAsAClock() {
        rules.timeComesIn().check(program);
    }

    @Test
    void onlyMainAndCliPrint() {
        rules.onlyMainAndCliPrint().check(program);
    }

    @Test
    void nobodySleepsInTheProgram() {
        rules.nobodySleeps().check(program);
    }

    @Test
    void nobodySleepsInTheTests() {
        rules.nobodySleeps().check(tests);
    }

    @Test
    void namesSayWhatTheClassDoes() {
        rules.namesSayWhatTheClassDoes().check(program);
    }
}

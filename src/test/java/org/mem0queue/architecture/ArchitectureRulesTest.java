package org.mem0queue.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Each rule finds its violation in the broken example, and takes nothing else for one. */
class ArchitectureRulesTest {
    private static final String BROKEN = "org.mem0queue.architecture.broken";
    private static final Pattern OFFENDER =
            Pattern.compile("(?:Class|Constructor|Field|Method) <" + BROKEN + "\\.([\\w.]+)");

    private static final JavaClasses EXAMPLE = new ClassFileImporter().importPackages(BROKEN);

    private final ArchitectureRules rules = new ArchitectureRules(BROKEN);

    @Test
    void inwardAndSidewaysDependenciesAreTold() {
        assertThat(offenders(rules.dependenciesPointInward()))
                .containsExactlyInAnyOrder(
                        "queue.KnowsOuterLayer", "store.KnowsNeighbour", "log.Log");
    }

    @Test
    void packageWithoutLayerIsTold() {
        assertThat(offenders(rules.everyPackageHasItsLayer()))
                .containsExactlyInAnyOrder("stray.NoLayerNamesThisPackage");
    }

    @Test
    void useOfAppIsTold() {
        assertThat(offenders(rules.onlyMainKnowsApp()))
                .containsExactlyInAnyOrder("stray.NoLayerNamesThisPackage");
    }

    @Test
    void javaFxOutsideUiIsTold() {
        assertThat(offenders(rules.onlyUiAndAppKnowJavaFx()))
                .containsExactlyInAnyOrder("service.ShowsAlert");
    }

    @Test
    void viewModelWithNodeIsTold() {
        assertThat(offenders(rules.viewModelsKnowNoSceneGraph()))
                .containsExactlyInAnyOrder("ui.SceneViewModel");
    }

    @Test
    void cyclesAreTold() {
        assertThat(told(rules.noPackageCycles()))
                .anySatisfy(text -> assertThat(text).contains("Slice log").contains("Slice store"))
                .anySatisfy(
                        text -> assertThat(text).contains("Slice here").contains("Slice there"));
    }

    @Test
    void ioInTheVocabularyIsTold() {
        assertThat(offenders(rules.queueDoesNoIo())).containsExactlyInAnyOrder("queue.ReadsFiles");
    }

    @Test
    void clockInTheVocabularyIsTold() {
        assertThat(offenders(rules.queueKnowsNoClock()))
                .containsExactlyInAnyOrder("queue.KnowsClock");
    }

    @Test
    void readingTheSystemsClockIsTold() {
        assertThat(offenders(rules.timeComesIn()))
                .containsExactlyInAnyOrder("service.ReadsWallClock");
    }

    @Test
    void printingIsTold() {
        assertThat(offenders(rules.onlyMainAndCliPrint()))
                .containsExactlyInAnyOrder("store.PrintsOut");
    }

    @Test
    void sleepingIsTold() {
        assertThat(offenders(rules.nobodySleeps())).containsExactlyInAnyOrder("store.Sleeps");
    }

    @Test
    void emptySuffixIsTold() {
        assertThat(offenders(rules.namesSayWhatTheClassDoes()))
                .containsExactlyInAnyOrder("service.RetryManager");
    }

    private static List<String> told(ArchRule rule) {
        return rule.evaluate(EXAMPLE).getFailureReport().getDetails();
    }

    private static Set<String> offenders(ArchRule rule) {
        Set<String> offenders = new TreeSet<>();
        for (String detail : told(rule)) {
            MatchResult match =
                    OFFENDER.matcher(detail)
                            .results()
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("not understood: " + detail));
            offenders.add(classOf(match.group(1)));
        }
        return offenders;
    }

    /**
     * {@code store.Sleeps.rest} is the class {@code store.Sleeps}: a member follows the capital.
     */
    private static String classOf(String member) {
        return member.replaceFirst("((?:[a-z]\\w*\\.)*[A-Z]\\w*).*", "$1");
    }
}

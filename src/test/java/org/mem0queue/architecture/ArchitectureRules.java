package org.mem0queue.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules, for the packages below a base package: the program's own, or the broken example's.
 *
 * <p>They may find no class to look at: packages are added as the program grows.
 */
final class ArchitectureRules {
    /** From the outermost layer inwards; packages of one layer don't see each other. */
    private static final List<List<String>> LAYERS =
            List.of(
                    List.of("app"),
                    List.of("ui", "cli", "mcp"),
                    List.of("service"),
                    List.of("sync", "recovery", "health"),
                    List.of("store", "ledger", "mem0", "log", "settings", "platform"),
                    List.of("queue"));

    private static final String[] JAVAFX = {
        "javafx..",
        "org.controlsfx..",
        "impl.org.controlsfx..",
        "org.kordamp.ikonli..",
        "atlantafx.."
    };

    private static final Pattern EMPTY_SUFFIX =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Common|Data|Info)");

    private final String base;

    ArchitectureRules(String base) {
        this.base = base;
    }

    /** One rule per package: what it must not see is every package outside the layers below. */
    ArchRule dependenciesPointInward() {
        List<ArchRule> rules = new ArrayList<>();
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            for (String name : LAYERS.get(layer)) {
                List<String> forbidden = new ArrayList<>(LAYERS.get(layer));
                LAYERS.subList(0, layer).forEach(forbidden::addAll);
                forbidden.remove(name);
                if (!forbidden.isEmpty()) {
                    rules.add(
                            noClasses()
                                    .that()
                                    .resideInAPackage(below(name))
                                    .should()
                                    .dependOnClassesThat()
                                    .resideInAnyPackage(below(forbidden))
                                    .because("dependencies point inward, and not sideways"));
                }
            }
        }
        return named("dependencies point inward", CompositeArchRule.of(rules));
    }

    ArchRule everyPackageHasItsLayer() {
        List<String> known = LAYERS.stream().flatMap(List::stream).toList();
        return named(
                "every package has its layer",
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .should()
                        .resideOutsideOfPackages(withBase(below(known)))
                        .because("a package that no layer names escapes the other rules"));
    }

    ArchRule onlyMainKnowsApp() {
        return named(
                "only Main knows app",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(base, below("app"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(below("app"))
                        .because("app wires the others together"));
    }

    ArchRule onlyUiAndAppKnowJavaFx() {
        return named(
                "only ui and app know JavaFX",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(below("ui"), below("app"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(JAVAFX)
                        .because(
                                "command line and service must run, and start fast, without a"
                                        + " toolkit"));
    }

    ArchRule viewModelsKnowNoSceneGraph() {
        return named(
                "view models know no scene graph",
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("ViewModel")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                        .because("view models are tested without a toolkit"));
    }

    ArchRule noPackageCycles() {
        return CompositeArchRule.of(
                        slices().matching(base + ".(*)..")
                                .should()
                                .beFreeOfCycles()
                                .allowEmptyShould(true))
                .and(
                        slices().matching(base + ".ui.(*)..")
                                .should()
                                .beFreeOfCycles()
                                .allowEmptyShould(true))
                .as("packages form no cycles");
    }

    /** A {@link Path} is a value, and exceptions are; what opens, reads or connects is not. */
    ArchRule queueDoesNoIo() {
        DescribedPredicate<JavaClass> io =
                resideInAnyPackage(
                                "java.io",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net.http..",
                                "java.sql..",
                                "java.lang.foreign..")
                        .and(not(type(Path.class)))
                        .and(not(type(java.io.Serializable.class)))
                        .and(not(JavaClass.Predicates.assignableTo(Throwable.class)))
                        .as("do I/O");
        return named(
                "queue does no I/O",
                noClasses()
                        .that()
                        .resideInAPackage(below("queue"))
                        .should()
                        .dependOnClassesThat(io)
                        .because("the vocabulary is values"));
    }

    /** What reads the system's clock: {@code now()} without a clock, and {@code System}'s. */
    ArchRule timeComesIn() {
        return named(
                "time comes in as a Clock",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(base, below("app"))
                        .should()
                        .callMethodWhere(
                                describe(
                                        "the system's clock is read",
                                        ArchitectureRules::readsWallClock))
                        .because(
                                "a test must be able to set the time; app hands out the real"
                                        + " clock"));
    }

    ArchRule queueKnowsNoClock() {
        return named(
                "queue knows no clock",
                noClasses()
                        .that()
                        .resideInAPackage(below("queue"))
                        .should()
                        .dependOnClassesThat(
                                type(java.time.Clock.class).or(type(java.time.InstantSource.class)))
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .because("the vocabulary is values"));
    }

    ArchRule onlyMainAndCliPrint() {
        return named(
                "only Main and cli print",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(base, below("cli"))
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(Throwable.class, "printStackTrace")
                        .because(
                                "others return what there is to say; standard output is a"
                                        + " contract"));
    }

    ArchRule nobodySleeps() {
        return named(
                "nobody sleeps",
                noClasses()
                        .should()
                        .callMethodWhere(
                                describe(
                                        "Thread.sleep is called",
                                        call ->
                                                call.getTargetOwner().isEquivalentTo(Thread.class)
                                                        && call.getName().equals("sleep")))
                        .because(
                                "wait for the event, or on a scheduler or condition with a"
                                        + " deadline"));
    }

    ArchRule namesSayWhatTheClassDoes() {
        return named(
                "names say what the class does",
                noClasses()
                        .should()
                        .haveNameMatching(EMPTY_SUFFIX.pattern())
                        .because("such a suffix says nothing"));
    }

    private static boolean readsWallClock(JavaCall<?> call) {
        boolean system =
                call.getTargetOwner().isEquivalentTo(System.class)
                        && call.getName().equals("currentTimeMillis");
        boolean now =
                call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(
                                        parameter ->
                                                parameter.isEquivalentTo(java.time.Clock.class));
        return system || now;
    }

    private static ArchRule named(String name, ArchRule rule) {
        return rule.allowEmptyShould(true).as(name);
    }

    private String below(String name) {
        return base + "." + name + "..";
    }

    private String[] below(List<String> names) {
        return names.stream().map(this::below).toArray(String[]::new);
    }

    private String[] withBase(String[] packages) {
        List<String> all = new ArrayList<>(List.of(packages));
        all.add(base);
        return all.toArray(String[]::new);
    }
}

package io.github.millwork;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.millwork.deploy.Serve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/**
 * The floors of docs/architecture.md: imports go downwards only, so that packages form no circle, and each library stays
 * where it belongs.
 */
@AnalyzeClasses(packages = "io.github.millwork", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.millwork";

    /** From the ground up; packages in one list are on one floor and do not see each other. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("data"),
            List.of("stage", "report", "http"),
            List.of("tribuo", "store"),
            List.of(
                    "collect",
                    "preprocess",
                    "engineer",
                    "train",
                    "onnx",
                    "evaluate",
                    "monitor",
                    "bandit",
                    "feedback",
                    "testkit"),
            List.of("tune"),
            List.of("select", "deploy"));

    @ArchTest
    static void importsGoDownwardsOnly(com.tngtech.archunit.core.domain.JavaClasses classes) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String name : FLOORS.get(floor)) {
                List<String> forbidden = new ArrayList<>(List.of(ROOT));
                for (List<String> above : FLOORS.subList(floor, FLOORS.size())) {
                    above.stream()
                            .filter(other -> !other.equals(name))
                            .forEach(other -> forbidden.add(ROOT + "." + other));
                }
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "." + name)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden.toArray(new String[0]))
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    @ArchTest
    static void everyPackageHasItsFloor(com.tngtech.archunit.core.domain.JavaClasses classes) {
        List<String> known = FLOORS.stream()
                .flatMap(List::stream)
                .map(name -> ROOT + "." + name)
                .toList();
        Assertions.assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .allMatch(name -> name.equals(ROOT) || known.contains(name));
    }

    @ArchTest
    static void librariesStayWhereTheyBelong(com.tngtech.archunit.core.domain.JavaClasses classes) {
        Map<List<String>, List<String>> homes = new HashMap<>(Map.of(
                List.of("tech.tablesaw..", "it.unimi.."), List.of("data"),
                List.of("org.tribuo..", "com.oracle.labs..", "ml.dmlc..", "de.bwaldvogel..", "libsvm.."),
                        List.of("tribuo", "train"),
                List.of("de.siegmar.."), List.of("data", "collect", "deploy"),
                List.of("org.jsoup.."), List.of("collect"),
                List.of("com.fasterxml.."), List.of("stage", "collect", "deploy"),
                List.of("com.sun.net.httpserver.."), List.of("http"),
                List.of("io.micrometer..", "io.prometheus.."), List.of("deploy")));
        homes.put(List.of("com.google.protobuf.."), List.of("tribuo", "train", "onnx"));
        homes.put(List.of("ai.onnx..", "ai.onnxruntime.."), List.of("onnx"));
        homes.put(List.of("org.tensorflow.."), List.of("train"));
        homes.forEach((library, packages) -> noClasses()
                .that(not(packages))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library.toArray(new String[0])))
                .check(classes));
    }

    private static DescribedPredicate<JavaClass> not(List<String> packages) {
        DescribedPredicate<JavaClass> inside = DescribedPredicate.alwaysFalse();
        for (String name : packages) inside = inside.or(resideInAPackage(ROOT + "." + name));
        return DescribedPredicate.not(inside);
    }

    @ArchTest
    static final ArchRule nothingIsPrintedButByTheCommand =
            noClasses().that().doNotBelongToAnyOf(Serve.class).should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule nothingIsReadByJavaSerialization = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class);
}

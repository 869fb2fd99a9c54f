package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.LeakAudit;
import io.github.millwork.stage.CodecProvider;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.testkit.LearnerKit;
import java.io.File;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every learner, and that none is left out. */
class EveryLearnerTest {
    private static final FitContext CONTEXT = FitContext.of(4).withThreads(1);

    @TempDir
    Path folder;

    static Set<String> names() {
        return EveryLearner.all().keySet();
    }

    private static URI home(Class<?> type) {
        try {
            return type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The library's own learners, by the names of their codecs. */
    private static Map<String, Class<?>> known() {
        Map<String, Class<?>> known = new TreeMap<>();
        for (CodecProvider provider : ServiceLoader.load(CodecProvider.class)) {
            if (!home(provider.getClass()).equals(home(Pipeline.class))) continue;
            provider.codecs().stream()
                    .filter(codec -> Learner.class.isAssignableFrom(codec.type()))
                    .forEach(codec -> known.put(codec.name(), codec.type()));
        }
        return known;
    }

    @Test
    void noLearnerIsLeftOut() {
        Set<Class<?>> covered =
                EveryLearner.all().values().stream().map(Object::getClass).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        known().forEach((name, type) -> {
            if (!covered.contains(type)) missing.add(name);
        });
        assertThat(known()).hasSizeGreaterThan(30);
        assertThat(missing)
                .as("learners with a codec and without a line in EveryLearner")
                .isEmpty();
    }

    @Test
    void theDocumentTellsOfEachWhenToTakeIt() throws Exception {
        String document = Files.readString(Path.of("docs/learners.md"));
        known().values().stream()
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .forEach(type -> assertThat(document).contains("**`" + type.getSimpleName() + "`"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itKeepsTheRulesOfTheKit(String name) {
        Learner<?> learner = EveryLearner.all().get(name);
        if (name.equals("optioned")) return; // options belong around a chain; the kit checks what is inside
        if (name.startsWith("tribuo")) { // its trainer is code, which is not saved
            assertThatThrownBy(() -> check(learner))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("breaks 1 rule")
                    .hasMessageContaining("Expected a saved specification to be equal");
        } else {
            check(learner);
        }
    }

    private static <P extends Prediction> void check(Learner<P> learner) {
        LearnerKit.check(learner, EveryLearner.rows(learner), EveryLearner.task(learner));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itLeaksNothing(String name) {
        Learner<?> learner = EveryLearner.all().get(name);
        LeakAudit audit =
                LeakAudit.of(EveryLearner.pipeline(learner), EveryLearner.rows(learner), Holdout.random(0.25), CONTEXT);
        assertThat(audit.passed()).as(audit.toString()).isTrue();
    }

    /** Each in one further JVM, which has trained nothing. */
    @Test
    void itPredictsTheSameBitsInAProcessThatDidNotTrainIt() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        EveryLearner.all().forEach((name, learner) -> {
            Dataset rows = EveryLearner.rows(learner);
            FittedPipeline<?> fitted = EveryLearner.pipeline(learner).fit(rows);
            fitted.save(folder.resolve(name));
            expected.put(name, name + ": " + LoadedElsewhere.answers(fitted, rows));
        });
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        LoadedElsewhere.class.getName(),
                        folder.toString())
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(printed, StandardCharsets.UTF_8);
        for (String line : expected.values()) assertThat(lines).contains(line);
        assertThat(lines).hasSize(expected.size());
    }

    /** That of the JVM, or that of the class loader where whatever runs the tests has one of its own. */
    private static String classPath() {
        if (!(EveryLearnerTest.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        return Arrays.stream(loader.getURLs())
                .map(url -> Path.of(URI.create(url.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void aLearnerIsReadBackWithItsSettings() {
        EveryLearner.all().forEach((name, learner) -> {
            if (learner.isData())
                assertThat(Codecs.decode(Codecs.encode(learner), Learner.class)).isEqualTo(learner);
        });
    }
}

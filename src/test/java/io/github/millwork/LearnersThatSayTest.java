package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Dataset;
import io.github.millwork.onnx.Ort;
import io.github.millwork.stage.Learner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/explaining.md, learner by learner, against what these do. */
class LearnersThatSayTest {
    private static final Pattern LINE = Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Map<String, String[]> TABLE = table();

    /** Of those that depend on their members what these here do. */
    private static final Set<String> REASONS_BY_MEMBERS =
            Set.of("bagging of numbers", "binary relevance", "stack of numbers");

    private static final Set<String> ONNX_BY_MEMBERS =
            Set.of("bagging", "bagging of numbers", "stack", "stack of numbers", "vote", "vote of optioned");

    @TempDir
    Path folder;

    private static Map<String, String[]> table() {
        try {
            Map<String, String[]> table = new TreeMap<>();
            for (String line : Files.readAllLines(Path.of("docs/explaining.md"))) {
                Matcher cells = LINE.matcher(line);
                if (cells.matches()) table.put(cells.group(1), new String[] {cells.group(2), cells.group(3)});
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>(EveryLearner.all().keySet());
        names.remove("optioned"); // a learner of the table with an option
        return names;
    }

    @Test
    void everyLearnerHasALine() {
        Set<String> learners = new TreeSet<>();
        names().forEach(name ->
                learners.add(EveryLearner.all().get(name).getClass().getSimpleName()));
        assertThat(TABLE.keySet()).isEqualTo(learners).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @MethodSource("names")
    void itGivesReasonsOrRefusesAsTheTableSays(String name) {
        Learner<?> learner = EveryLearner.all().get(name);
        Dataset rows = EveryLearner.rows(learner);
        FittedPipeline<?> fitted = EveryLearner.pipeline(learner).fit(rows);
        String said = TABLE.get(learner.getClass().getSimpleName())[0];
        check(
                said,
                REASONS_BY_MEMBERS.contains(name),
                () -> fitted.explain(rows.row(0)),
                "'" + learner.describe() + "' makes one for which there is no exact way");
    }

    @ParameterizedTest
    @MethodSource("names")
    void itLeavesAsOnnxOrIsRefusedAsTheTableSays(String name) throws Exception {
        Ort.need();
        Learner<?> learner = EveryLearner.all().get(name);
        FittedPipeline<?> fitted = EveryLearner.pipeline(learner).fit(EveryLearner.rows(learner));
        String said = TABLE.get(learner.getClass().getSimpleName())[1];
        Path file = folder.resolve("model.onnx");
        check(
                said,
                ONNX_BY_MEMBERS.contains(name),
                () -> fitted.exportOnnx(file),
                "Expected a pipeline that can be said");
    }

    private static void check(String said, boolean byMembers, ThrowingCallable call, String refusal) {
        boolean yes = said.startsWith("yes") || (said.startsWith("by its members") && byMembers);
        if (yes) {
            assertThatCode(call).doesNotThrowAnyException();
            return;
        }
        String reason = said.replaceFirst("^no: |^by its members(, else: )?", "");
        assertThatThrownBy(call).hasMessageContaining(refusal).hasMessageContaining(reason);
    }
}

package io.github.millwork;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind of prediction is a type parameter, so that what does not belong together does not compile. */
class TypedPredictionsTest {
    private static final String AROUND = """
            import io.github.millwork.*;
            import io.github.millwork.data.*;
            import io.github.millwork.evaluate.*;
            import io.github.millwork.stage.*;
            import io.github.millwork.train.*;
            final class Tried {
                Object tried(Dataset rows, FittedPipeline<Classification> fitted) {
                    return %s;
                }
            }
            """;

    @TempDir
    private Path classes;

    @Test
    void whatBelongsTogetherCompiles() {
        assertThat(errors("Pipeline.classify(\"y\").train(LogisticRegression.create())"))
                .isEmpty();
        assertThat(errors("Pipeline.regress(\"y\").train(GradientBoosting.regressor())"))
                .isEmpty();
        assertThat(errors("fitted.evaluate(rows, ClassificationMetrics.ROC_AUC)"))
                .isEmpty();
    }

    @Test
    void aRegressorInAClassificationPipelineDoesNotCompile() {
        assertThat(errors("Pipeline.classify(\"y\").train(LinearRegression.create())"))
                .containsExactly("incompatible types: LinearRegression cannot be converted to Learner<Classification>");
        assertThat(errors("Pipeline.classify(\"y\").train(GradientBoosting.regressor())"))
                .containsExactly("incompatible types: GradientBoosting<Regression> cannot be converted to "
                        + "Learner<Classification>");
    }

    @Test
    void aClassifierInARegressionPipelineDoesNotCompile() {
        assertThat(errors("Pipeline.regress(\"y\").train(LogisticRegression.create())"))
                .containsExactly("incompatible types: LogisticRegression cannot be converted to Learner<Regression>");
    }

    @Test
    void aChainIsOfOneKindOfPrediction() {
        String classify = "new Chain<>(Task.classify(Target.of(\"y\")), java.util.List.of(), %s)";
        assertThat(errors(String.format(Locale.ROOT, classify, "LogisticRegression.create()")))
                .isEmpty();
        assertThat(errors(String.format(Locale.ROOT, classify, "LinearRegression.create()")))
                .hasSize(1)
                .first(as(InstanceOfAssertFactories.STRING))
                .contains("cannot infer type arguments for Chain<>");
        assertThat(errors("LinearRegression.create().with((AdjustmentOption<Classification>) null)"))
                .hasSize(1);
    }

    @Test
    void rmseOnLabelsDoesNotCompile() {
        assertThat(errors("fitted.evaluate(rows, RegressionMetrics.RMSE)")).hasSize(1);
        assertThat(errors("Pipeline.classify(\"y\").evaluate(Holdout.random(0.2), RegressionMetrics.RMSE)"))
                .hasSize(1);
    }

    /** What the compiler has against an expression, in English and without the names of packages. */
    private List<String> errors(String expression) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Tried.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return String.format(Locale.ROOT, AROUND, expression);
                    }
                };
        compiler.getTask(null, null, found, List.of("-d", classes.toString(), "-proc:none"), null, List.of(source))
                .call();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ENGLISH).replaceAll("io\\.github\\.millwork\\.\\w+\\.", ""))
                .toList();
    }
}

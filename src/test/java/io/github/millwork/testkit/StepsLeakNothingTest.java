package io.github.millwork.testkit;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.dates;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Columns.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.LeakAudit;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Transformer;
import io.github.millwork.train.GradientBoosting;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rows held out hold changes no bit of what any step of the library makes of the others. */
class StepsLeakNothingTest {
    private static final FitContext CONTEXT = FitContext.of(4).withThreads(1);

    static Stream<Transformer> steps() {
        return BuiltInStepsTest.steps();
    }

    static Stream<Transformer> stepsOnCompleteRows() {
        return BuiltInStepsTest.stepsOnCompleteRows();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void noStepLeaks(Transformer step) {
        audit(step, "sold", BuiltInStepsTest.sample());
    }

    @ParameterizedTest
    @MethodSource("stepsOnCompleteRows")
    void noStepOnCompleteRowsLeaks(Transformer step) {
        audit(step, "class", BuiltInStepsTest.complete());
    }

    private static void audit(Transformer step, String target, Dataset rows) {
        Pipeline<Classification> pipeline = Pipeline.classify(target)
                .preprocess(step)
                .drop(texts())
                .drop(dates())
                .preprocess(Impute.constant(numeric(), 0), Encode.oneHot(categorical()))
                .train(GradientBoosting.classifier().trees(3));
        LeakAudit audit = LeakAudit.of(pipeline, rows, Holdout.random(0.25), CONTEXT);
        assertThat(audit.passed()).as(audit.toString()).isTrue();
    }
}

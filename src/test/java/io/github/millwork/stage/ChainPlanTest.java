package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be known to be wrong before anything is fitted, and what the messages say about it. */
class ChainPlanTest {
    private final Task<Regression> task = Task.regress(Target.of("y"));

    private static Schema schema(Field... more) {
        List<Field> fields =
                new ArrayList<>(List.of(new Field("a", ColumnType.NUMBER), new Field("y", ColumnType.NUMBER)));
        fields.addAll(Arrays.asList(more));
        return Schema.of(fields);
    }

    private Chain<Regression> chain(Transformer... steps) {
        return new Chain<>(
                task,
                Arrays.stream(steps).map(step -> new Step("preprocess", step)).toList(),
                new TestLearners.Line(true));
    }

    @Test
    void theSchemaIsCarriedThroughEveryStep() {
        Schema planned = chain(new TestSteps.Lower("c"), new TestSteps.Encode("c"), new TestSteps.Sum("s", "a", "a"))
                .plan(schema(new Field("c", ColumnType.CATEGORY)));
        assertThat(planned.names()).containsExactly("a", "y", "c", "s");
        assertThat(planned.field("c").type()).isEqualTo(ColumnType.VECTOR);
        assertThat(planned.field("y").role()).isEqualTo(Role.TARGET);
    }

    @Test
    void aCategoryThatReachesTheLearnerIsAnsweredWithTheStepToAdd() {
        assertThatThrownBy(() -> chain().plan(schema(new Field("city", ColumnType.CATEGORY))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected only numbers to reach the learner (line) but column 'city' is still a category. Add "
                                + "Encode.oneHot(categorical()) before the learner, or drop it.");
    }

    @Test
    void textThatReachesTheLearnerIsAnsweredWithTheStepToAdd() {
        assertThatThrownBy(() -> chain().plan(schema(new Field("note", ColumnType.TEXT))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected only numbers to reach the learner (line) but column 'note' is still text. Add a "
                        + "text step before the learner, or drop it.");
    }

    @Test
    void aDateThatReachesTheLearnerIsAnsweredWithTheStepToAdd() {
        assertThatThrownBy(() -> chain().plan(schema(new Field("day", ColumnType.DATE))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected only numbers to reach the learner (line) but column 'day' is still a date. Add "
                        + "DateParts.of(dates()) before the learner, or drop it.");
        assertThatThrownBy(() -> chain().plan(schema(new Field("at", ColumnType.TIMESTAMP))))
                .hasMessageContaining("column 'at' is still a timestamp. Add DateParts.of(dates())");
    }

    @Test
    void numbersIntegersBooleansAndVectorsSuitTheLearner() {
        assertThat(chain().plan(schema(
                                new Field("i", ColumnType.INTEGER),
                                new Field("b", ColumnType.BOOLEAN),
                                new Field("v", ColumnType.VECTOR)))
                        .features())
                .hasSize(4);
    }

    @Test
    void columnsThatAreNoFeaturesMayBeOfAnyType() {
        assertThat(chain().plan(schema(
                                new Field("key", ColumnType.TEXT).withRole(Role.ID),
                                new Field("team", ColumnType.CATEGORY).withRole(Role.GROUP),
                                new Field("at", ColumnType.TIMESTAMP).withRole(Role.TIME),
                                new Field("note", ColumnType.TEXT).withRole(Role.IGNORED)))
                        .features())
                .hasSize(1);
    }

    @Test
    void aChainWithoutFeaturesIsRefused() {
        assertThatThrownBy(() -> chain(new Drop(Columns.all())).plan(schema()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected at least one feature for line but none is left after the steps. Drop fewer columns, "
                                + "or collect more.");
    }

    @Test
    void weightsThatALearnerWouldIgnoreAreRefused() {
        Task<Classification> classify = Task.classify(Target.of("y"));
        Schema weighted = Schema.of(List.of(
                new Field("a", ColumnType.NUMBER),
                new Field("y", ColumnType.CATEGORY),
                new Field("w", ColumnType.NUMBER).withRole(Role.WEIGHT)));
        assertThatThrownBy(() -> new Chain<>(classify, List.of(), new TestLearners.NearestMean()).plan(weighted))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a learner that honours weights, since column 'w' has the role weight, but nearest "
                                + "mean ignores them. Use HistogramBoosting, or give the column the role ignored.");
    }

    @Test
    void anErrorInAStepSaysWhere() {
        assertThatThrownBy(() -> chain(new TestSteps.Centre(Columns.numeric()), new TestSteps.Lower("cty"))
                        .plan(schema(new Field("city", ColumnType.CATEGORY))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "At preprocess step 2 (lower 'cty'): Expected a column 'cty' but there is none. Did you mean "
                                + "'city'?");
    }

    @Test
    void aStepThatWritesOverTheTargetIsRefused() {
        assertThatThrownBy(() -> chain(new TestSteps.Sum("y", "a", "a")).plan(schema()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("At preprocess step 1 (sum 'y'): Expected a step to write features only but it "
                        + "writes 'y', which is the target column.");
    }

    @Test
    void aRangeThatNothingTunesIsRefusedBeforeAnythingIsFitted() {
        Hyperparameters open =
                Hyperparameters.none().number("cost", 1, v -> v > 0, "above 0").with("cost", Range.log(0.1, 10));
        record Open(Hyperparameters hyperparameters) implements Transformer {
            @Override
            public String describe() {
                return "open";
            }

            @Override
            public List<Schema.Rewrite> plan(Schema input) {
                throw new AssertionError("planned");
            }

            @Override
            public TransformerFit fit(Dataset training, FitContext context) {
                throw new AssertionError("fitted");
            }
        }
        Dataset data = Dataset.of(Column.numbers("a", 1, 2), Column.numbers("y", 1, 2));
        assertThatThrownBy(() -> chain(new Open(open)).fit(data, FitContext.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a value for cost of open but found the range 0.1 to 10.0 (log). Add tune to the "
                        + "pipeline, or set a value.");
    }

    @Test
    void whatAStepPlansAndWhatItWritesMustAgree() {
        Dataset data = Dataset.of(Column.numbers("a", 1, 2), Column.numbers("y", 1, 2));
        FittedTransformer fitted = new TestSteps.Summed("s", "a", "a");
        TestSteps.Told liar = new TestSteps.Told(
                List.of(new Schema.Rewrite(List.of(), List.of(new Field("s", ColumnType.INTEGER)))), fitted, List.of());
        assertThatThrownBy(() -> chain(liar).fit(data, FitContext.of(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected what it is told to write what it planned but it planned 's' of type integer and writes "
                                + "'s' of type number. Make plan and operations agree.");
    }

    @Test
    void noTrainingRowsAreRefused() {
        Dataset none = Dataset.of(Column.numbers("a"), Column.numbers("y"));
        assertThatThrownBy(() -> chain().fit(none, FitContext.of(0)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at least one training row but found none. Check the source or the filter.");
    }

    @Test
    void featuresThatALearnerCannotUseAreAnsweredWithTheStepToAdd() {
        Dataset holes = Dataset.of(Column.numbers("a", 1, Double.NaN, Double.NaN), Column.numbers("y", 1, 2, 3));
        assertThatThrownBy(() -> chain().fit(holes, FitContext.of(0)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected no missing values for line but feature 'a' is missing in 2 of 3 training rows. Add "
                                + "Impute before the learner, or use one that copes with missing values, such as "
                                + "HistogramBoosting.");
        Dataset endless = holes.with(Column.numbers("a", 1, 2, Double.POSITIVE_INFINITY));
        assertThatThrownBy(() -> chain().fit(endless, FitContext.of(0)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected finite features but 'a' is Infinity at training row 2. Leave that row out, or "
                        + "derive the column in another way.");
        Dataset negative = Dataset.of(Column.numbers("a", 1, -0.5), Column.categories("y", "p", "q"));
        assertThatThrownBy(() -> new Chain<>(Task.classify(Target.of("y")), List.of(), new TestLearners.NearestMean())
                        .fit(negative, FitContext.of(0)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected no values below zero for nearest mean but feature 'a' is -0.5 at training row 1. "
                        + "Add Scale.minMax before the learner.");
    }

    @Test
    void theValuesInsideAVectorAreCheckedToo() {
        Task<Classification> classify = Task.classify(Target.of("y"));
        for (double wrong : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            Dataset data = Dataset.of(
                    Column.vectors(
                            "v",
                            List.of("v0", "v1"),
                            SparseVector.unit(0),
                            SparseVector.of(new int[] {1}, new double[] {wrong})),
                    Column.categories("y", "p", "q"));
            assertThatThrownBy(() -> new Chain<>(classify, List.of(), new TestLearners.NearestMean())
                            .fit(data, FitContext.of(0)))
                    .as("" + wrong)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void weightsMustBeFiniteAndNotBelowZero() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Dataset data = Dataset.of(
                    Column.numbers("a", 1, 2),
                    Column.numbers("y", 1, 2),
                    Column.numbers("w", 1, wrong).withRole(Role.WEIGHT));
            assertThatThrownBy(() -> chain().fit(data, FitContext.of(0)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected weights in column 'w' to be at least zero but found " + wrong
                            + " at row 1. Mend the weight or leave the row out.");
        }
    }
}

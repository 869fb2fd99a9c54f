package io.github.millwork.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.Row;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Drop;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.GridSearch;
import io.github.millwork.tune.Limits;
import io.github.millwork.tune.Searches;
import io.github.millwork.tune.Trials;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final FitContext CONTEXT = FitContext.of(8).withThreads(2);

    private final Dataset data = Searches.rows(200, 3);
    private final List<Chain<Classification>> chains = List.of(
            Searches.chain(LogisticRegression.create(), Scale.standard(Columns.numeric())),
            Searches.chain(GradientBoosting.classifier().trees(20).depth(3), new Drop(Columns.named("a"))));
    private final Ensemble<Classification> ensemble = new Ensemble<>(chains);

    @Test
    void itsProbabilitiesAreTheMeanOfThoseOfItsMembers() {
        Fitted<Classification> fitted = ensemble.fit(data, CONTEXT);
        Predictions<Classification> one = chains.get(0).fit(data, CONTEXT).predict(data);
        Predictions<Classification> other = chains.get(1).fit(data, CONTEXT).predict(data);
        Predictions<Classification> both = fitted.predict(data);
        for (int row = 0; row < data.rowCount(); row++) {
            assertThat(both.value(row, 1)).isEqualTo((one.value(row, 1) + other.value(row, 1)) / 2);
        }
        assertThat(fitted.inputs()).extracting(input -> input.column()).containsExactly("a", "b", "c");
        assertThat(fitted.assess(data).predictions()).isEqualTo(both);
    }

    @Test
    void aRowABatchAndWhatWasSavedGiveTheSameBits() {
        Fitted<Classification> fitted = ensemble.fit(data, CONTEXT);
        Fitted<?> loaded = Codecs.decode(Codecs.encode(fitted), Fitted.class);
        assertThat(loaded.fingerprint()).isEqualTo(fitted.fingerprint());
        assertThat(Codecs.decode(Codecs.encode(ensemble), Estimator.class)).isEqualTo(ensemble);
        Predictions<Classification> batch = fitted.predict(data);
        for (int row = 0; row < 20; row++) {
            assertThat(fitted.predict(data.row(row))).isEqualTo(batch.get(row));
            assertThat(loaded.predict(data.row(row))).isEqualTo(batch.get(row));
        }
        assertThatThrownBy(() -> fitted.predict(Row.of("a", 1.0, "b", 2.0)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a value for column 'c', a number such as 1.5, but the row has none.");
    }

    @Test
    void budgetsAreForAllMembersTogether() {
        Trials<Classification> trials =
                Searches.tuner(GridSearch.create(), Limits.NONE).search(chains, data, CONTEXT);
        long least = trials.all().stream()
                .mapToLong(trial -> trial.bytes().orElseThrow())
                .min()
                .orElseThrow();
        long most = trials.all().stream()
                .mapToLong(trial -> trial.bytes().orElseThrow())
                .max()
                .orElseThrow();
        Rule all = Rule.best().ensembleOf(1000);
        assertThat(all.pickAll(trials)).hasSize(trials.all().size());
        assertThat(all.pickAll(trials).get(0)).isEqualTo(Rule.best().pick(trials));
        assertThat(all.sizeWithin(most).pickAll(trials).stream()
                        .mapToLong(trial -> trial.bytes().orElseThrow())
                        .sum())
                .isBetween(least, most);
        assertThat(all.toString()).isEqualTo("best 1000 together");
        assertThatThrownBy(() -> Rule.simplestWithinOneError().ensembleOf(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Use Rule.best().ensembleOf(2).");
    }

    @Nested
    class Voters {
        private static <P extends Prediction> double[] together(List<Outputs<P>> outputs, double[]... numbers) {
            Voting<P> voting = Voting.of(outputs);
            double[] out = new double[voting.outputs().width()];
            voting.combine(numbers, out, 0);
            return out;
        }

        @Test
        void decideByMajorityWhereOneHasARuleOfItsOwn() {
            ClassificationOutputs plain = ClassificationOutputs.probabilities(List.of("a", "b"), "b");
            List<Outputs<Classification>> outputs = List.of(plain.withDecision(), plain, plain);
            assertThat(together(outputs, new double[] {0.8, 0.2, 1}, new double[] {0.4, 0.6}, new double[] {0.9, 0.1}))
                    .usingComparatorWithPrecision(1e-15)
                    .containsExactly(0.7, 0.3, 1);
        }

        @Test
        void countVotesWhereOneGivesNoProbabilities() {
            List<Outputs<Classification>> outputs = List.of(
                    ClassificationOutputs.scores(List.of("a", "b", "c"), null),
                    ClassificationOutputs.probabilities(List.of("a", "b", "c"), null));
            assertThat(together(outputs, new double[] {-3, 9, 2}, new double[] {0.1, 0.2, 0.7}))
                    .containsExactly(0, 0.5, 0.5);
            assertThat(((ClassificationOutputs) Voting.of(outputs).outputs()).probabilistic())
                    .isFalse();
        }

        @Test
        void averageNumbersAndTheirIntervalsWhereAllHaveOne() {
            assertThat(together(
                            List.of(new RegressionOutputs(true), new RegressionOutputs(true)),
                            new double[] {1, 0, 3},
                            new double[] {3, 1, 4}))
                    .containsExactly(2, 0.5, 3.5);
            assertThat(together(
                            List.of(new RegressionOutputs(true), new RegressionOutputs(false)),
                            new double[] {1, 0, 3},
                            new double[] {3}))
                    .containsExactly(2);
        }

        @Test
        void giveALabelWhereMostDo() {
            MultiLabelOutputs labels = new MultiLabelOutputs(List.of("red", "blue"));
            assertThat(together(List.of(labels, labels), new double[] {0.9, 0.4, 1, 0}, new double[] {0.3, 0.4, 0, 1}))
                    .usingComparatorWithPrecision(1e-15)
                    .containsExactly(0.6, 0.4, 1, 0);
        }

        @Test
        void areRefusedWhereNothingCanBeAveraged() {
            assertThatThrownBy(() -> Voting.checkKind(Cluster.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a Cluster of one model cannot be compared with that of another");
            assertThatThrownBy(() -> new Ensemble<>(List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

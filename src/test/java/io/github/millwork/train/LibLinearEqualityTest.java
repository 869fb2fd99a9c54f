package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.SolverType;
import io.github.millwork.data.Classification;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitCache;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.common.liblinear.LibLinearModel;

/** Against Tribuo's way to LibLinear, which puts the rows into another form first. */
class LibLinearEqualityTest {
    private static TrainingData data(int classes) {
        double[][] rows = TestRows.numbers(300, 6, 5);
        for (double[] row : rows) row[3] = TestRows.ABSENT; // a feature that no row holds
        String[] labels = Arrays.copyOf(new String[] {"a", "b", "c"}, classes);
        return TestRows.of(rows, TestRows.classes(rows, 9, labels));
    }

    private static LinearModel<Classification> fit(TrainingData data, double cost, FitContext context) {
        return new LibLinearFit(data, cost, 0.001, context).classes(SolverType.L2R_L2LOSS_SVC);
    }

    private static LibLinearModel<Label> tribuos(TrainingData data, double cost) {
        List<String> labels = data.classes().labels();
        TribuoRows rows = new TribuoRows(data.features().dimension());
        return QuietTribuo.call(() -> (LibLinearModel<Label>) new LibLinearClassificationTrainer(
                        new LinearClassificationType(LinearType.L2R_L2LOSS_SVC), cost, 1000, 0.001, 1)
                .train(rows.dataset(
                        data,
                        new LabelFactory(),
                        0,
                        row -> new Label(labels.get(data.classes().codes()[row])))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theWeightsAreTheSameBitForBit(int classes) {
        TrainingData data = data(classes);
        for (double cost : new double[] {0.01, 1, 30}) {
            State ours = Codecs.encode(fit(data, cost, TestRows.CONTEXT)).state("state");
            LibLinearModel<Label> theirs = tribuos(data, cost);
            Model inner = theirs.getInnerModels().get(0);
            double[] all = inner.getFeatureWeights();
            int sums = classes == 2 ? 1 : classes;
            for (int k = 0; k < sums; k++) {
                String label =
                        theirs.getOutputIDInfo().getOutput(inner.getLabels()[k]).getLabel();
                int place = classes == 2 ? 0 : data.classes().labels().indexOf(label);
                double sign = classes == 2 && label.equals("a") ? -1 : 1;
                double[] weights = ours.numbers("weights" + place);
                assertThat(weights[3]).isZero();
                for (int id = 0; id < 5; id++) {
                    assertThat(weights[id < 3 ? id : id + 1]).isEqualTo(sign * all[id * sums + k]);
                }
                assertThat(ours.numbers("intercepts")[place]).isEqualTo(sign * all[5 * sums + k]);
            }
        }
    }

    @Test
    void rowsThatFitsShareMakeNoDifference() {
        TrainingData data = data(2);
        FitCache cache = FitCache.ofBytes(1_000_000);
        for (double cost : new double[] {0.1, 1, 10}) {
            State shared = Codecs.encode(fit(data, cost, TestRows.CONTEXT.withCache(cache)));
            assertThat(shared).isEqualTo(Codecs.encode(fit(data, cost, TestRows.CONTEXT)));
        }
        assertThat(cache.bytes()).isBetween(300L * 6 * 16, 300L * 6 * 40);
    }
}

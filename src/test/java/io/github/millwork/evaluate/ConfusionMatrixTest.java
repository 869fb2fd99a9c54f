package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final List<String> KINDS = List.of("adelie", "gentoo");

    private static ConfusionMatrix matrix(double[] weights, int... truth) {
        double[] values = new double[2 * truth.length];
        for (int row = 0; row < truth.length; row++) values[2 * row + row % 2] = 1;
        return ConfusionMatrix.of(Assessments.classes(
                ClassificationOutputs.probabilities(KINDS, null),
                new TargetValues.Classes(KINDS, truth, null, List.of("emperor", "king")),
                weights,
                values));
    }

    @Test
    void trueClassesThatTheModelDoesNotKnowHaveRowsOfTheirOwn() {
        ConfusionMatrix matrix = matrix(null, 0, 1, 0, 0, -1, 1, -2, -2);
        assertThat(matrix.toString()).isEqualTo("""
                        truth \\ predicted               adelie  gentoo  recall  support
                        adelie                               2       1  0.6667        3
                        gentoo                               0       2  1.0000        2
                        emperor (unknown to the model)       1       0  0.0000        1
                        king (unknown to the model)          1       1  0.0000        2
                        precision                       0.5000  0.5000""");
        assertThat(matrix.labels()).isEqualTo(KINDS);
        assertThat(matrix.truthLabels()).containsExactly("adelie", "gentoo", "emperor", "king");
    }

    @Test
    void countsAreSumsOfWeights() {
        ConfusionMatrix matrix = matrix(new double[] {0.5, 2, 1, 0}, 0, 0, 0, 1);
        assertThat(matrix.count("adelie", "adelie")).isEqualTo(1.5);
        assertThat(matrix.count("adelie", "gentoo")).isEqualTo(2);
        assertThat(matrix.support("adelie")).isEqualTo(3.5);
        assertThat(matrix.recall("adelie")).isEqualTo(1.5 / 3.5);
        assertThat(matrix.precision("adelie")).isEqualTo(1);
        assertThat(matrix.toString()).contains("1.50", "3.50");
    }

    @Test
    void whereNothingIsCountedSharesAreZero() {
        ConfusionMatrix matrix = matrix(new double[] {1, 0}, 0, 1);
        assertThat(matrix.precision("gentoo")).isZero();
        assertThat(matrix.recall("gentoo")).isZero();
        assertThat(matrix.recall("king")).isZero();
    }

    @Test
    void anUnknownClassIsAWrongCall() {
        assertThatThrownBy(() -> matrix(null, 0, 1).count("adelie", "king"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a class but found 'king'. The classes are 'adelie', 'gentoo'.");
    }
}

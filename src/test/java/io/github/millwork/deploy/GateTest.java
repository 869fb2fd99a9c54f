package io.github.millwork.deploy;

import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.stage.Score;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private static Score auc(double value, double low, double high) {
        return new Score("ROC AUC", value, low, high, 0.95, "DeLong", 1000);
    }

    private static Score loss(double value, double low, double high) {
        return new Score("log loss", value, low, high, 0.95, "bootstrap", 1000);
    }

    @Test
    void whereMoreIsBetterTheLowerEndIsRead() {
        assertThat(Gate.atLeast(ROC_AUC, 0.90).judge(List.of(auc(0.92, 0.90, 0.94))))
                .isEqualTo(new Gate.Result(true, "ROC AUC at least 0.9: the lower end of its 95 % interval is 0.9000"));
        assertThat(Gate.atLeast(ROC_AUC, 0.90).judge(List.of(auc(0.92, 0.8999, 0.94))))
                .isEqualTo(
                        new Gate.Result(false, "ROC AUC at least 0.9: the lower end of its 95 % interval is 0.8999"));
    }

    @Test
    void whereLessIsBetterTheUpperEndIsRead() {
        assertThat(LOG_LOSS.name()).isEqualTo("log loss");
        assertThat(Gate.atMost(LOG_LOSS, 0.3).judge(List.of(loss(0.28, 0.26, 0.30))))
                .isEqualTo(new Gate.Result(true, "log loss at most 0.3: the upper end of its 95 % interval is 0.3000"));
        assertThat(Gate.atMost(LOG_LOSS, 0.3)
                        .judge(List.of(loss(0.28, 0.26, 0.31)))
                        .passed())
                .isFalse();
    }

    @Test
    void whatIsUndefinedOrWasNotMeasuredDoesNotPass() {
        Score undefined = auc(Double.NaN, Double.NaN, Double.NaN);

        assertThat(Gate.atLeast(ROC_AUC, 0).judge(List.of(undefined)).passed()).isFalse();
        assertThat(Gate.atLeast(ROC_AUC, 0).judge(List.of(loss(0.2, 0.1, 0.3))))
                .isEqualTo(new Gate.Result(false, "ROC AUC at least 0.0: was not measured"));
    }

    @Test
    void aGateThatLooksTheWrongWayIsRefused() {
        assertThatThrownBy(() -> Gate.atLeast(LOG_LOSS, 0.3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a metric of which more is better but of log loss less is. Use Gate.atMost.");
        assertThatThrownBy(() -> Gate.atMost(ROC_AUC, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a metric of which less is better but of ROC AUC more is. Use Gate.atLeast.");
        assertThatThrownBy(() -> Gate.atLeast(ROC_AUC, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a bound for ROC AUC but found NaN. Give a number.");
    }
}

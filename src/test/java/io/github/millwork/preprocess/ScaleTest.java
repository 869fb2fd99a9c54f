package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Transforms;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleTest {
    private static Stream<Scale> scalers() {
        return Stream.of(Scale.standard(all()), Scale.minMax(all()), Scale.robust(all()));
    }

    private static FittedTransformer fitted(Scale scale, Dataset training) {
        return scale.fit(training, FitContext.of(0)).fitted();
    }

    private static double[] scaled(Scale scale, double... values) {
        Dataset data = Dataset.of(Column.numbers("a", values));
        return Transforms.apply(fitted(scale, data), data, 1).column("a").toDoubles();
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void aConstantColumnBecomesZeros(Scale scale) {
        assertThat(scaled(scale, 0.1, 0.1, 0.1)).containsExactly(new double[3], within(1e-15));
        assertThat(scaled(scale, 5)).containsExactly(0);
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void roundingErrorsAreNotBlownUp(Scale scale) {
        for (double value : scaled(scale, 0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2)) {
            assertThat(value).isCloseTo(0, within(1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void theUnitOfAColumnDoesNotMatter(Scale scale) {
        double[] large = scaled(scale, 1, 2, 3, 5, 8);
        double[] tiny = scaled(scale, 1e-19, 2e-19, 3e-19, 5e-19, 8e-19);
        for (int i = 0; i < large.length; i++) assertThat(tiny[i]).isCloseTo(large[i], within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void missingCellsStayMissingAndDoNotCount(Scale scale) {
        double[] complete = scaled(scale, 4, 1, 7, 2);
        assertThat(scaled(scale, 4, Double.NaN, 1, 7, 2))
                .containsExactly(complete[0], Double.NaN, complete[1], complete[2], complete[3]);
    }

    @Test
    void laterRowsMayFallOutsideZeroToOne() {
        FittedTransformer fitted = fitted(Scale.minMax(numeric()), Dataset.of(Column.numbers("a", 10, 20)));
        assertThat(Transforms.apply(fitted, Dataset.of(Column.numbers("a", 10, 20, 5, 40)), 1)
                        .column("a")
                        .toDoubles())
                .containsExactly(0, 1, -0.5, 3);
    }

    @Test
    void onlyNumbersAndIntegersAreChosenByType() {
        Dataset data = Dataset.of(
                Column.numbers("n", 1, 2),
                Column.integers("i", 1, 2),
                Column.booleans("b", true, false),
                Column.categories("c", "x", "y"));
        Dataset scaled = Transforms.apply(fitted(Scale.minMax(all()), data), data, 1);
        assertThat(scaled.row(1).toMap().values()).containsExactly(1.0, 1.0, false, "y");
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void whatCannotBeScaledIsRefused(Scale scale) {
        assertThatThrownBy(() -> scaled(scale, 1, 2, Double.POSITIVE_INFINITY))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found Infinity at training row 2");
        assertThatThrownBy(() -> scaled(scale, Double.NaN))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'a' to have a value in at least one training row but all 1 are missing. "
                        + "Drop it.");
        assertThatThrownBy(() -> scaled(scale, Double.MAX_VALUE, -Double.MAX_VALUE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Derive their logarithm first");
    }

    @Test
    void theSavedFormStaysTheSame() {
        assertThat(Codecs.encode(Scale.minMax(numeric())).toJson())
                .isEqualTo("{\"name\":\"scale\",\"version\":1,\"state\":{\"columns\":"
                        + "\"types(\\\"number\\\", \\\"integer\\\")\",\"method\":\"MIN_MAX\"}}");
        Dataset data = Dataset.of(Column.numbers("a", 1, 4));
        assertThat(Codecs.encode(fitted(Scale.minMax(named("a")), data)).toJson())
                .isEqualTo("{\"name\":\"scale.fitted\",\"version\":1,\"state\":{\"columns\":"
                        + "[{\"name\":\"a\",\"centre\":1.0,\"spread\":3.0}]}}");
    }
}

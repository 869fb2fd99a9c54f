package io.github.millwork.testkit;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Moments;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Ordinary least squares, whose importances are the absolute coefficients; to compare with scikit-learn, not to be saved. */
public record LeastSquares() implements Learner<Regression> {
    record Line(double[] coefficients, double intercept) implements Model<Regression> {
        @Override
        public Outputs<Regression> outputs() {
            return new RegressionOutputs(false);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            out[at] = intercept;
            for (int i = 0; i < features.size(); i++) out[at] += coefficients[features.index(i)] * features.value(i);
        }

        @Override
        public Optional<Importances> importances(int features) {
            List<Double> absolute =
                    Arrays.stream(coefficients).map(Math::abs).boxed().toList();
            return Optional.of(new Importances(Importances.Unit.ABSOLUTE_COEFFICIENT, absolute));
        }
    }

    @Override
    public String describe() {
        return "least squares";
    }

    @Override
    public Class<Regression> predictionType() {
        return Regression.class;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE);
    }

    @Override
    public boolean honoursWeights() {
        return false;
    }

    @Override
    public Model<Regression> fit(TrainingData data, FitContext context) {
        int width = data.features().dimension();
        double[][] columns = new double[width + 1][data.rows()];
        for (int row = 0; row < data.rows(); row++) {
            for (int entry = data.features().start(row); entry < data.features().start(row + 1); entry++) {
                columns[data.features().index(entry)][row] = data.features().value(entry);
            }
        }
        columns[width] = data.numbers();
        List<String> names =
                IntStream.rangeClosed(0, width).mapToObj(i -> "column " + i).toList();
        Moments moments = Moments.of(names, columns);
        double[][] square = IntStream.range(0, width)
                .mapToObj(i -> Arrays.copyOf(moments.products()[i], width))
                .toArray(double[][]::new);
        SymmetricEigen eigen = SymmetricEigen.of(square);
        double[] coefficients = new double[width];
        for (int i = 0; i < width; i++) {
            double along = 0;
            for (int j = 0; j < width; j++) along += eigen.vectors()[i][j] * moments.products()[width][j];
            for (int j = 0; j < width; j++) coefficients[j] += along / eigen.values()[i] * eigen.vectors()[i][j];
        }
        double intercept = moments.means()[width];
        for (int i = 0; i < width; i++) intercept -= coefficients[i] * moments.means()[i];
        return new Line(coefficients, intercept);
    }
}

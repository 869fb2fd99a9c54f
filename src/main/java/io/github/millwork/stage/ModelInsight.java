package io.github.millwork.stage;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.MultiLabelOutputs;
import java.util.ArrayList;
import java.util.List;

/** Brings what a model as a whole makes of features back to the columns that they are computed from. */
final class ModelInsight {
    private ModelInsight() {}

    /**
     * {@return the weights of a linear model}
     *
     * @throws IllegalStateException if the model is another
     */
    static Coefficients coefficients(FittedChain<?> chain) {
        Model<?> model = chain.model();
        List<Sum> sums = new ArrayList<>();
        if (model.outputs() instanceof MultiLabelOutputs outputs) {
            model.byLabel().forEach((label, own) -> {
                List<Sum> found = sums(own, chain);
                if (found.size() != 1) throw noWeights(chain);
                sums.add(found.get(0).of(outputs.labels().get(label)));
            });
        } else {
            sums.addAll(sums(model, chain));
        }
        Explainer.Unit unit = sums.isEmpty() ? null : sums.get(0).unit;
        if (unit == null || sums.stream().anyMatch(sum -> sum.unit != unit)) throw noWeights(chain);
        List<Coefficients.Weights> weights = new ArrayList<>();
        for (int i = 0; i < chain.features().size(); i++) {
            Feature feature = chain.features().get(i);
            int position = i;
            List<Double> values =
                    sums.stream().map(sum -> sum.weights[position]).toList();
            weights.add(new Coefficients.Weights(feature.name(), feature.sources(), values));
        }
        return new Coefficients(
                unit,
                sums.stream()
                        .map(sum -> sum.label)
                        .filter(label -> !label.isEmpty())
                        .toList(),
                sums.stream().map(sum -> sum.intercept).toList(),
                weights,
                !chain.adjustments().isEmpty());
    }

    /** One weighted sum of the features; the label is empty for a number. */
    private record Sum(Explainer.Unit unit, String label, double intercept, double[] weights) {
        Sum of(String other) {
            return new Sum(unit, other, intercept, weights);
        }
    }

    private static List<Sum> sums(Model<?> model, FittedChain<?> chain) {
        ModelMeaning meaning = model.meaning().orElse(null);
        Explainer explainer = model.explainer().orElse(null);
        if (meaning == null || explainer == null || !(meaning.sums() instanceof ModelMeaning.Layers layers)) {
            throw noWeights(chain);
        }
        ModelMeaning.Layer layer = layers.layers().get(0);
        if (layers.layers().size() > 1 || layer.activation() != ModelMeaning.Activation.NONE) throw noWeights(chain);
        int count = layer.intercepts().length;
        List<String> labels = new ArrayList<>();
        double sign = 1;
        if (model.outputs() instanceof ClassificationOutputs classes) {
            for (int k = 0; k < count; k++) labels.add(classes.labels().get(explainer.label(k)));
            if (count == 1 && classes.positive() != null && !labels.contains(classes.positive())) {
                sign = -1; // of two classes the odds of one are the inverse of those of the other
                labels.set(0, classes.positive());
            }
        }
        List<Sum> sums = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[] weights = new double[layer.inputs()];
            for (int i = 0; i < weights.length; i++) weights[i] = signed(sign, layer.weights()[i * count + k]);
            String label = labels.isEmpty() ? "" : labels.get(k);
            sums.add(new Sum(explainer.unit(), label, signed(sign, layer.intercepts()[k]), weights));
        }
        return sums;
    }

    /** Without a zero below zero. */
    private static double signed(double sign, double weight) {
        return sign < 0 ? 0 - weight : weight;
    }

    private static IllegalStateException noWeights(FittedChain<?> chain) {
        return new IllegalStateException("Expected a linear model, which has a weight for each feature, but '"
                + chain.learner()
                + "' makes none. Ask for its importances() where it is made of trees, shuffle columns of "
                + "rows held out with PermutationImportance.of, or train "
                + (chain.model().outputs() instanceof MultiLabelOutputs
                        ? "BinaryRelevance of LogisticRegression, which has a sum of the features for each label."
                        : "LogisticRegression, LinearRegression, ElasticNet or SupportVectorMachine."));
    }

    /**
     * {@return what a model makes of each column}
     *
     * @throws IllegalStateException if it does not know
     */
    static ColumnImportances importances(FittedChain<?> chain) {
        List<Feature> features = chain.features();
        Importances found = chain.model()
                .importances(features.size())
                .orElseThrow(
                        () -> new IllegalStateException("Expected a model that knows what it makes of each feature "
                                + "but '" + chain.learner()
                                + "' makes one that does not. Shuffle columns of rows held out "
                                + "instead: PermutationImportance.of."));
        double total = found.values().stream().mapToDouble(value -> value).sum();
        List<ColumnImportances.OfColumn> columns = new ArrayList<>();
        for (RowProgram.Input input : chain.inputs()) {
            double sum = 0;
            List<ColumnImportances.Part> parts = new ArrayList<>();
            for (int i = 0; i < features.size(); i++) {
                List<String> sources = features.get(i).sources();
                double share = found.values().get(i) / Math.max(1, sources.size());
                if (share == 0 || !sources.contains(input.column())) continue;
                sum += share;
                parts.add(new ColumnImportances.Part(features.get(i).name(), share, sources.size()));
            }
            columns.add(new ColumnImportances.OfColumn(
                    input.column(), sum, total > 0 ? Math.min(1, sum / total) : 0, parts));
        }
        return new ColumnImportances(found.unit(), columns);
    }
}

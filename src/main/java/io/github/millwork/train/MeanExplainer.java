package io.github.millwork.train;

import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Explains a weighted mean of models whose raw outputs are what is averaged: numbers, or probabilities. The Shapley values of
 * a sum are the sums of those of its terms.
 *
 * @param unit what all raw outputs are measured in
 * @param members the models
 * @param weights how much each counts
 * @param labels the classes that one of them speaks for at least, ascending; 0 alone for a number
 * @param places for each member and label which of its raw outputs speaks for it, below 0 where none does: a class that a
 *     member has not seen has no probability
 */
record MeanExplainer(Unit unit, List<Explainer> members, double[] weights, int[] labels, int[][] places)
        implements Explainer {
    /** {@return the explainer; empty where a member has none, or one of something that is not averaged} */
    static Optional<Explainer> of(List<? extends Model<?>> models, double[] weights) {
        List<Explainer> members = new ArrayList<>();
        for (Model<?> model : models) model.explainer().ifPresent(members::add);
        if (members.size() < models.size()) return Optional.empty();
        Unit unit = members.get(0).unit();
        boolean averaged = unit == Unit.TARGET || unit == Unit.PROBABILITY;
        if (!averaged || members.stream().anyMatch(member -> member.unit() != unit)) return Optional.empty();
        int[] labels = members.stream()
                .flatMapToInt(member -> Arrays.stream(labels(member)))
                .distinct()
                .sorted()
                .toArray();
        int[][] places = members.stream()
                .map(member -> Arrays.stream(labels)
                        .map(label -> place(labels(member), label))
                        .toArray())
                .toArray(int[][]::new);
        return Optional.of(new MeanExplainer(unit, members, weights, labels, places));
    }

    private static int[] labels(Explainer member) {
        int[] labels = new int[member.raws()];
        Arrays.setAll(labels, member::label);
        return labels;
    }

    private static int place(int[] labels, int label) {
        for (int raw = 0; raw < labels.length; raw++) if (labels[raw] == label) return raw;
        return -1;
    }

    @Override
    public int raws() {
        return labels.length;
    }

    @Override
    public int label(int raw) {
        return labels[raw];
    }

    @Override
    public double expected(int raw) {
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            int own = places[m][raw];
            if (own >= 0) sum += weights[m] * members.get(m).expected(own);
        }
        return sum;
    }

    @Override
    public double raw(FeatureVector features, int raw) {
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            int own = places[m][raw];
            if (own >= 0) sum += weights[m] * members.get(m).raw(features, own);
        }
        return sum;
    }

    @Override
    public void contributions(FeatureVector features, int raw, double[] out) {
        double[] each = new double[features.dimension()];
        Arrays.fill(out, 0, each.length, 0);
        for (int m = 0; m < weights.length; m++) {
            int own = places[m][raw];
            if (own < 0) continue;
            members.get(m).contributions(features, own, each);
            for (int i = 0; i < each.length; i++) out[i] += weights[m] * each[i];
        }
    }
}

package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explains a linear model of what other models say, where these hand on what they add up: numbers, probabilities or scores.
 * The Shapley values of a weighted sum are the weighted sums of those of its terms.
 *
 * @param stack the model
 * @param last the linear model
 * @param top what explains it
 * @param members what explains the others
 * @param places for each number that the last model is given which raw output of its member it is, below 0 where the member
 *     has not seen the class, which then has no probability
 */
record StackExplainer(StackModel<?> stack, LinearModel<?> last, Explainer top, List<Explainer> members, int[][] places)
        implements Explainer {
    /** {@return the explainer; empty where a member has none, or hands on something else} */
    static <P extends Prediction> Optional<Explainer> of(StackModel<P> stack) {
        if (!(stack.last() instanceof LinearModel<P> last)) return Optional.empty();
        List<Explainer> members = new ArrayList<>();
        int[][] places = new int[stack.models().size()][];
        for (Model<P> model : stack.models()) {
            Explainer member = model.explainer().orElse(null);
            if (member == null || !handsOnWhatItAdds(member, model)) return Optional.empty();
            places[members.size()] = places(member, model);
            members.add(member);
        }
        return last.explainer().map(top -> new StackExplainer(stack, last, top, members, places));
    }

    private static boolean handsOnWhatItAdds(Explainer member, Model<?> model) {
        return switch (member.unit()) {
            case TARGET, PROBABILITY -> true;
            case SCORE ->
                model.outputs().width() == 2 || member.raws() == model.outputs().width();
            default -> false;
        };
    }

    private static int[] places(Explainer member, Model<?> model) {
        int width = model.outputs().width();
        int[] places = new int[StackModel.width(model)];
        for (int i = 0; i < places.length; i++) {
            int label = width == 2 ? 1 : i;
            places[i] = -1;
            for (int raw = 0; raw < member.raws(); raw++) if (member.label(raw) == label) places[i] = raw;
        }
        return places;
    }

    @Override
    public Unit unit() {
        return top.unit();
    }

    @Override
    public int raws() {
        return top.raws();
    }

    @Override
    public int label(int raw) {
        return top.label(raw);
    }

    /** What is said of a row of which the members say what they expect, and whose features are as usual. */
    @Override
    public double expected(int raw) {
        double[] numbers = new double[stack.numbers()];
        int at = 0;
        for (int m = 0; m < places.length; m++) {
            for (int place : places[m])
                numbers[at++] = place < 0 ? 0 : members.get(m).expected(place);
        }
        FeatureVector given = joined(numbers, new FeatureVector(stack.withFeatures() ? last.features() - at : 0));
        double[] missed = new double[given.dimension()];
        top.contributions(given, raw, missed);
        double expected = top.raw(given, raw);
        for (int i = at; i < missed.length; i++) expected -= missed[i];
        return expected;
    }

    @Override
    public double raw(FeatureVector features, int raw) {
        return top.raw(given(features), raw);
    }

    private FeatureVector given(FeatureVector features) {
        double[] numbers = new double[stack.numbers()];
        int at = 0;
        for (Model<?> model : stack.models()) {
            StackModel.write(model, features, numbers, at);
            at += StackModel.width(model);
        }
        return joined(numbers, features);
    }

    private FeatureVector joined(double[] numbers, FeatureVector features) {
        FeatureVector joined = new FeatureVector(numbers.length + (stack.withFeatures() ? features.dimension() : 0));
        StackModel.join(numbers, features, stack.withFeatures(), joined);
        return joined;
    }

    @Override
    public void contributions(FeatureVector features, int raw, double[] out) {
        double[] weights = last.weights(raw);
        double[] own = new double[weights.length];
        top.contributions(given(features), raw, own);
        int numbers = stack.numbers();
        double[] each = new double[features.dimension()];
        for (int i = 0; i < each.length; i++) out[i] = stack.withFeatures() ? own[numbers + i] : 0;
        int at = 0;
        for (int m = 0; m < places.length; m++) {
            for (int place : places[m]) {
                double weight = weights[at++];
                if (place < 0) continue;
                members.get(m).contributions(features, place, each);
                for (int i = 0; i < each.length; i++) out[i] += weight * each[i];
            }
        }
    }
}

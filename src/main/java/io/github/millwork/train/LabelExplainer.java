package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explains the classifiers of labels, each of which looks at the features alone.
 *
 * @param unit what all of them are explained in
 * @param members for each label what explains its classifier
 */
record LabelExplainer(Unit unit, List<Explainer> members) implements Explainer {
    /** {@return the explainer; empty where a classifier has none, or they are explained in different units} */
    static Optional<Explainer> of(int[] order, List<Model<Classification>> models) {
        List<Explainer> members = new ArrayList<>();
        for (int label = 0; label < order.length; label++) {
            int place = 0;
            while (order[place] != label) place++;
            models.get(place).explainer().filter(each -> each.raws() == 1).ifPresent(members::add);
        }
        if (members.isEmpty() || members.size() < order.length) return Optional.empty();
        Unit unit = members.get(0).unit();
        if (members.stream().anyMatch(member -> member.unit() != unit)) return Optional.empty();
        return Optional.of(new LabelExplainer(unit, members));
    }

    @Override
    public int raws() {
        return members.size();
    }

    @Override
    public int label(int raw) {
        return raw;
    }

    @Override
    public double expected(int raw) {
        return members.get(raw).expected(0);
    }

    @Override
    public double raw(FeatureVector features, int raw) {
        return members.get(raw).raw(features, 0);
    }

    @Override
    public void contributions(FeatureVector features, int raw, double[] out) {
        members.get(raw).contributions(features, 0, out);
    }
}

package io.github.millwork.evaluate;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.State;

/** Metrics of decisions as data: a threshold is learned for one of them, and says for which. */
final class MetricCodecs {
    private MetricCodecs() {}

    static final Codec<Accuracy> ACCURACY = Codec.of(
            "metric.accuracy",
            Accuracy.class,
            metric -> State.empty().with("label", metric.name()).with("higher", metric.higherIsBetter()),
            state -> new Accuracy(state.string("label"), state.flag("higher")));

    static final Codec<BalancedAccuracy> BALANCED_ACCURACY = Codec.of(
            "metric.balanced-accuracy",
            BalancedAccuracy.class,
            metric -> State.empty(),
            state -> new BalancedAccuracy());

    static final Codec<Correlation> CORRELATION = Codec.of(
            "metric.correlation",
            Correlation.class,
            metric -> State.empty().with("chance", metric.chance().name()),
            state -> new Correlation(Correlation.Chance.valueOf(state.string("chance"))));

    static final Codec<PositiveShare> POSITIVE_SHARE = Codec.of(
            "metric.positive-share",
            PositiveShare.class,
            metric -> share(metric.share()),
            state -> new PositiveShare(share(state)));

    static final Codec<AveragedShare> AVERAGED_SHARE = Codec.of(
            "metric.averaged-share",
            AveragedShare.class,
            metric -> share(metric.share()).with("average", metric.average().name()),
            state -> new AveragedShare(share(state), Average.valueOf(state.string("average"))));

    static final Codec<MeanCost> MEAN_COST = Codec.of(
            "metric.mean-cost",
            MeanCost.class,
            metric -> metric.costs().toState().with("label", metric.name()),
            state -> new MeanCost(state.string("label"), Costs.fromState(state)));

    private static State share(Share share) {
        return State.empty()
                .with("label", share.name())
                .with("found", share.found())
                .with("actual", share.actual())
                .with("hit", share.hit());
    }

    private static Share share(State state) {
        return new Share(state.string("label"), state.number("found"), state.number("actual"), state.number("hit"));
    }
}

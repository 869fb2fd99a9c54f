package io.github.millwork.tune;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import java.util.List;

/** The codecs of this package. */
public final class TuneCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public TuneCodecs() {}

    private static final String TRIALS = "trials";

    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                Codec.of(
                        "search.grid",
                        GridSearch.class,
                        it -> State.empty().with("points", it.points()),
                        state -> new GridSearch(state.integer("points"))),
                Codec.of(
                        "search.random",
                        RandomSearch.class,
                        it -> State.empty().with(TRIALS, it.trials()),
                        state -> new RandomSearch(state.integer(TRIALS))),
                Codec.of(
                        "search.latin-hypercube",
                        LatinHypercube.class,
                        it -> State.empty().with(TRIALS, it.trials()),
                        state -> new LatinHypercube(state.integer(TRIALS))),
                Codec.of(
                        "search.halving",
                        SuccessiveHalving.class,
                        it -> State.empty().with(TRIALS, it.trials()).with("factor", it.factor()),
                        state -> new SuccessiveHalving(state.integer(TRIALS), state.integer("factor"))),
                Codec.of(
                        "search.hyperband",
                        Hyperband.class,
                        it -> State.empty().with(TRIALS, it.trials()).with("factor", it.factor()),
                        state -> new Hyperband(state.integer(TRIALS), state.integer("factor"))),
                Codec.of(
                        "search.race",
                        Racing.class,
                        it -> State.empty().with(TRIALS, it.trials()).with("level", it.level()),
                        state -> new Racing(state.integer(TRIALS), state.number("level"))),
                Codec.of(
                        "search.tree-parzen",
                        TreeParzen.class,
                        it -> State.empty().with(TRIALS, it.trials()).with("atOnce", it.atOnce()),
                        state -> new TreeParzen(state.integer(TRIALS), state.integer("atOnce"))),
                Codec.of(
                        "search.bayesian",
                        BayesianSearch.class,
                        it -> State.empty().with(TRIALS, it.trials()).with("atOnce", it.atOnce()),
                        state -> new BayesianSearch(state.integer(TRIALS), state.integer("atOnce"))),
                Codec.of("nothing", OneOf.Nothing.class, it -> State.empty(), state -> new OneOf.Nothing()),
                Codec.of(
                        "one-of",
                        OneOf.class,
                        it -> State.empty()
                                .with(
                                        "steps",
                                        it.steps().stream().map(Codecs::encode).toList())
                                .with("choice", it.choice().toState()),
                        state -> OneOf.of(state.states("steps").stream()
                                        .map(step -> Codecs.decode(step, Transformer.class))
                                        .toArray(Transformer[]::new))
                                .choosing(state.state("choice"))));
    }
}

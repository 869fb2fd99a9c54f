package io.github.millwork.stage;

import java.util.List;

/** The codecs of this package. */
public final class StageCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public StageCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                Drop.CODEC,
                Drop.FITTED_CODEC,
                CategoryCodes.CODEC,
                CategoryCodes.FITTED_CODEC,
                ChainCodecs.CHAIN,
                ChainCodecs.FITTED,
                FitRecord.CODEC,
                Profile.CODEC,
                AdjustedModel.CODEC,
                optionedLearner());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // what is read was written by a learner whose options fitted it
    private static Codec<OptionedLearner> optionedLearner() {
        return Codec.of(
                "learner.with-options",
                OptionedLearner.class,
                learner -> State.empty()
                        .with("learner", Codecs.encode(learner.learner()))
                        .with(
                                "options",
                                learner.options().stream().map(Codecs::encode).toList()),
                state -> new OptionedLearner(
                        Codecs.decode(state.state("learner"), Learner.class),
                        state.states("options").stream()
                                .map(option -> Codecs.decode(option, TrainingOption.class))
                                .toList()));
    }
}

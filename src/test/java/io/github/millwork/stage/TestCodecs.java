package io.github.millwork.stage;

import java.util.List;

/** The codecs of the steps, learners and options that only tests know. */
public final class TestCodecs implements CodecProvider {
    /** Cannot be read back, in the way that its state names. */
    record Fragile() {
        static final Codec<Fragile> CODEC =
                Codec.of("test.fragile", Fragile.class, fragile -> State.empty(), Fragile::fail);

        private static Fragile fail(State state) {
            throw switch (state.string("failure")) {
                case "argument" -> new IllegalArgumentException("no such argument");
                case "index" -> new IndexOutOfBoundsException("no such index");
                case "null" -> new NullPointerException("nothing there");
                case "cast" -> new ClassCastException("something else");
                case "arithmetic" -> new ArithmeticException("too large");
                case "size" -> new NegativeArraySizeException("-1");
                default -> new IllegalStateException("not ready");
            };
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public TestCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                Fragile.CODEC,
                TestSteps.Centred.CODEC,
                TestSteps.Lowered.CODEC,
                TestSteps.Encoded.CODEC,
                TestSteps.Summed.CODEC,
                TestSteps.Lagged.CODEC,
                TestSteps.Filled.CODEC,
                TestSteps.Averaged.CODEC,
                TestLearners.Line.CODEC,
                TestLearners.LineModel.CODEC,
                TestLearners.MeansModel.CODEC,
                TestLearners.Centroids.CODEC,
                TestOptions.Shift.CODEC,
                TestOptions.Shifted.CODEC);
    }
}

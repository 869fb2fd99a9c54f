package io.github.millwork.stage;

/** Fitted chains as the data that a file holds, and back. */
public final class SavedChains {
    private SavedChains() {}

    /** {@return everything that was fitted} */
    public static State state(FittedChain<?> chain) {
        return Codecs.encode(chain).state("state");
    }

    /** {@return the chain that a state makes} */
    public static FittedChain<?> read(State state) {
        State saved =
                State.empty().with("name", "chain.fitted").with("version", 1).with("state", state);
        return Codecs.decode(State.fromJson(saved.toJson()), FittedChain.class);
    }
}

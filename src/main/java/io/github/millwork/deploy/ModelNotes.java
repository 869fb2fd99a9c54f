package io.github.millwork.deploy;

import io.github.millwork.stage.State;

/**
 * What people say of a model, which nothing can measure: for what it is meant, and where it must not be relied on. It is
 * saved with the pipeline and stands in its model card. Immutable.
 *
 * @param use for what it is meant, and for whom; empty where nothing was said
 * @param limitations where it must not be relied on; empty where nothing was said
 * @param data where the training data comes from, and what to know of it; empty where nothing was said
 * @param owner whom to ask; empty where nothing was said
 */
public record ModelNotes(String use, String limitations, String data, String owner) {
    /** Where nothing was said. */
    public static final ModelNotes NONE = new ModelNotes("", "", "", "");

    /**
     * {@return notes that say for what a model is meant}
     *
     * @param use for what, and for whom
     */
    public static ModelNotes use(String use) {
        return new ModelNotes(use, "", "", "");
    }

    /**
     * {@return these notes with where the model must not be relied on}
     *
     * @param text where not, and why
     */
    public ModelNotes limitations(String text) {
        return new ModelNotes(use, text, data, owner);
    }

    /**
     * {@return these notes with where the training data comes from}
     *
     * @param text from where, and what to know of it
     */
    public ModelNotes data(String text) {
        return new ModelNotes(use, limitations, text, owner);
    }

    /**
     * {@return these notes with whom to ask}
     *
     * @param text a name or address
     */
    public ModelNotes owner(String text) {
        return new ModelNotes(use, limitations, data, text);
    }

    State toState() {
        return State.empty()
                .with("use", use)
                .with("limitations", limitations)
                .with("data", data)
                .with("owner", owner);
    }

    static ModelNotes fromState(State state) {
        return new ModelNotes(
                state.string("use"), state.string("limitations"), state.string("data"), state.string("owner"));
    }
}

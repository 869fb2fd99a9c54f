package io.github.millwork.stage;

/**
 * Says what is to be done, without having learned anything: transformers, learners, training options. Immutable, equal
 * by value, and saved by the codec of its class.
 */
public interface Specification {
    /** {@return what it does, in a few words for messages and reports, such as {@code "impute median"}} */
    String describe();

    /** {@return the hyperparameters of this specification; none by default} */
    default Hyperparameters hyperparameters() {
        return Hyperparameters.none();
    }

    /**
     * {@return this specification with other hyperparameters, and everything else as it is}
     *
     * @param values those that {@link #hyperparameters()} gives, with other settings
     * @throws IllegalArgumentException if they are others
     */
    default Specification withHyperparameters(Hyperparameters values) {
        Hyperparameters.none().withSettings(values);
        return this;
    }

    /**
     * {@return the hyperparameters with the ranges in which a search without ranges of its own looks; a parameter that was
     * set is not opened} Those that are set, and no others, by default.
     */
    default Hyperparameters searchSpace() {
        return hyperparameters();
    }

    /**
     * {@return whether its state says all that it does} False where code of the application is inside: then {@link
     * #digest()} may be that of another specification too, so that nothing may be cached, resumed or compared by it.
     */
    default boolean isData() {
        return true;
    }

    /** {@return 64 hexadecimal digits that are equal for equal specifications, in every process and release} */
    default String digest() {
        return Codecs.digest(this);
    }
}

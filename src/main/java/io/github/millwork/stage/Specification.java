package io.github.millwork.stage;

/**
 * Says what is to be done, without having learned anything: transformers, learners, training options. Immutable, equal
 * by value, and saved by the codec of its class.
 */
public interface Specification {
    /** {@return what it does, in a few words for messages and reports, such as {@code "impute median"}} */
    String describe();

    /** {@return 64 hexadecimal digits that are equal for equal specifications, in every process and release} */
    default String digest() {
        return Codecs.digest(this);
    }
}

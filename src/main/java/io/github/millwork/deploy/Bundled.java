package io.github.millwork.deploy;

import io.github.millwork.data.Prediction;

/**
 * What can be deployed: a fitted pipeline, or a bundle that was made of one.
 *
 * @param <P> the kind of prediction
 */
public interface Bundled<P extends Prediction> {
    /** {@return what was fitted and what is known of it, to be saved as one file} */
    Bundle<P> bundle();
}

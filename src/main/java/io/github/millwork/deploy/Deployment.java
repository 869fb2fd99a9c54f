package io.github.millwork.deploy;

import io.github.millwork.data.Prediction;
import io.github.millwork.store.FileNames;
import java.util.List;

/**
 * Where a fitted pipeline goes, and how good it must be to answer: it is published in any case, and production stands for it
 * if all gates let it pass.
 *
 * @param <P> the kind of prediction
 * @param registry where to
 * @param model under which name
 * @param gates how good it must be
 */
public record Deployment<P extends Prediction>(Registry registry, String model, List<Gate<P>> gates) {
    /**
     * Makes a deployment.
     *
     * @param registry where to
     * @param model under which name
     * @param gates how good it must be; copied
     * @throws IllegalArgumentException if no model can have that name
     */
    public Deployment {
        FileNames.checked("a model", model);
        gates = List.copyOf(gates);
    }

    /**
     * Publishes a pipeline, and promotes it through the gates.
     *
     * @param pipeline the pipeline, with its evaluation
     * @return what came of it
     * @throws io.github.millwork.stage.BundleException if the pipeline would not be read back bit for bit
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public Promotion deploy(Bundled<P> pipeline) {
        return registry.publish(model, pipeline).promoteThrough(Alias.PRODUCTION, gates.toArray(new Gate<?>[0]));
    }
}

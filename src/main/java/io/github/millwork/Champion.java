package io.github.millwork;

import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.SearchRecord;
import io.github.millwork.select.Ensemble;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.RowDigests;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The version that answers, and what is known of how it came about. */
record Champion<P extends Prediction>(Alias alias, FittedPipeline<P> fitted) {
    private static final Logger LOG = LoggerFactory.getLogger(Champion.class);

    /** So many of the chains that did best are tried again. */
    private static final int TRIED_AGAIN = 5;

    static <P extends Prediction> Optional<Champion<P>> of(Registry registry, String model, Task<P> task) {
        return registry.alias(model, Alias.PRODUCTION)
                .map(alias -> new Champion<>(alias, FittedPipeline.load(alias.version(), task.type())));
    }

    /** The rows it was fitted to, where that was kept. */
    Optional<RowDigests> rows() {
        return fitted.record().digests();
    }

    /** What a search begins with: what won, and the best of what was tried when it was chosen. */
    List<Chain<P>> warmStart() {
        List<Chain<P>> chains = new ArrayList<>();
        fitted.record().specification().ifPresent(saved -> chains.addAll(decoded(saved)));
        fitted.facts().search().map(SearchRecord::best).stream()
                .flatMap(List::stream)
                .limit(TRIED_AGAIN)
                .forEach(tried -> tried.specification().ifPresent(saved -> chains.addAll(decoded(saved))));
        return chains.stream().distinct().toList();
    }

    @SuppressWarnings("unchecked") // the task, and so the kind of prediction, is compared first
    private List<Chain<P>> decoded(State saved) {
        try {
            Estimator<?> estimator = Codecs.decode(saved, Estimator.class);
            if (!fitted.task().equals(estimator.task())) return List.of();
            if (estimator instanceof Ensemble<?> ensemble) return ((Ensemble<P>) ensemble).members();
            return estimator instanceof Chain<?> chain ? List.of((Chain<P>) chain) : List.of();
        } catch (RuntimeException e) {
            LOG.debug("The search starts without what the champion was fitted from, since it cannot be read.", e);
            return List.of();
        }
    }
}

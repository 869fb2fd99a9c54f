package io.github.millwork;

import io.github.millwork.data.Cells;
import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowListener;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What answers, and who watches it; never changed, so that all of it changes at once. */
record Serving<P extends Prediction>(
        FittedPipeline<P> fitted, String fingerprint, ModelVersion version, Monitor<P> monitor) {
    static <P extends Prediction> Serving<P> of(ContinuousTraining<P> training, ModelVersion version) {
        FittedPipeline<P> fitted =
                FittedPipeline.load(version, training.pipeline().task().type());
        MonitorOptions options =
                training.settings().monitor().model(training.model(), Integer.toString(version.number()));
        return new Serving<>(fitted, fitted.fingerprint(), version, Monitor.of(fitted, options));
    }

    /** Shows rows to whoever watches the version in use, as versions change; of other versions to nobody. */
    static final class Listener implements RowListener {
        private final Fitted<?> scoring;
        private final String fingerprint;
        private final Supplier<? extends Serving<?>> serving;
        private final LongConsumer counter;
        private volatile Bound bound = new Bound(null, null);

        /** Which version the listener is that of. */
        private record Bound(
                @Nullable Serving<?> to, @Nullable RowListener listener) {}

        Listener(Fitted<?> scoring, Supplier<? extends Serving<?>> serving, LongConsumer counter) {
            this.scoring = scoring;
            this.fingerprint = scoring.fingerprint();
            this.serving = serving;
            this.counter = counter;
        }

        @SuppressWarnings("ReferenceEquality") // one that is equal would be watched by another monitor
        private @Nullable RowListener current() {
            Serving<?> now = serving.get();
            Bound known = bound;
            if (known.to != now) {
                RowListener listener = now.fingerprint.equals(fingerprint)
                        ? now.monitor.listener(scoring).orElse(null)
                        : null;
                known = new Bound(now, listener);
                bound = known;
            }
            return known.listener;
        }

        @Override
        public void scored(Cells cells, double[] out, int at, @Nullable String id, long time) {
            RowListener to = current();
            if (to == null) return;
            to.scored(cells, out, at, id, time);
            counter.accept(1);
        }

        @Override
        public void refused(RuntimeException why) {
            RowListener to = current();
            if (to != null) to.refused(why);
        }
    }
}

package io.github.millwork.evaluate;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of this package. */
public final class EvaluateCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public EvaluateCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                Holdout.CODEC,
                CrossValidation.CODEC,
                TimeSeries.CODEC,
                PurgedGroupTime.CODEC,
                BootstrapResampling.CODEC,
                MetricCodecs.ACCURACY,
                MetricCodecs.AVERAGED_SHARE,
                MetricCodecs.BALANCED_ACCURACY,
                MetricCodecs.CORRELATION,
                MetricCodecs.MEAN_COST,
                MetricCodecs.POSITIVE_SHARE);
    }
}

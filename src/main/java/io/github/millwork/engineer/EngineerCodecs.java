package io.github.millwork.engineer;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of this package. */
public final class EngineerCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public EngineerCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                Derive.CODEC,
                Derive.FITTED_CODEC,
                DateParts.CODEC,
                DateParts.FITTED_CODEC,
                TextFeatures.CODEC,
                TextFeatures.FITTED_CODEC,
                HashedText.CODEC,
                HashedText.FITTED_CODEC,
                WordPieces.CODEC,
                WordPieces.FITTED_CODEC,
                TextStatistics.CODEC,
                TextStatistics.FITTED_CODEC,
                Polynomial.CODEC,
                Polynomial.FITTED_CODEC,
                Splines.CODEC,
                Splines.FITTED_CODEC,
                Bins.CODEC,
                Bins.FITTED_CODEC,
                Cyclic.CODEC,
                Cyclic.FITTED_CODEC,
                Elapsed.CODEC,
                Elapsed.FITTED_CODEC,
                Holidays.CODEC,
                Holidays.FITTED_CODEC,
                Lags.CODEC,
                Lags.FITTED_CODEC,
                Windows.CODEC,
                Windows.FITTED_CODEC,
                Aggregates.CODEC,
                Aggregates.FITTED_CODEC,
                SelectFeatures.CODEC,
                SelectUncorrelated.CODEC,
                SelectJointly.CODEC,
                SelectImportant.CODEC,
                SelectRecursively.CODEC,
                KeptFeatures.CODEC,
                PrincipalComponents.CODEC,
                TruncatedSvd.CODEC,
                Projection.CODEC,
                HashFeatures.CODEC,
                HashFeatures.FITTED_CODEC,
                PixelGrid.CODEC,
                PixelGrid.FITTED_CODEC,
                ImagePixels.CODEC,
                ImagePixels.FITTED_CODEC,
                OrientedGradients.CODEC,
                OrientedGradients.FITTED_CODEC);
    }
}

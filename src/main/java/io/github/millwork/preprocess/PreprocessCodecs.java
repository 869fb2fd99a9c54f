package io.github.millwork.preprocess;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of this package. */
public final class PreprocessCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public PreprocessCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                Impute.CODEC,
                Impute.FITTED_CODEC,
                GroupImpute.CODEC,
                GroupImpute.FITTED_CODEC,
                NeighbourImpute.CODEC,
                NeighbourImpute.FITTED_CODEC,
                IterativeImpute.CODEC,
                IterativeImpute.FITTED_CODEC,
                Scale.CODEC,
                Scale.FITTED_CODEC,
                QuantileScale.CODEC,
                PowerScale.CODEC,
                Mapped.CODEC,
                RowNorm.CODEC,
                RowNorm.FITTED_CODEC,
                OneHot.CODEC,
                OneHot.FITTED_CODEC,
                Ordinal.CODEC,
                Ordinal.FITTED_CODEC,
                TargetEncode.CODEC,
                TargetEncode.FITTED_CODEC,
                FrequencyEncode.CODEC,
                FrequencyEncode.FITTED_CODEC,
                BinaryEncode.CODEC,
                BinaryEncode.FITTED_CODEC,
                HashEncode.CODEC,
                HashEncode.FITTED_CODEC,
                Clip.CODEC,
                Clip.FITTED_CODEC,
                Replace.CODEC,
                Replace.FITTED_CODEC,
                Tidy.CODEC,
                Tidy.FITTED_CODEC,
                Convert.CODEC,
                Convert.FITTED_CODEC,
                DropRows.CODEC,
                TargetTransform.CODEC,
                TargetTransform.BACK_CODEC);
    }
}

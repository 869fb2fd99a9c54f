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
                Scale.CODEC,
                Scale.FITTED_CODEC,
                OneHot.CODEC,
                OneHot.FITTED_CODEC,
                TargetEncode.CODEC,
                TargetEncode.FITTED_CODEC);
    }
}

package io.github.millwork.select;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of this package. */
public final class SelectCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public SelectCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(Ensemble.CODEC, FittedEnsemble.CODEC);
    }
}

package io.github.millwork.onnx;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of this package. */
public final class OnnxCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public OnnxCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(OnnxFeatures.CODEC, OnnxFeatures.FITTED_CODEC, OnnxLearner.CODEC, OnnxModel.CODEC);
    }
}

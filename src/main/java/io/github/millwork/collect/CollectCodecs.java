package io.github.millwork.collect;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of this package. */
public final class CollectCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public CollectCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return List.of(Csv.CODEC, Json.CODEC, HttpApi.CODEC, WebPage.CODEC);
    }
}

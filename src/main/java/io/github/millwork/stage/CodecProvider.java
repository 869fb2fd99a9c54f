package io.github.millwork.stage;

import java.util.List;

/**
 * Offers codecs. Found by {@link java.util.ServiceLoader}: name the implementation in {@code
 * META-INF/services/io.github.millwork.stage.CodecProvider}, as this library does for its own steps.
 */
public interface CodecProvider {
    /** {@return the codecs of one library} */
    List<Codec<?>> codecs();
}

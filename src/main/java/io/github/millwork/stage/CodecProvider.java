package io.github.millwork.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Offers codecs. Found by {@link java.util.ServiceLoader}: name the implementation in {@code
 * META-INF/services/io.github.millwork.stage.CodecProvider}, as this library does for its own steps.
 */
public interface CodecProvider {
    /** {@return the codecs of one library} */
    List<Codec<?>> codecs();

    /**
     * Takes codecs one by one and leaves out those whose classes need a library that is not on the class path: whoever
     * only scores need not have the engines that models were trained with. A file that names a codec that was left out is
     * refused as one of an unknown codec.
     *
     * @param codecs each gives a codec, and loads its class by that
     * @return those that can be loaded, in the same order
     */
    @SafeVarargs
    static List<Codec<?>> present(Supplier<Codec<?>>... codecs) {
        List<Codec<?>> present = new ArrayList<>();
        for (Supplier<Codec<?>> codec : codecs) {
            try {
                present.add(codec.get());
            } catch (NoClassDefFoundError ignored) {
                // left out, as described
            }
        }
        return List.copyOf(present);
    }
}

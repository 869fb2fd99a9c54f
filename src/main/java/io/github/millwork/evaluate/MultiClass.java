package io.github.millwork.evaluate;

import java.util.Locale;

/** How the area under a curve, which is about two classes, is measured for more than two. */
public enum MultiClass {
    /** Each class against all others together. */
    ONE_VS_REST,

    /** Each class against each other class, among the rows of these two (Hand and Till 2001). */
    ONE_VS_ONE;

    /** {@return the name in that of a metric} */
    String suffix() {
        return " " + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.github.millwork.evaluate;

import java.util.Locale;

/** How the values of several classes or labels become one. */
public enum Average {
    /** All classes are counted together, so that each row counts alike. */
    MICRO,

    /** The mean over the classes, so that each class counts alike. */
    MACRO,

    /** The mean over the classes, each by the weight of its true rows. */
    WEIGHTED;

    /** {@return the name in that of a metric} */
    String suffix() {
        return " " + name().toLowerCase(Locale.ROOT);
    }
}

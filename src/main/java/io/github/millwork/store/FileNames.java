package io.github.millwork.store;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names models and aliases may have: such as are good file names on every platform, and parts of an address. */
public final class FileNames {
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?");
    /** Windows takes these for devices, whatever their extension. */
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private FileNames() {}

    /**
     * Refuses a name that may not be.
     *
     * @param what whose name it is, for the message
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it may not be
     */
    public static String checked(String what, String name) {
        if (GOOD.matcher(name).matches()
                && !DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) return name;
        String shown = name.length() > 60 ? name.substring(0, 60) + "..." : name;
        throw new IllegalArgumentException("Expected the name of " + what
                + " to be of letters A to Z, digits, '-', '_' and '.', at most 100 of them, with a letter or digit first, "
                + "no '.' last, and no name of a device, but found '" + shown.replaceAll("[^ -~]", "?")
                + "'. Choose another name.");
    }

    /**
     * Refuses a new name that a file system could take for a known one.
     *
     * @param name the name
     * @param known the names that there are
     * @throws IllegalArgumentException if one of them differs in case only
     */
    public static void checkNew(String name, Set<String> known) {
        for (String other : known) {
            if (other.equalsIgnoreCase(name) && !other.equals(name)) {
                throw new IllegalArgumentException("Expected names of models to differ in more than case but there is '"
                        + other + "' already and '" + name + "' is new. Use one of the two.");
            }
        }
    }
}

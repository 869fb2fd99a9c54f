package io.github.millwork.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Column names in messages: the nearest one to a misspelt name, and which names count as alike. */
public final class Names {
    private Names() {}

    /**
     * Says which of the known names a wrong one was probably meant to be.
     *
     * @param wanted the name that was not found
     * @param known the names that exist
     * @return a sentence such as {@code "Did you mean 'kind'?"}, or a list of the known names where none is near
     */
    public static String suggest(String wanted, Collection<String> known) {
        String nearest = null;
        String folded = fold(wanted);
        int best = Math.max(1, folded.length() / 3) + 1; // of four letters one may differ: two would make a fare an age
        for (String name : known) {
            String other = fold(name);
            // A name that shares no letter is not near; one of quite another length need not be compared.
            int bound = Math.min(best, Math.max(folded.length(), other.length()));
            if (Math.abs(folded.length() - other.length()) >= bound) continue;
            int distance = distance(folded, other);
            if (distance < bound) {
                best = distance;
                nearest = name;
            }
        }
        if (nearest != null) return "Did you mean '" + nearest + "'?";
        return known.isEmpty() ? "There are none." : "There are: " + list(known) + ".";
    }

    /**
     * Reduces a name to the form in which names are matched with record components and bean properties.
     *
     * @param name a column name or a Java identifier
     * @return the letters and digits of the name, in lower case
     */
    public static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * Lists names for a message, at most twenty of them.
     *
     * @param names any names
     * @return the names, quoted and separated by commas
     */
    public static String list(Collection<String> names) {
        StringBuilder out = new StringBuilder();
        int shown = 0;
        for (String name : names) {
            if (shown == 20) return out + " and " + (names.size() - shown) + " more";
            out.append(shown++ == 0 ? "'" : ", '").append(name).append('\'');
        }
        return out.toString();
    }

    /** A copy of the labels of a prediction, of which there must be one, and none twice. */
    static List<String> labels(List<String> labels) {
        if (labels.isEmpty() || new HashSet<>(labels).size() < labels.size()) {
            throw new IllegalArgumentException(
                    "Expected at least one label, and none twice, but found " + labels + ".");
        }
        return List.copyOf(labels);
    }

    /** How many letters are left out, added, changed, or swapped with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) previous[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) current[j] = Math.min(current[j], before[j - 2] + 1);
            }
            before = previous;
            previous = current;
        }
        return previous[b.length()];
    }
}

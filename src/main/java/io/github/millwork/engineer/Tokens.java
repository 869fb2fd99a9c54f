package io.github.millwork.engineer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into terms, as scikit-learn's CountVectorizer does: lower case, accents, then words less stop words and their
 * n-grams, or n-grams of characters. A word is a run of letters, digits and underscores of any script.
 *
 * @param unit what is counted
 * @param from the fewest units in a term
 * @param to the most units in a term
 * @param shortest words with fewer characters are passed over
 * @param lower whether text is put in lower case first
 * @param plain whether accents are taken off
 * @param stopWords words that are passed over, as they are after lower case
 */
record Tokens(Unit unit, int from, int to, int shortest, boolean lower, boolean plain, Set<String> stopWords) {
    /** The iota below, whose combining class is the highest. */
    private static final int HIGHEST_MARK = 0x345;

    /** What a term is made of. */
    enum Unit {
        WORDS,
        CHARACTERS,
        CHARACTERS_IN_WORDS
    }

    Tokens {
        stopWords = Set.copyOf(stopWords);
    }

    /** {@return the terms of a text in the order in which they are found, each as often as it occurs} */
    List<String> of(String text) {
        String prepared = lower ? text.toLowerCase(Locale.ROOT) : text;
        if (plain) prepared = withoutAccents(prepared);
        return switch (unit) {
            case WORDS -> wordGrams(words(prepared));
            case CHARACTERS -> characterGrams(prepared);
            case CHARACTERS_IN_WORDS -> gramsInWords(prepared);
        };
    }

    /** Compatibility decomposition without the accents that it sets free: what Unicode calls combining, but for vowel signs. */
    static String withoutAccents(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return apart.codePoints()
                .filter(point -> !isAccent(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The JDK does not tell the combining class; but only marks with one are put in front of a mark with a higher one. */
    private static boolean isAccent(int point) {
        int type = Character.getType(point);
        if (type != Character.NON_SPACING_MARK && type != Character.COMBINING_SPACING_MARK) return false;
        if (point == HIGHEST_MARK) return true;
        String mark = Character.toString(point);
        return Normalizer.normalize(Character.toString(HIGHEST_MARK) + mark, Normalizer.Form.NFD)
                .startsWith(mark);
    }

    /** Letters, everything that stands for a number, and the underscore: what Python's regular expressions call a word. */
    static boolean inWord(int point) {
        if (point == '_') return true;
        int type = Character.getType(point);
        return Character.isLetter(point)
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= text.length(); ) {
            int point = i < text.length() ? text.codePointAt(i) : ' ';
            if (inWord(point)) {
                if (begin < 0) begin = i;
            } else if (begin >= 0) {
                if (text.codePointCount(begin, i) >= shortest) {
                    String word = text.substring(begin, i);
                    if (!stopWords.contains(word)) words.add(word);
                }
                begin = -1;
            }
            i += Character.charCount(point);
        }
        return words;
    }

    private List<String> wordGrams(List<String> words) {
        if (from == 1 && to == 1) return words;
        List<String> terms = new ArrayList<>(from == 1 ? words : List.of());
        for (int length = Math.max(2, from); length <= Math.min(to, words.size()); length++) {
            for (int i = 0; i + length <= words.size(); i++) {
                terms.add(String.join(" ", words.subList(i, i + length)));
            }
        }
        return terms;
    }

    private List<String> characterGrams(String text) {
        StringBuilder single = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; ) {
            int end = i;
            while (end < points.length && isSpace(points[end])) end++;
            if (end - i >= 2) {
                single.append(' '); // a single space stays what it is
                i = end;
            } else {
                single.appendCodePoint(points[i++]);
            }
        }
        int[] kept = single.codePoints().toArray();
        List<String> terms = new ArrayList<>();
        for (int length = from; length <= Math.min(to, kept.length); length++) {
            for (int i = 0; i + length <= kept.length; i++) terms.add(new String(kept, i, length));
        }
        return terms;
    }

    /** Each word with a space on either side; one that is shorter than a term is a term, once. */
    private List<String> gramsInWords(String text) {
        List<String> terms = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; ) {
            int end = i;
            while (end < points.length && !isSpace(points[end])) end++;
            if (end == i) {
                i++;
                continue;
            }
            int[] word = new int[end - i + 2];
            word[0] = ' ';
            word[word.length - 1] = ' ';
            System.arraycopy(points, i, word, 1, end - i);
            for (int length = from; length <= to; length++) {
                terms.add(new String(word, 0, Math.min(length, word.length)));
                for (int at = 1; at + length <= word.length; at++) terms.add(new String(word, at, length));
                if (length >= word.length) break;
            }
            i = end;
        }
        return terms;
    }
}

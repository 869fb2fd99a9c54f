package io.github.millwork.engineer;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the steps on text have in common: the names of their hyperparameters, and what these make. */
final class TextOptions {
    static final String UNIT = "unit";
    static final String FROM = "from";
    static final String TO = "to";
    static final String SHORTEST = "shortestWord";
    static final String CASE = "case";
    static final String ACCENTS = "accents";
    static final String WEIGHTING = "weighting";
    static final String SUBLINEAR = "sublinear";
    static final String NORM = "norm";

    /** How text is cut into terms. */
    static final Hyperparameters CUTTING = Hyperparameters.none()
            .choice(UNIT, "words", List.of("words", "characters", "charactersInWords"))
            .integer(FROM, 1, value -> value >= 1, "at least 1")
            .integer(TO, 1, value -> value >= 1, "at least 1")
            .integer(SHORTEST, 2, value -> value >= 1, "at least 1")
            .choice(CASE, "lower", List.of("lower", "keep"))
            .choice(ACCENTS, "keep", List.of("keep", "remove"));

    private TextOptions() {}

    static Selection selection(Columns columns) {
        return Selection.of(columns, ColumnType.TEXT).orNamed(ColumnType.CATEGORY);
    }

    static Hyperparameters grams(Hyperparameters all, String unit, int from, int to) {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("Expected terms of at least 1 and at most as many " + unit
                    + " as the second number says, but found " + from + " to " + to
                    + ". Give the smaller number first.");
        }
        return all.with(UNIT, unit).with(FROM, from).with(TO, to);
    }

    static List<String> together(List<String> words, List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    static List<String> dimensions(String column, List<String> terms) {
        return terms.stream().map(term -> column + "=" + term).toList();
    }

    static Tokens tokens(Hyperparameters all, List<String> stopWords) {
        Tokens.Unit unit = switch (all.text(UNIT)) {
            case "characters" -> Tokens.Unit.CHARACTERS;
            case "charactersInWords" -> Tokens.Unit.CHARACTERS_IN_WORDS;
            default -> Tokens.Unit.WORDS;
        };
        return new Tokens(
                unit,
                all.integer(FROM),
                all.integer(TO),
                all.integer(SHORTEST),
                all.text(CASE).equals("lower"),
                all.text(ACCENTS).equals("remove"),
                Set.copyOf(stopWords));
    }

    static TermWeights weights(Hyperparameters all) {
        return new TermWeights(
                all.text(WEIGHTING).equals("presence"), all.text(SUBLINEAR).equals("yes"), all.text(NORM));
    }
}

package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TEXT;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds figures of text: {@code <column>_characters} and {@code <column>_words} (integers), {@code <column>_digits} and {@code
 * <column>_capitals} (their shares of the characters, 0 of none), and how often each of some patterns is found. It learns
 * nothing, and the columns that it reads stay: put it before {@link TextFeatures}. Words are those of {@link TextFeatures},
 * of one character and more. Where a cell is missing, so are its figures.
 *
 * @param columns which columns; by type, only texts; categories where they are chosen by name
 * @param names what the counts of patterns are called, behind {@code <column>_}
 * @param patterns a regular expression for each of them
 */
public record TextStatistics(Columns columns, List<String> names, List<String> patterns) implements Transformer {
    /**
     * Checks the regular expressions.
     *
     * @param columns which columns; by type, only texts; categories where they are chosen by name
     * @param names what the counts of patterns are called, behind {@code <column>_}
     * @param patterns a regular expression for each of them
     * @throws java.util.regex.PatternSyntaxException if one is none
     */
    public TextStatistics {
        names = List.copyOf(names);
        patterns = List.copyOf(patterns);
        if (names.size() != patterns.size()) {
            throw new IllegalArgumentException(
                    "Expected a name for each pattern but found " + names + " and " + patterns + ".");
        }
        patterns.forEach(Pattern::compile);
    }

    /**
     * {@return the step that adds lengths and shares}
     *
     * @param columns texts
     */
    public static TextStatistics of(Columns columns) {
        return new TextStatistics(columns, List.of(), List.of());
    }

    /**
     * {@return this step with the number of times that a pattern is found too}
     *
     * @param name what it is called, behind {@code <column>_}
     * @param regex a regular expression as {@link Pattern} understands it
     * @throws java.util.regex.PatternSyntaxException if it is not one
     */
    public TextStatistics count(String name, String regex) {
        List<String> moreNames = new ArrayList<>(names);
        List<String> morePatterns = new ArrayList<>(patterns);
        moreNames.add(name);
        morePatterns.add(regex);
        return new TextStatistics(columns, moreNames, morePatterns);
    }

    private static List<Field> written(String column, List<String> names) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(column + "_characters", INTEGER));
        fields.add(new Field(column + "_words", INTEGER));
        fields.add(new Field(column + "_digits", NUMBER));
        fields.add(new Field(column + "_capitals", NUMBER));
        for (String name : names) fields.add(new Field(column + "_" + name, INTEGER));
        return fields;
    }

    /** Looks at the columns that were chosen in training. */
    record Fitted(List<String> columns, List<String> names, List<String> patterns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream()
                    .map(column -> new Operation(
                            List.of(column), written(column, names), false, (in, out) -> kernel(in[0], out)))
                    .toList();
        }

        private Kernel kernel(int in, int[] out) {
            Tokens words = new Tokens(Tokens.Unit.WORDS, 1, 1, 1, false, false, Set.of());
            List<Pattern> compiled = patterns.stream().map(Pattern::compile).toList();
            return frame -> {
                String text = frame.string(in);
                if (text == null) {
                    for (int slot : out) frame.set(slot, Double.NaN);
                    return;
                }
                double characters = text.codePointCount(0, text.length());
                frame.set(out[0], characters);
                frame.set(out[1], words.of(text).size());
                frame.set(out[2], text.codePoints().filter(Character::isDigit).count() / characters);
                frame.set(
                        out[3], text.codePoints().filter(Character::isUpperCase).count() / characters);
                for (int i = 0; i < compiled.size(); i++) {
                    Matcher matcher = compiled.get(i).matcher(text);
                    int found = 0;
                    while (matcher.find()) found++;
                    frame.set(out[4 + i], found);
                }
            };
        }
    }

    static final Codec<TextStatistics> CODEC = Codec.of(
            "text.statistics",
            TextStatistics.class,
            step -> State.empty()
                    .with("columns", step.columns.toString())
                    .with("names", step.names)
                    .with("patterns", step.patterns),
            state -> new TextStatistics(
                    Columns.parse(state.string("columns")), state.strings("names"), state.strings("patterns")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "text.statistics.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("columns", fitted.columns)
                    .with("names", fitted.names)
                    .with("patterns", fitted.patterns),
            state -> new Fitted(state.strings("columns"), state.strings("names"), state.strings("patterns")));

    @Override
    public String describe() {
        return "lengths and counts of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, TEXT).orNamed(CATEGORY);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(), written(field.name(), names)))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<String> chosen =
                selection().in(training, describe()).stream().map(Column::name).toList();
        return TransformerFit.of(new Fitted(chosen, names, patterns));
    }
}

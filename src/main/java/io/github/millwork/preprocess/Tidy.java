package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.TEXT;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes strings that mean the same in the same way: without blanks at their ends and with single ones between, in one
 * Unicode form, and in lower or upper case if asked to. It learns nothing. A missing cell stays missing, and a cell of
 * blanks becomes missing.
 *
 * @param columns which columns; by type, only categories and text
 * @param spaces whether blanks (of any script, and line ends) are tidied
 * @param letters what becomes of upper and lower case, by the rules of Unicode for no language in particular
 * @param form the Unicode form, such as NFC
 */
public record Tidy(Columns columns, boolean spaces, Letters letters, Normalizer.Form form) implements Transformer {
    /** What becomes of upper and lower case. */
    public enum Letters {
        /** They stay. */
        KEEP,
        /** All letters become lower case. */
        LOWER,
        /** All letters become upper case. */
        UPPER
    }

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\x85]+");

    /**
     * {@return the step that tidies blanks and writes letters and their accents as one character (NFC)}
     *
     * @param columns categories and text
     */
    public static Tidy strings(Columns columns) {
        return new Tidy(columns, true, Letters.KEEP, Normalizer.Form.NFC);
    }

    /** {@return this step with blanks left as they are} */
    public Tidy keepSpaces() {
        return new Tidy(columns, false, letters, form);
    }

    /** {@return this step with all letters in lower case} */
    public Tidy lowerCase() {
        return new Tidy(columns, spaces, Letters.LOWER, form);
    }

    /** {@return this step with all letters in upper case} */
    public Tidy upperCase() {
        return new Tidy(columns, spaces, Letters.UPPER, form);
    }

    /** {@return this step with variants of a character made one, such as full width letters and ligatures (NFKC)} */
    public Tidy compatible() {
        return new Tidy(columns, spaces, letters, Normalizer.Form.NFKC);
    }

    private static String tidied(String cell, boolean spaces, Letters letters, Normalizer.Form form) {
        String changed = Normalizer.normalize(cell, form);
        if (letters == Letters.LOWER) changed = changed.toLowerCase(Locale.ROOT);
        if (letters == Letters.UPPER) changed = changed.toUpperCase(Locale.ROOT);
        return spaces ? BLANKS.matcher(changed).replaceAll(" ").strip() : changed;
    }

    /** One column that is tidied. */
    record Part(String name, ColumnType type) {}

    /** Tidies the columns that were chosen in training. */
    record Fitted(List<Part> parts, boolean spaces, Letters letters, Normalizer.Form form)
            implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return parts.stream()
                    .map(part -> new Operation(
                            List.of(part.name), List.of(new Field(part.name, part.type)), true, (in, out) -> frame -> {
                                String cell = frame.string(in[0]);
                                frame.set(out[0], cell == null ? null : tidied(cell, spaces, letters, form));
                            }))
                    .toList();
        }
    }

    static final Codec<Tidy> CODEC = Codec.of(
            "tidy",
            Tidy.class,
            tidy -> with(State.empty().with("columns", tidy.columns.toString()), tidy.spaces, tidy.letters, tidy.form),
            state -> new Tidy(
                    Columns.parse(state.string("columns")),
                    state.flag("spaces"),
                    Letters.valueOf(state.string("letters")),
                    Normalizer.Form.valueOf(state.string("form"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "tidy.fitted",
            Fitted.class,
            fitted -> with(
                    State.empty()
                            .with(
                                    "columns",
                                    fitted.parts.stream()
                                            .map(part -> State.empty()
                                                    .with("name", part.name)
                                                    .with("type", part.type.name()))
                                            .toList()),
                    fitted.spaces,
                    fitted.letters,
                    fitted.form),
            state -> new Fitted(
                    state.states("columns").stream()
                            .map(part -> new Part(part.string("name"), ColumnType.valueOf(part.string("type"))))
                            .toList(),
                    state.flag("spaces"),
                    Letters.valueOf(state.string("letters")),
                    Normalizer.Form.valueOf(state.string("form"))));

    private static State with(State state, boolean spaces, Letters letters, Normalizer.Form form) {
        return state.with("spaces", spaces).with("letters", letters.name()).with("form", form.name());
    }

    @Override
    public String describe() {
        return "tidy " + columns.describe()
                + (letters == Letters.KEEP ? "" : " in " + letters.name().toLowerCase(Locale.ROOT) + " case");
    }

    private Selection selection() {
        return Selection.of(columns, CATEGORY, TEXT);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), field.type()))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Part> parts = selection().in(training, describe()).stream()
                .map(column -> new Part(column.name(), column.type()))
                .toList();
        return TransformerFit.of(new Fitted(parts, spaces, letters, form));
    }
}

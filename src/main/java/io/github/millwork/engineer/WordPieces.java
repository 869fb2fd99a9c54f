package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.TEXT;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.tribuo.WordPieceCuts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Cuts a text into the word pieces of a pre-trained network of the family of BERT, by Tribuo's tokenizer, and puts vectors in
 * its place that such a network reads: {@code input_ids}, the numbers of the pieces between those of {@code [CLS]} and {@code
 * [SEP]}, filled up with that of {@code [PAD]}, and {@code attention_mask}, 1 where a piece is. Longer texts are cut off. A
 * missing text is an empty one. It learns nothing. Behind it goes {@code OnnxFeatures} with the network.
 *
 * @param column a text, or a category
 * @param vocabulary the pieces in the order of their numbers
 * @param length how many pieces there are in each row, at least 3
 * @param cased whether case and accents are kept
 * @param types whether there is a vector {@code token_type_ids} of zeros, too
 */
public record WordPieces(String column, List<String> vocabulary, int length, boolean cased, boolean types)
        implements Transformer {
    private static final String BEGIN = "[CLS]";
    private static final String END = "[SEP]";
    private static final String UNKNOWN = "[UNK]";
    private static final String PAD = "[PAD]";

    /**
     * Checks the vocabulary.
     *
     * @param column a text, or a category
     * @param vocabulary the pieces in the order of their numbers
     * @param length how many pieces there are in each row, at least 3
     * @param cased whether case and accents are kept
     * @param types whether there is a vector {@code token_type_ids} of zeros, too
     */
    public WordPieces {
        vocabulary = List.copyOf(vocabulary);
        if (!vocabulary.containsAll(List.of(BEGIN, END, UNKNOWN, PAD))) {
            throw new DataException("Expected a vocabulary of word pieces with [CLS], [SEP], [UNK] and [PAD] but found "
                    + vocabulary.size() + " pieces without. Use the vocab.txt of the network, a piece in each line.");
        }
        if (length < 3) {
            throw new IllegalArgumentException(
                    "Expected a length of at least 3, for a piece between [CLS] and [SEP], but found " + length
                            + ". Use what the network was trained with, such as 128.");
        }
    }

    /**
     * {@return the step that cuts a text into at most 128 pieces, lower case and without accents}
     *
     * @param column a text, or a category
     * @param vocabulary the vocabulary of the network, {@code vocab.txt}, a piece in each line; it is read now
     * @throws UncheckedIOException if it cannot be read
     * @throws DataException if it has no {@code [CLS]}, {@code [SEP]}, {@code [UNK]} or {@code [PAD]}
     */
    public static WordPieces of(String column, Path vocabulary) {
        try {
            return new WordPieces(column, Files.readAllLines(vocabulary), 128, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the vocabulary " + vocabulary + ": " + e, e);
        }
    }

    /**
     * {@return this step with another length}
     *
     * @param pieces how many pieces there are in each row, with those at both ends; at least 3
     */
    public WordPieces length(int pieces) {
        return new WordPieces(column, vocabulary, pieces, cased, types);
    }

    /** {@return this step for a network that tells case and accents apart} */
    public WordPieces keepCase() {
        return new WordPieces(column, vocabulary, length, true, types);
    }

    /** {@return this step for a network that has an input {@code token_type_ids} too} */
    public WordPieces withTypes() {
        return new WordPieces(column, vocabulary, length, cased, true);
    }

    private List<Field> written() {
        Field ids = vector("input_ids");
        Field mask = vector("attention_mask");
        return types ? List.of(ids, mask, vector("token_type_ids")) : List.of(ids, mask);
    }

    private Field vector(String name) {
        List<String> dimensions =
                IntStream.range(0, length).mapToObj(i -> name + "=" + i).toList();
        return new Field(name, ColumnType.VECTOR, Role.FEATURE, -1, dimensions);
    }

    /** Does what it was told to. */
    record Fitted(WordPieces step) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return List.of(new Operation(List.of(step.column), step.written(), true, this::kernel));
        }

        private Kernel kernel(int[] in, int[] out) {
            Map<String, Integer> numbers = new HashMap<>();
            for (int i = 0; i < step.vocabulary.size(); i++) numbers.put(step.vocabulary.get(i), i);
            WordPieceCuts cuts = new WordPieceCuts(step.vocabulary, UNKNOWN, !step.cased);
            return frame -> {
                List<String> pieces = cuts.of(Objects.requireNonNullElse(frame.string(in[0]), ""));
                int kept = Math.min(pieces.size(), step.length - 2);
                int[] ids = new int[step.length];
                Arrays.fill(ids, number(numbers, PAD));
                ids[0] = number(numbers, BEGIN);
                for (int i = 0; i < kept; i++) ids[i + 1] = number(numbers, pieces.get(i));
                ids[kept + 1] = number(numbers, END);
                frame.set(out[0], sparse(ids));
                int[] mask = new int[step.length];
                Arrays.fill(mask, 0, kept + 2, 1);
                frame.set(out[1], sparse(mask));
                if (step.types) frame.set(out[2], SparseVector.ZERO);
            };
        }

        private static int number(Map<String, Integer> numbers, String piece) {
            return Objects.requireNonNull(numbers.get(piece));
        }

        private static SparseVector sparse(int[] numbers) {
            int[] places = IntStream.range(0, numbers.length)
                    .filter(i -> numbers[i] != 0)
                    .toArray();
            return SparseVector.of(
                    places, Arrays.stream(places).mapToDouble(i -> numbers[i]).toArray());
        }
    }

    private State toState() {
        return State.empty()
                .with("column", column)
                .with("vocabulary", vocabulary)
                .with("length", length)
                .with("cased", cased)
                .with("types", types);
    }

    private static WordPieces fromState(State state) {
        return new WordPieces(
                state.string("column"),
                state.strings("vocabulary"),
                state.integer("length"),
                state.flag("cased"),
                state.flag("types"));
    }

    static final Codec<WordPieces> CODEC =
            Codec.of("text.word-pieces", WordPieces.class, WordPieces::toState, WordPieces::fromState);

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "text.word-pieces.fitted",
            Fitted.class,
            fitted -> fitted.step.toState(),
            state -> new Fitted(fromState(state)));

    @Override
    public String describe() {
        return "word pieces of '" + column + "'";
    }

    private Selection selection() {
        return Selection.of(Columns.named(column), TEXT, CATEGORY);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        selection().in(input);
        return List.of(new Schema.Rewrite(List.of(column), written()));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        selection().in(training, describe());
        return TransformerFit.of(new Fitted(this));
    }

    @Override
    public String toString() {
        return describe() + " of " + vocabulary.size() + " known, " + length + " in a row";
    }
}

package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds products of columns: all powers and products up to a degree, or only those of different columns. It learns nothing,
 * and the columns that it reads stay. The definition is that of scikit-learn's PolynomialFeatures; a column is named by what
 * is multiplied, such as {@code a*b} or {@code a^2*b}. Where a factor is missing, so is the product.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param degree the most factors of a product, at least 2
 * @param mixed whether only products of different columns are added
 */
public record Polynomial(Columns columns, int degree, boolean mixed) implements Transformer {
    private static final int MOST = 5_000;

    /**
     * Checks the degree.
     *
     * @param columns which columns; by type, only numbers and integers
     * @param degree the most factors of a product, at least 2
     * @param mixed whether only products of different columns are added
     */
    public Polynomial {
        if (degree < 2 || degree > 10) {
            throw new IllegalArgumentException("Expected a degree from 2 to 10 but found " + degree + ".");
        }
    }

    /**
     * {@return the step that adds all powers and products up to a degree}
     *
     * @param degree from 2 to 10
     * @param columns numbers and integers
     */
    public static Polynomial degree(int degree, Columns columns) {
        return new Polynomial(columns, degree, false);
    }

    /**
     * {@return the step that adds the product of each two different columns}
     *
     * @param columns numbers and integers
     */
    public static Polynomial interactions(Columns columns) {
        return new Polynomial(columns, 2, true);
    }

    /** {@return this step without powers: products of different columns only} */
    public Polynomial onlyMixed() {
        return new Polynomial(columns, degree, true);
    }

    /** The products of some columns: for each the places of its factors. */
    private static List<int[]> products(int columns, int degree, boolean mixed) {
        List<int[]> products = new ArrayList<>();
        List<int[]> last = new ArrayList<>(List.of(new int[0]));
        for (int factors = 1; factors <= degree; factors++) {
            List<int[]> next = new ArrayList<>();
            for (int[] shorter : last) {
                int from = shorter.length == 0 ? 0 : shorter[shorter.length - 1] + (mixed ? 1 : 0);
                for (int column = from; column < columns; column++) {
                    int[] longer = Arrays.copyOf(shorter, factors);
                    longer[factors - 1] = column;
                    next.add(longer);
                }
            }
            if (products.size() + next.size() > MOST) {
                throw new DataException("Expected at most " + MOST + " products but " + columns + " columns to degree "
                        + degree + " give more. Choose fewer columns, or a lower degree.");
            }
            if (factors >= 2) products.addAll(next);
            last = next;
        }
        return products;
    }

    private static String name(List<String> names, int[] factors) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < factors.length; ) {
            int end = i;
            while (end < factors.length && factors[end] == factors[i]) end++;
            name.append(name.length() == 0 ? "" : "*").append(names.get(factors[i]));
            if (end - i > 1) name.append('^').append(end - i);
            i = end;
        }
        return name.toString();
    }

    /** Multiplies the columns that were chosen in training. */
    record Fitted(List<String> names, int degree, boolean mixed) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return products(names.size(), degree, mixed).stream()
                    .map(this::operation)
                    .toList();
        }

        private Operation operation(int[] factors) {
            int[] distinct = Arrays.stream(factors).distinct().toArray();
            int[] places = Arrays.stream(factors)
                    .map(factor -> Arrays.binarySearch(distinct, factor))
                    .toArray();
            return new Operation(
                            Arrays.stream(distinct).mapToObj(names::get).toList(),
                            List.of(new Field(name(names, factors), NUMBER)),
                            false,
                            (in, out) -> frame -> {
                                double product = frame.number(in[places[0]]);
                                for (int i = 1; i < places.length; i++) product *= frame.number(in[places[i]]);
                                frame.set(out[0], product);
                            })
                    .meaning(new Meaning.Formulas(expression(factors)));
        }

        private NumberExpression expression(int[] factors) {
            NumberExpression product = Expression.number(names.get(factors[0]));
            for (int i = 1; i < factors.length; i++) product = product.times(Expression.number(names.get(factors[i])));
            return product;
        }
    }

    static final Codec<Polynomial> CODEC = Codec.of(
            "polynomial",
            Polynomial.class,
            step -> State.empty()
                    .with("columns", step.columns.toString())
                    .with("degree", step.degree)
                    .with("mixed", step.mixed),
            state -> new Polynomial(
                    Columns.parse(state.string("columns")), state.integer("degree"), state.flag("mixed")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "polynomial.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("names", fitted.names)
                    .with("degree", fitted.degree)
                    .with("mixed", fitted.mixed),
            state -> new Fitted(state.strings("names"), state.integer("degree"), state.flag("mixed")));

    @Override
    public String describe() {
        return (mixed ? "mixed products" : "products") + " up to degree " + degree + " of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        List<String> names = selection().in(input).stream().map(Field::name).toList();
        return products(names.size(), degree, mixed).stream()
                .map(factors -> new Schema.Rewrite(List.of(), List.of(new Field(name(names, factors), NUMBER))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<String> names =
                selection().in(training, describe()).stream().map(Column::name).toList();
        return TransformerFit.of(new Fitted(names, degree, mixed));
    }
}

package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
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
import io.github.millwork.stage.Folds;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts in the place of a category what the target is on average where the category has that level, drawn towards the
 * average over all rows where there are few such rows: for a regression the mean, for two classes the share of the second
 * in ascending order. With {@link #perClass} it is a vector with the share of each class, for any number of them.
 *
 * <p>The definition is that of scikit-learn's TargetEncoder (1.3 and later). Of a level with n rows, their mean m and the
 * mean M of all rows it makes {@code w m + (1 - w) M}: by default with {@code w = n V / (n V + v)} where V is the variance
 * of the target and v that within the level (empirical Bayes, Micci-Barreca 2001); with {@link #smoothing} with {@code w =
 * n / (n + smoothing)}. Missing is a level; one that was not there in training gets M and is counted as unseen.
 *
 * <p>A training row is not encoded with its own target, which would leak: it gets what is learned from the other folds.
 * Rows of a group, and rows of one time, stay together in a fold. Weights of rows are not looked at.
 *
 * @param columns which columns; by type, only categories; integers and booleans where they are chosen by name
 * @param hyperparameters {@code smoothing} (auto or weight), {@code weight} and {@code folds}
 * @param byClass whether there is a share for each class
 */
public record TargetEncode(Columns columns, Hyperparameters hyperparameters, boolean byClass) implements Transformer {
    private static final String SMOOTHING = "smoothing";
    private static final String WEIGHT = "weight";
    private static final String FOLDS = "folds";

    static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .choice(SMOOTHING, "auto", List.of("auto", "weight"))
            .number(WEIGHT, 10, value -> value >= 0, "at least 0")
            .onlyIf(WEIGHT, SMOOTHING, "weight")
            .integer(FOLDS, 5, value -> value >= 2, "at least 2");

    /**
     * {@return this step with the average over all rows counted as so many rows of each level}
     *
     * @param rows at least 0; by default the number is learned for each level
     */
    public TargetEncode smoothing(double rows) {
        return withHyperparameters(hyperparameters.with(SMOOTHING, "weight").with(WEIGHT, rows));
    }

    /**
     * {@return this step with the smoothing left to tuning}
     *
     * @param rows where to search
     */
    public TargetEncode smoothing(Range rows) {
        return withHyperparameters(hyperparameters.with(SMOOTHING, "weight").with(WEIGHT, rows));
    }

    /**
     * {@return this step with training rows dealt into so many folds}
     *
     * @param count at least 2; the default is 5
     */
    public TargetEncode folds(int count) {
        return withHyperparameters(hyperparameters.with(FOLDS, count));
    }

    /** {@return this step with a vector that has the share of each class, {@code <column>:<class>}, for each level} */
    public TargetEncode perClass() {
        return new TargetEncode(columns, hyperparameters, true);
    }

    @Override
    public TargetEncode withHyperparameters(Hyperparameters values) {
        return new TargetEncode(columns, values, byClass);
    }

    /**
     * How one column is encoded.
     *
     * @param levels the levels that were there in training
     * @param classes the classes in ascending order; empty for a single number
     * @param means for each class (or the number), the encoding of each level, then of missing, then of unseen cells
     */
    record Encoded(Levels levels, List<String> classes, List<double[]> means) {
        Field written() {
            if (classes.isEmpty()) return new Field(levels.name(), NUMBER);
            List<String> dimensions =
                    classes.stream().map(label -> levels.name() + ":" + label).toList();
            return new Field(levels.name(), VECTOR, Role.FEATURE, -1, dimensions);
        }

        Operation operation() {
            int missing = levels.size();
            if (!classes.isEmpty()) {
                return levels.toVectors(written().levels(), this::vector, vector(missing), vector(missing + 1));
            }
            double[] numbers = means.get(0);
            return levels.toNumbers(NUMBER, numbers, numbers[missing], numbers[missing + 1]);
        }

        private int place(int code) {
            return code >= 0 ? code : code == Levels.MISSING ? levels.size() : levels.size() + 1;
        }

        private SparseVector vector(int place) {
            return SparseVector.of(
                    IntStream.range(0, means.size()).toArray(),
                    means.stream().mapToDouble(each -> each[place]).toArray());
        }

        /** The encodings of training rows by number of level, where each fold has encodings of its own. */
        static Column column(int[] codes, int[] folds, List<Encoded> ofFold) {
            Encoded any = ofFold.get(0);
            Field field = any.written();
            if (any.classes.isEmpty()) {
                double[] values = new double[codes.length];
                for (int row = 0; row < values.length; row++) {
                    Encoded own = ofFold.get(folds[row]);
                    values[row] = own.means.get(0)[own.place(codes[row])];
                }
                return Column.numbers(field.name(), values);
            }
            SparseVector[] vectors = new SparseVector[codes.length];
            for (int row = 0; row < vectors.length; row++) {
                Encoded own = ofFold.get(folds[row]);
                vectors[row] = own.vector(own.place(codes[row]));
            }
            return Column.vectors(field.name(), field.levels(), vectors);
        }

        State toState() {
            return levels.toState()
                    .with("classes", classes)
                    .with(
                            "means",
                            means.stream()
                                    .map(each -> State.empty().with("values", each))
                                    .toList());
        }

        static Encoded fromState(State state) {
            return new Encoded(
                    Levels.fromState(state),
                    state.strings("classes"),
                    state.states("means").stream()
                            .map(each -> each.numbers("values"))
                            .toList());
        }
    }

    /** Encodes the columns that were chosen in training. */
    record Fitted(List<Encoded> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Encoded::operation).toList();
        }
    }

    static final Codec<TargetEncode> CODEC = Codec.of(
            "encode.target",
            TargetEncode.class,
            encode -> State.empty()
                    .with("columns", encode.columns.toString())
                    .with("hyperparameters", encode.hyperparameters.toState())
                    .with("byClass", encode.byClass),
            state -> new TargetEncode(
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.flag("byClass")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "encode.target.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream().map(Encoded::toState).toList()),
            state -> new Fitted(
                    state.states("columns").stream().map(Encoded::fromState).toList()));

    @Override
    public String describe() {
        return "target encode " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        if (byClass) TargetNumbers.checkClasses(input);
        else TargetNumbers.check(input);
        return Levels.plan(columns, input, byClass ? VECTOR : NUMBER);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = Levels.selection(columns).in(training, describe());
        if (training.rowCount() < 2) {
            throw new DataException("Expected at least two training rows, since each is encoded with what others say, "
                    + "but found one. Collect more rows.");
        }
        TargetNumbers target = byClass ? TargetNumbers.perClass(training) : TargetNumbers.single(training);
        int[] folds = Folds.assign(
                training,
                target.values(),
                hyperparameters.integer(FOLDS),
                context.child("folds").seed());
        return fit(chosen, target, folds);
    }

    /** With folds that are given: for comparison with a reference. */
    TransformerFit fit(List<Column> chosen, TargetNumbers target, int[] folds) {
        List<Encoded> fitted = new ArrayList<>();
        List<Column> crossFitted = new ArrayList<>();
        int[] all = IntStream.range(0, folds.length).toArray();
        int count = Arrays.stream(folds).max().orElse(0) + 1;
        for (Column column : chosen) {
            Levels levels = Levels.of(column);
            int[] codes = levels.codes(column);
            fitted.add(encoded(levels, codes, target, all));
            List<Encoded> ofFold = new ArrayList<>();
            for (int fold = 0; fold < count; fold++) {
                int left = fold;
                int[] others =
                        Arrays.stream(all).filter(row -> folds[row] != left).toArray();
                ofFold.add(encoded(levels, codes, target, others.length == 0 ? all : others));
            }
            crossFitted.add(Encoded.column(codes, folds, ofFold));
        }
        return new TransformerFit(new Fitted(fitted), crossFitted);
    }

    private Encoded encoded(Levels levels, int[] codes, TargetNumbers target, int[] rows) {
        List<double[]> means = target.numbers().stream()
                .map(values -> means(values, levels.size(), codes, rows))
                .toList();
        return new Encoded(levels, target.classes(), means);
    }

    /** The encoding of each level, of missing and of unseen cells. Missing is a level only if it occurs. */
    private double[] means(double[] values, int levels, int[] codes, int[] rows) {
        double[] chosen = Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
        double mean = Statistics.mean(chosen);
        double variance = Math.pow(Statistics.deviation(chosen, mean), 2);
        Sums sums = new Sums(levels + 1);
        for (int row : rows) sums.add(codes[row] >= 0 ? codes[row] : levels, values[row]);
        sums.toMeans();
        for (int row : rows) sums.addSquare(codes[row] >= 0 ? codes[row] : levels, values[row]);
        boolean auto = hyperparameters.text(SMOOTHING).equals("auto");
        double smoothing = auto ? 0 : hyperparameters.number(WEIGHT);
        double[] encodings = new double[levels + 2];
        for (int level = 0; level <= levels; level++) {
            double count = sums.counts[level];
            double own = auto
                    ? count * variance / (count * variance + sums.squares[level] / count)
                    : count / (count + smoothing);
            boolean empty = count == 0 || Double.isNaN(own); // NaN: the target is the same in all rows
            encodings[level] = empty ? mean : own * sums.means[level] + (1 - own) * mean;
        }
        encodings[levels + 1] = mean;
        return encodings;
    }

    /** Means and squares of deviations of each level, with compensation so that the order of the rows does not show. */
    private static final class Sums {
        final double[] counts;
        final double[] means;
        final double[] squares;
        private final double[] lost;

        Sums(int levels) {
            counts = new double[levels];
            means = new double[levels];
            squares = new double[levels];
            lost = new double[levels];
        }

        void add(int level, double value) {
            counts[level]++;
            means[level] = plus(means[level], value, level);
        }

        void toMeans() {
            for (int i = 0; i < means.length; i++) means[i] = counts[i] == 0 ? 0 : (means[i] + lost[i]) / counts[i];
            Arrays.fill(lost, 0);
        }

        void addSquare(int level, double value) {
            double difference = value - means[level];
            squares[level] = plus(squares[level], difference * difference, level);
        }

        private double plus(double sum, double term, int level) {
            double next = sum + term;
            lost[level] += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            return next;
        }
    }
}

package io.github.millwork.tribuo;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.VariableInfo;
import org.tribuo.provenance.impl.EmptyDataSourceProvenance;

/**
 * Prepared rows as Tribuo sees them. A feature is named by its position, padded with zeros so that Tribuo's order of
 * names is the order of positions. Positions that are not held stay out, and so do missing values.
 */
public final class TribuoRows {
    private final int dimension;
    private final int[] positions;
    private final String[] names;

    /**
     * Names all features, to train with them.
     *
     * @param dimension how many there are
     * @throws DataException if there are none
     */
    public TribuoRows(int dimension) {
        this(dimension, IntStream.range(0, dimension).toArray());
        if (dimension < 1) throw noFeature();
    }

    /** {@return what says that there is nothing to learn from} */
    public static DataException noFeature() {
        return new DataException("Expected at least one feature to learn from but the steps before the learner give "
                + "none. Drop fewer columns, or collect more.");
    }

    private TribuoRows(int dimension, int[] positions) {
        this.dimension = dimension;
        this.positions = positions;
        this.names = IntStream.of(positions).mapToObj(p -> name(p, dimension)).toArray(String[]::new);
    }

    /**
     * {@return the features that a model knows, to predict with it}
     *
     * @param model a model that was trained with rows of this class
     * @param dimension how many features there were
     * @throws IllegalArgumentException if the model knows none, or others
     */
    public static TribuoRows known(Model<?> model, int dimension) {
        ImmutableFeatureMap known = model.getFeatureIDMap();
        int[] positions = new int[known.size()];
        int count = 0;
        for (VariableInfo feature : known) {
            String name = feature.getName();
            int position = name.matches("f\\d{1,9}") ? position(name) : dimension;
            if (position >= dimension || !name.equals(name(position, dimension))) {
                throw new IllegalArgumentException("Expected a Tribuo model for " + dimension
                        + " features named by their positions but it knows '" + name
                        + "'. Use a trainer that neither hashes nor renames features.");
            }
            positions[count++] = position;
        }
        if (count == 0) throw new IllegalArgumentException("Expected a Tribuo model that knows a feature.");
        Arrays.sort(positions);
        return new TribuoRows(dimension, positions);
    }

    private static String name(int position, int dimension) {
        int digits = Integer.toString(Math.max(1, dimension - 1)).length();
        return String.format(Locale.ROOT, "f%0" + digits + "d", position);
    }

    /** {@return how many features there are} */
    public int dimension() {
        return dimension;
    }

    /**
     * {@return the position of a feature}
     *
     * @param name a name that was given here
     */
    public static int position(String name) {
        return Integer.parseInt(name, 1, name.length(), 10);
    }

    /**
     * Makes a Tribuo dataset.
     *
     * @param <T> Tribuo's kind of output
     * @param data prepared rows
     * @param factory Tribuo's factory for the outputs
     * @param absent what the trainer takes a position for that a row does not hold: 0, or NaN for missing
     * @param output the output of each row
     * @return the dataset
     */
    public <T extends Output<T>> MutableDataset<T> dataset(
            TrainingData data, OutputFactory<T> factory, double absent, IntFunction<T> output) {
        MutableDataset<T> dataset = new MutableDataset<>(new EmptyDataSourceProvenance(Map.of()), factory);
        FeatureMatrix features = data.features();
        FeatureVector vector = new FeatureVector(dimension);
        for (int row = 0; row < data.rows(); row++) {
            features.row(row, vector);
            dataset.add(example(vector, output.apply(row), (float) data.weight(row), absent));
        }
        return dataset;
    }

    /**
     * Makes a Tribuo example of one row, to predict it.
     *
     * @param <T> Tribuo's kind of output
     * @param features the row
     * @param output an output that stands for "unknown"
     * @return the example
     */
    public <T extends Output<T>> Example<T> example(FeatureVector features, T output) {
        return example(features, output, 1, 0);
    }

    private <T extends Output<T>> Example<T> example(FeatureVector features, T output, float weight, double absent) {
        int[] places = new int[Math.max(1, features.size())];
        double[] values = new double[places.length];
        int held = 0;
        for (int i = 0; i < features.size(); i++) {
            int place = place(features.index(i));
            if (place < 0 || Double.isNaN(features.value(i))) continue;
            places[held] = place;
            values[held++] = features.value(i);
        }
        if (held == 0) {
            // Tribuo refuses a row of which it knows no feature, so the first feature says what it would without.
            places[0] = 0;
            values[0] = absent;
            held = 1;
        }
        return new RowExample<>(output, weight, names, Arrays.copyOf(places, held), Arrays.copyOf(values, held));
    }

    /** Where a position is among those known; negative where it is not. */
    private int place(int position) {
        boolean allBefore = position < positions.length && positions[position] == position;
        return allBefore ? position : Arrays.binarySearch(positions, position);
    }
}

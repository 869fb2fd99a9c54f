package io.github.millwork.tribuo;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Prepared rows as Tribuo sees them. A feature is named by its position, padded with zeros so that Tribuo's order of
 * names is the order of positions. Positions that are not held stay out, and so do missing values.
 */
public final class TribuoRows {
    private final String[] names;

    /**
     * Names the features.
     *
     * @param dimension how many there are
     */
    public TribuoRows(int dimension) {
        int digits = Integer.toString(Math.max(1, dimension - 1)).length();
        names = new String[dimension];
        for (int i = 0; i < dimension; i++) names[i] = String.format(Locale.ROOT, "f%0" + digits + "d", i);
    }

    /** {@return how many features there are} */
    public int dimension() {
        return names.length;
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
     * @param output the output of each row
     * @return the dataset
     */
    public <T extends Output<T>> MutableDataset<T> dataset(
            TrainingData data, OutputFactory<T> factory, IntFunction<T> output) {
        MutableDataset<T> dataset = new MutableDataset<>(new SimpleDataSourceProvenance("millwork", factory), factory);
        FeatureMatrix features = data.features();
        for (int row = 0; row < data.rows(); row++) {
            int start = features.start(row);
            int size = features.start(row + 1) - start;
            int[] indices = new int[size];
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                indices[i] = features.index(start + i);
                values[i] = features.value(start + i);
            }
            dataset.add(example(output.apply(row), (float) data.weight(row), indices, values));
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
        int[] indices = new int[features.size()];
        double[] values = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = features.index(i);
            values[i] = features.value(i);
        }
        return example(output, 1, indices, values);
    }

    private <T extends Output<T>> Example<T> example(T output, float weight, int[] indices, double[] values) {
        int held = 0;
        for (int i = 0; i < indices.length; i++) {
            if (Double.isNaN(values[i])) continue;
            indices[held] = indices[i];
            values[held++] = values[i];
        }
        // Tribuo refuses a row without features; a zero stands for one and changes nothing.
        if (held == 0) return new RowExample<>(output, weight, names, new int[] {0}, new double[] {0});
        return new RowExample<>(output, weight, names, Arrays.copyOf(indices, held), Arrays.copyOf(values, held));
    }
}

package io.github.millwork.tribuo;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.transform.TransformerMap;
import org.tribuo.util.Merger;

/**
 * A Tribuo example whose feature names are shared by all rows. Tribuo's own copies and sorts the names of every row,
 * which takes five times the memory. It cannot be changed.
 *
 * @param <T> Tribuo's kind of output
 */
final class RowExample<T extends Output<T>> extends Example<T> {
    private static final long serialVersionUID = 1L;

    private final transient String[] names;
    private final transient int[] indices;
    private final transient double[] values;

    RowExample(T output, float weight, String[] names, int[] indices, double[] values) {
        super(output, weight);
        this.names = names;
        this.indices = indices;
        this.values = values;
    }

    @Override
    public Iterator<Feature> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < indices.length;
            }

            @Override
            public Feature next() {
                if (at == indices.length) throw new NoSuchElementException();
                Feature feature = new Feature(names[indices[at]], values[at]);
                at++;
                return feature;
            }
        };
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public boolean validateExample() {
        return indices.length > 0;
    }

    @Override
    public boolean isDense(FeatureMap featureMap) {
        return indices.length == featureMap.size();
    }

    @Override
    public Example<T> copy() {
        ArrayExample<T> copy = new ArrayExample<>(output, weight);
        forEach(copy::add);
        return copy;
    }

    /** The names are shared already. */
    @Override
    public void canonicalize(FeatureMap featureMap) {}

    /** The names are sorted already. */
    @Override
    protected void sort() {}

    @Override
    public void add(Feature feature) {
        throw fixed();
    }

    @Override
    public void addAll(Collection<? extends Feature> features) {
        throw fixed();
    }

    @Override
    public void removeFeatures(List<Feature> featureList) {
        throw fixed();
    }

    @Override
    public void reduceByName(Merger merger) {
        throw fixed();
    }

    @Override
    public void transform(TransformerMap transformerMap) {
        throw fixed();
    }

    @Override
    protected void densify(List<String> featureNames) {
        throw fixed();
    }

    @Override
    public void set(Feature feature) {
        throw fixed();
    }

    @Override
    public ExampleProto serialize() {
        return copy().serialize();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("this example cannot be changed; copy() can");
    }
}

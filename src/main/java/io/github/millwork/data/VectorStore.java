package io.github.millwork.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sparse vectors, for which Tablesaw has no column. */
record VectorStore(SparseVector[] vectors) implements Store {
    @Override
    public int size() {
        return vectors.length;
    }

    @Override
    public boolean missing(int row) {
        return false;
    }

    @Override
    public int missingCount() {
        return 0;
    }

    @Override
    public double number(int row) {
        return Double.NaN;
    }

    @Override
    public @Nullable Object value(int row) {
        return vectors[row];
    }

    @Override
    public Store rows(int[] rows) {
        SparseVector[] chosen = new SparseVector[rows.length];
        for (int i = 0; i < rows.length; i++) chosen[i] = vectors[rows[i]];
        return new VectorStore(chosen);
    }

    @Override
    public Store concat(Store next) {
        SparseVector[] all = Arrays.copyOf(vectors, size() + next.size());
        System.arraycopy(((VectorStore) next).vectors, 0, all, size(), next.size());
        return new VectorStore(all);
    }

    @Override
    public tech.tablesaw.columns.Column<?> copy(String name) {
        throw new UnsupportedOperationException("Tablesaw has no vector column");
    }
}

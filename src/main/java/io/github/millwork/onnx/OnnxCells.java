package io.github.millwork.onnx;

/**
 * What an input is given.
 *
 * @param content an array of doubles or strings
 * @param shape how it is to be read; the first size is that of rows
 */
record OnnxCells(Object content, long[] shape) {
    /** {@return cells of rows, so many in each as there are} */
    static OnnxCells ofRows(Object content, int rows, int dimensions) {
        int count = content instanceof String[] texts ? texts.length : ((double[]) content).length;
        long[] shape = dimensions == 1 ? new long[] {rows} : new long[] {rows, rows == 0 ? 0 : count / rows};
        return new OnnxCells(content, shape);
    }
}

package io.github.millwork.onnx;

import java.util.List;

/**
 * What an output holds.
 *
 * @param numbers its numbers, row after row
 * @param shape their sizes; the first is that of rows
 * @param classes what each number of a row is for, where the model says so; else empty
 */
record OnnxAnswer(double[] numbers, long[] shape, List<String> classes) {
    OnnxAnswer {
        classes = List.copyOf(classes);
    }
}

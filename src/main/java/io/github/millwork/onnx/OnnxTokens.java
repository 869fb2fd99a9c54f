package io.github.millwork.onnx;

import io.github.millwork.data.DataException;
import java.util.Arrays;
import java.util.Map;

/** What becomes of an output that has numbers for each token of a row. */
enum OnnxTokens {
    /** Nothing was said. */
    UNSAID,
    /** All of them, one after the other. */
    ALL,
    /** Those of the first, which stands for the text. */
    FIRST,
    /** The mean of those that the mask holds, or of all where there is none. */
    MEAN;

    private static final String MASK = "attention_mask";

    /** {@return the numbers of a row} */
    double[] of(OnnxAnswer answer, String output, Map<String, OnnxCells> given) {
        if (this == UNSAID || this == ALL) return answer.numbers();
        if (answer.shape().length != 3) {
            throw new DataException(
                    "Expected output '" + output + "' of the ONNX model to be rows x tokens x numbers but "
                            + "it is " + Arrays.toString(answer.shape())
                            + ". Leave out what is said of tokens, or choose another "
                            + "output.");
        }
        int width = (int) answer.shape()[2];
        if (this == FIRST) return Arrays.copyOf(answer.numbers(), width);
        return mean(answer.numbers(), (int) answer.shape()[1], width, mask(given));
    }

    private static double[] mask(Map<String, OnnxCells> given) {
        OnnxCells mask = given.get(MASK);
        return mask != null && mask.content() instanceof double[] numbers ? numbers : new double[0];
    }

    /** Nothing but zeros where no token counts. */
    private static double[] mean(double[] numbers, int tokens, int width, double[] mask) {
        if (mask.length != 0 && mask.length != tokens) {
            throw new DataException("Expected an ONNX model with numbers for each of " + mask.length
                    + " tokens of its mask but it has them for " + tokens + ". Choose another output.");
        }
        double[] mean = new double[width];
        double count = 0;
        for (int token = 0; token < tokens; token++) {
            double weight = mask.length == 0 ? 1 : mask[token];
            if (weight == 0) continue;
            count += weight;
            for (int i = 0; i < width; i++) mean[i] += weight * numbers[token * width + i];
        }
        for (int i = 0; i < width && count > 0; i++) mean[i] /= count;
        return mean;
    }
}

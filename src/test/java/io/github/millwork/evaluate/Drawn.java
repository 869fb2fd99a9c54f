package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random classes, and features that tell something of them. */
final class Drawn {
    private Drawn() {}

    static int[] truth(SplittableRandom random, int rows) {
        int[] truth = new int[rows];
        Arrays.setAll(truth, row -> random.nextInt(2));
        return truth;
    }

    static Column kinds(int[] truth) {
        return Column.categories(
                "kind",
                Arrays.stream(truth).mapToObj(each -> each == 1 ? "yes" : "no").toArray(String[]::new));
    }

    /** Normal with a standard deviation of 1, and a mean of 0 or, for class 1, of {@code apart}. */
    static double[] feature(SplittableRandom random, int[] truth, double apart) {
        double[] x = new double[truth.length];
        Arrays.setAll(x, row -> gauss(random) + apart * truth[row]);
        return x;
    }

    /** Box and Muller. */
    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}

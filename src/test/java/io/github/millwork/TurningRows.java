package io.github.millwork;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.monitor.Window;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.LogisticRegression;
import java.util.SplittableRandom;

/** Rows whose class is that of a sum, or where turned that of a difference; one in ten is wrong. */
final class TurningRows {
    static final Pipeline<Classification> PIPELINE = Pipeline.classify("y")
            .preprocess(Scale.standard(Columns.numeric()))
            .train(LogisticRegression.create())
            .seed(3);
    static final MonitorOptions QUIET =
            MonitorOptions.standard().window(Window.ofRows(200)).alerts();

    private TurningRows() {}

    static Dataset of(int from, int to, boolean turned) {
        int count = to - from;
        double[] a = new double[count];
        double[] b = new double[count];
        String[] y = new String[count];
        String[] ids = new String[count];
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(1000 + from + i);
            a[i] = random.nextGaussian();
            b[i] = random.nextGaussian();
            boolean above = a[i] + (turned ? -b[i] : b[i]) > 0;
            y[i] = above != (random.nextInt(10) == 0) ? "yes" : "no";
            ids[i] = "r" + (from + i);
        }
        return Dataset.of(
                Column.numbers("a", a),
                Column.numbers("b", b),
                Column.categories("y", y),
                Column.categories("id", ids).withRole(Role.ID));
    }
}

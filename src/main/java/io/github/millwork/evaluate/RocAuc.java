package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve: the probability that a row of the class gets a larger number than one of the rest. For
 * more than two classes the mean over them, or over their pairs.
 *
 * @param name what it is called
 * @param classes what is compared where there are more than two classes
 * @param byRows whether the classes, or pairs, count by the weight of their rows, not alike
 */
record RocAuc(String name, MultiClass classes, boolean byRows) implements Metric<Classification> {
    @Override
    public boolean dependsOnDecisions() {
        return false;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Classification> assessment) {
        return areas(assessment).value();
    }

    @Override
    public Score score(Assessment<Classification> assessment) {
        return areas(assessment).score(this, assessment);
    }

    Areas areas(Assessment<Classification> assessment) {
        if (Decisions.outputs(assessment).labels().size() <= 2) {
            return Areas.of(RankCurve.of(Ranking.ofClass(assessment, Probabilities.ofTwo(assessment))));
        }
        return classes == MultiClass.ONE_VS_REST ? oneVsRest(assessment) : oneVsOne(assessment);
    }

    private Areas oneVsRest(Assessment<Classification> assessment) {
        List<int[]> rowsOf = rowsOf(assessment);
        int[] all = IntStream.range(0, assessment.rows()).toArray();
        Areas.Mean mean = new Areas.Mean(assessment);
        for (int k = 0; k < rowsOf.size(); k++) {
            RankCurve curve = RankCurve.of(Ranking.ofClass(assessment, k));
            if (byRows) mean.addByWeight(curve, all, rowsOf.get(k));
            else mean.add(curve, all);
        }
        return mean.mean();
    }

    /** Each pair has two areas: by the number of the one class, and by that of the other. */
    private Areas oneVsOne(Assessment<Classification> assessment) {
        List<int[]> rowsOf = rowsOf(assessment);
        Areas.Mean mean = new Areas.Mean(assessment);
        for (int first = 0; first < rowsOf.size(); first++) {
            for (int second = first + 1; second < rowsOf.size(); second++) {
                int[] ofFirst = rowsOf.get(first);
                int[] ofSecond = rowsOf.get(second);
                if (ofFirst.length == 0 || ofSecond.length == 0) continue;
                int[] both = IntStream.concat(Arrays.stream(ofFirst), Arrays.stream(ofSecond))
                        .toArray();
                for (int label : new int[] {first, second}) {
                    RankCurve curve = RankCurve.of(Ranking.ofClass(assessment, label, both));
                    if (byRows) mean.addByWeight(curve, both, both);
                    else mean.add(curve, both);
                }
            }
        }
        return mean.mean();
    }

    /** {@return the rows of each class that have a weight} */
    private static List<int[]> rowsOf(Assessment<Classification> assessment) {
        int[] codes = Decisions.truth(assessment).codes();
        int classes = Decisions.outputs(assessment).labels().size();
        int[] sizes = new int[classes];
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0 && assessment.weight(row) > 0) sizes[codes[row]]++;
        }
        List<int[]> rowsOf = new ArrayList<>();
        for (int size : sizes) rowsOf.add(new int[size]);
        int[] next = new int[classes];
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0 && assessment.weight(row) > 0) rowsOf.get(codes[row])[next[codes[row]]++] = row;
        }
        return rowsOf;
    }
}

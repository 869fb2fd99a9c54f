package io.github.millwork.select;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import java.util.List;

/** Puts the numbers that several models give for a row together. Immutable. */
abstract sealed class Voting<P extends Prediction> {
    private final Outputs<P> outputs;

    private Voting(Outputs<P> outputs) {
        this.outputs = outputs;
    }

    /** {@return what the numbers that come of it mean} */
    Outputs<P> outputs() {
        return outputs;
    }

    /** Puts numbers together: those of each member for the row, at its start. */
    abstract void combine(double[][] members, double[] out, int at);

    /** Refuses what has no common scale or names. */
    static void checkKind(Class<? extends Prediction> type) {
        if (type != Cluster.class && type != Anomaly.class) return;
        throw new IllegalArgumentException(
                "Expected classes, numbers or sets of labels, which can be averaged over models, but a "
                        + type.getSimpleName()
                        + " of one model cannot be compared with that of another. Choose one model.");
    }

    @SuppressWarnings("unchecked") // the outputs of one kind are of one class
    static <P extends Prediction> Voting<P> of(List<Outputs<P>> members) {
        List<?> outputs = members;
        Object first = outputs.get(0);
        if (first instanceof ClassificationOutputs)
            return (Voting<P>) Classes.joining((List<ClassificationOutputs>) outputs);
        if (first instanceof RegressionOutputs) return (Voting<P>) new Numbers((List<RegressionOutputs>) outputs);
        if (first instanceof MultiLabelOutputs labels) return (Voting<P>) new Labels(labels);
        throw new IllegalArgumentException("Expected classes, numbers or sets of labels but found " + first + ".");
    }

    private static double mean(double[][] members, int output) {
        double sum = 0;
        for (double[] member : members) sum += member[output];
        return sum / members.length;
    }

    /**
     * The mean of probabilities. Where a member decides by a rule of its own the class is that of most members, and of
     * several such the one of the largest mean; where a member gives no probabilities the numbers are shares of votes.
     */
    private static final class Classes extends Voting<io.github.millwork.data.Classification> {
        private final List<ClassificationOutputs> members;
        private final ClassificationOutputs joint;

        private Classes(List<ClassificationOutputs> members, ClassificationOutputs joint) {
            super(joint);
            this.members = members;
            this.joint = joint;
        }

        static Classes joining(List<ClassificationOutputs> members) {
            ClassificationOutputs first = members.get(0);
            boolean probabilistic = members.stream().allMatch(ClassificationOutputs::probabilistic);
            boolean decided = probabilistic && members.stream().anyMatch(ClassificationOutputs::decided);
            if (!members.stream().allMatch(member -> member.labels().equals(first.labels()))) {
                throw new IllegalArgumentException("Expected all members of an ensemble to know the same classes.");
            }
            return new Classes(
                    List.copyOf(members),
                    new ClassificationOutputs(first.labels(), first.positive(), probabilistic, decided));
        }

        @Override
        void combine(double[][] numbers, double[] out, int at) {
            int classes = joint.labels().size();
            if (joint.probabilistic()) {
                for (int k = 0; k < classes; k++) out[at + k] = mean(numbers, k);
                if (!joint.decided()) return;
            }
            double[] votes = new double[classes];
            for (int m = 0; m < numbers.length; m++)
                votes[members.get(m).decide(numbers[m], 0)] += 1.0 / numbers.length;
            if (!joint.probabilistic()) {
                System.arraycopy(votes, 0, out, at, classes);
                return;
            }
            int best = 0;
            for (int k = 1; k < classes; k++) {
                boolean more = votes[k] > votes[best];
                if (more || (votes[k] == votes[best] && out[at + k] > out[at + best])) best = k;
            }
            out[at + classes] = best;
        }
    }

    /** The mean; of intervals the mean of their ends, where all members give one. */
    private static final class Numbers extends Voting<io.github.millwork.data.Regression> {
        private final int width;

        Numbers(List<RegressionOutputs> members) {
            super(new RegressionOutputs(members.stream().allMatch(RegressionOutputs::interval)));
            this.width = outputs().width();
        }

        @Override
        void combine(double[][] numbers, double[] out, int at) {
            for (int o = 0; o < width; o++) out[at + o] = mean(numbers, o);
        }
    }

    /** The mean of probabilities; a label is predicted where most members do, and of as many either way from 0.5 on. */
    private static final class Labels extends Voting<io.github.millwork.data.MultiLabel> {
        private final int labels;

        Labels(MultiLabelOutputs outputs) {
            super(outputs);
            this.labels = outputs.labels().size();
        }

        @Override
        void combine(double[][] numbers, double[] out, int at) {
            for (int k = 0; k < labels; k++) {
                out[at + k] = mean(numbers, k);
                double share = mean(numbers, labels + k);
                out[at + labels + k] = share > 0.5 || (share == 0.5 && out[at + k] >= 0.5) ? 1 : 0;
            }
        }
    }
}

package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.ResampleOption;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up rows of smaller classes until each has as many as the largest, or a share of it: SMOTE (Chawla et al. 2002). A new
 * row lies between a row of the class, drawn at random, and one of its nearest neighbours within the class, also drawn, at a
 * random share of the way. Of categories it has what most of the neighbours have, and where two categories differ, that adds
 * the median standard deviation of the numbers to the distance (SMOTE-NC, section 6.1). Categories are features with levels,
 * and features of one column that hold zeros and at most a single one in each row, as a one-hot encoder writes them.
 *
 * <p>Only the rows that a learner is fitted to are added to, after the steps, so numbers should be on like scales by then;
 * missing numbers are refused.
 *
 * <p>A class of one row is repeated. Weights lie between those of the two rows.
 *
 * @param hyperparameters share and neighbours, as {@link #create()} has them, with any settings
 */
public record Smote(Hyperparameters hyperparameters) implements ResampleOption<Classification> {
    private static final String NEIGHBOURS = "neighbours";
    private static final Hyperparameters DEFAULTS = ClassSizes.share()
            .integer(NEIGHBOURS, 5, count -> count >= 1 && count <= 1_000_000, "from 1 to 1000000")
            .quiet(ClassSizes.SHARE, NEIGHBOURS);

    /**
     * Checks that the hyperparameters are those of this option.
     *
     * @param hyperparameters share and neighbours, as {@link #create()} has them, with any settings
     */
    public Smote {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return the option that makes up rows between 5 neighbours until each class has as many as the largest} */
    public static Smote create() {
        return new Smote(DEFAULTS);
    }

    /**
     * {@return this option for another size of the smaller classes}
     *
     * @param ofLargest how many rows each class is to have at least, as a share of those of the largest; above 0, at most 1
     */
    public Smote share(double ofLargest) {
        return new Smote(hyperparameters.with(ClassSizes.SHARE, ofLargest));
    }

    /**
     * {@return this option with sizes of the smaller classes to search among}
     *
     * @param range above 0, at most 1
     */
    public Smote share(Range range) {
        return new Smote(hyperparameters.with(ClassSizes.SHARE, range));
    }

    /**
     * {@return this option with another number of neighbours}
     *
     * @param count from 1 to 1000000; a class with fewer other rows draws from all of them
     */
    public Smote neighbours(int count) {
        return new Smote(hyperparameters.with(NEIGHBOURS, count));
    }

    /**
     * {@return this option with numbers of neighbours to search among}
     *
     * @param range from 1 to 1000000
     */
    public Smote neighbours(Range range) {
        return new Smote(hyperparameters.with(NEIGHBOURS, range));
    }

    @Override
    public Smote withHyperparameters(Hyperparameters values) {
        return new Smote(values);
    }

    @Override
    public String describe() {
        return ClassSizes.words("SMOTE", hyperparameters);
    }

    @Override
    public TrainingData apply(TrainingData training, FitContext context) {
        TargetValues.Classes target = ClassSizes.target(training, describe());
        int[] sizes = ClassSizes.of(target);
        int wanted = ClassSizes.wanted(sizes, hyperparameters.number(ClassSizes.SHARE));
        if (Arrays.stream(sizes).noneMatch(size -> size > 0 && size < wanted)) return training;
        Nominal nominal = Nominal.of(training);
        checkComplete(training, nominal);
        SplittableRandom random = new SplittableRandom(context.seed());
        Made made = new Made(training, target, nominal);
        for (int label = 0; label < sizes.length; label++) {
            if (sizes[label] == 0 || sizes[label] >= wanted) continue;
            int[] rows = ClassSizes.rows(target, label);
            SmoteClass ofClass = new SmoteClass(training, rows, nominal, hyperparameters.integer(NEIGHBOURS));
            for (int i = sizes[label]; i < wanted; i++) {
                context.checkCancelled();
                made.add(ofClass, random);
            }
        }
        return made.all();
    }

    private void checkComplete(TrainingData training, Nominal nominal) {
        boolean[] number = new boolean[training.features().dimension()];
        for (int position : nominal.numbers()) number[position] = true;
        FeatureMatrix features = training.features();
        for (int entry = 0; entry < features.start(features.rows()); entry++) {
            int position = features.index(entry);
            if (!number[position] || !Double.isNaN(features.value(entry))) continue;
            throw new DataException("Expected no missing values for SMOTE but feature '"
                    + training.names().get(position).name() + "' is missing in a training row. Add Impute before the "
                    + "learner, or use OverSample.");
        }
    }

    /** The given rows, and those that were made up so far. */
    private static final class Made {
        private final TrainingData training;
        private final TargetValues.Classes target;
        private final Nominal nominal;
        private final FeatureMatrix.Builder features;
        private final List<Integer> from = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();
        private final FeatureVector vector;

        Made(TrainingData training, TargetValues.Classes target, Nominal nominal) {
            this.training = training;
            this.target = target;
            this.nominal = nominal;
            this.features = new FeatureMatrix.Builder(training.features().dimension(), 2 * training.rows());
            this.vector = new FeatureVector(training.features().dimension());
            for (int row = 0; row < training.rows(); row++) {
                training.features().row(row, vector);
                features.add(vector);
                from.add(row);
                weights.add(training.weight(row));
            }
        }

        void add(SmoteClass ofClass, SplittableRandom random) {
            int base = random.nextInt(ofClass.size());
            int[] near = ofClass.nearest(base);
            int other = near.length == 0 ? base : near[random.nextInt(near.length)];
            double way = random.nextDouble();
            double[] row = ofClass.dense(base);
            double[] end = ofClass.dense(other);
            boolean[] held = ofClass.held(base, other);
            for (int position : nominal.numbers()) row[position] += way * (end[position] - row[position]);
            for (int category = 0; category < nominal.groups().size(); category++) {
                nominal.write(
                        category, near.length == 0 ? ofClass.value(base, category) : ofClass.most(near, category), row);
            }
            vector.clear();
            for (int position = 0; position < row.length; position++) {
                if (held[position] || row[position] != 0) vector.add(position, row[position]);
            }
            features.add(vector);
            from.add(ofClass.row(base));
            double weight = training.weight(ofClass.row(base));
            weights.add(weight + way * (training.weight(ofClass.row(other)) - weight));
        }

        TrainingData all() {
            int[] rows = from.stream().mapToInt(Integer::intValue).toArray();
            double[] all = weights.stream().mapToDouble(Double::doubleValue).toArray();
            return new TrainingData(
                    features.build(),
                    training.names(),
                    target.rows(rows),
                    training.weights() == null ? null : all,
                    ClassSizes.ties(training.ties(), rows),
                    training.validation());
        }
    }

    static final Codec<Smote> CODEC = Codec.of(
            "smote",
            Smote.class,
            option -> option.hyperparameters.toState(),
            state -> new Smote(DEFAULTS.withState(state)));
}

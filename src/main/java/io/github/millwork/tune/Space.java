package io.github.millwork.tune;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Transformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The hyperparameters of a chain that are searched, those of its learner and those of its steps. Where neither has a
 * range, the learner's own search space is searched. Immutable.
 *
 * @param <P> the kind of prediction
 */
public final class Space<P extends Prediction> {
    private final Chain<P> chain;
    private final List<Dimension> dimensions;
    private final boolean declared; // by the learner, and not by whoever uses it

    private Space(Chain<P> chain, List<Dimension> dimensions, boolean declared) {
        this.chain = chain;
        this.dimensions = dimensions;
        this.declared = declared;
    }

    /**
     * {@return the space that the ranges of a chain span; without ranges the one that its learner declares}
     *
     * @param <P> the kind of prediction
     * @param chain the chain
     */
    public static <P extends Prediction> Space<P> of(Chain<P> chain) {
        Space<P> given = ofRanges(chain);
        if (!given.dimensions.isEmpty()) return given;
        Hyperparameters set = chain.learner().hyperparameters();
        List<Dimension> dimensions = new ArrayList<>();
        chain.learner().searchSpace().ranges().forEach((name, range) -> {
            double initial = set.options(name).isEmpty()
                    ? nearest(range, set.number(name))
                    : Math.max(0, range.choices().indexOf(set.text(name)));
            dimensions.add(new Dimension(Dimension.LEARNER, name, range, set.isWhole(name), initial));
        });
        return new Space<>(chain, List.copyOf(dimensions), true);
    }

    /**
     * {@return the space that the ranges of a chain span; a single point where there are none}
     *
     * @param <P> the kind of prediction
     * @param chain the chain
     */
    public static <P extends Prediction> Space<P> ofRanges(Chain<P> chain) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < chain.steps().size(); i++) {
            add(dimensions, i, chain.steps().get(i).transformer().hyperparameters());
        }
        add(dimensions, Dimension.LEARNER, chain.learner().hyperparameters());
        return new Space<>(chain, List.copyOf(dimensions), false);
    }

    private static void add(List<Dimension> dimensions, int step, Hyperparameters parameters) {
        parameters.ranges().forEach((name, range) -> {
            List<String> options = parameters.options(name);
            double initial = options.isEmpty()
                    ? nearest(range, parameters.initial(name))
                    : Math.max(0, range.choices().indexOf(options.get((int) parameters.initial(name))));
            dimensions.add(new Dimension(step, name, range, parameters.isWhole(name), initial));
        });
    }

    private static double nearest(Range range, double value) {
        if (range.scale() != Range.Scale.VALUES) return Math.max(range.low(), Math.min(range.high(), value));
        return range.values().stream()
                .min((a, b) -> Double.compare(Math.abs(a - value), Math.abs(b - value)))
                .orElse(value);
    }

    /** {@return what is searched, in the order of the steps and then the learner} */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** {@return the chain whose ranges these are} */
    public Chain<P> chain() {
        return chain;
    }

    /** {@return the point that the search begins with: the defaults, or what is nearest to them within the ranges} */
    public List<Double> initial() {
        return plain(dimensions.stream().map(Dimension::initial).toList());
    }

    /**
     * {@return the chain with these values in the place of the ranges}
     *
     * @param point a value for each dimension
     */
    public Chain<P> at(List<Double> point) {
        List<Step> steps = new ArrayList<>(chain.steps());
        for (int i = 0; i < steps.size(); i++) {
            Transformer transformer = steps.get(i).transformer();
            Hyperparameters set = set(i, transformer.hyperparameters(), point);
            Transformer at = transformer.withHyperparameters(set);
            steps.set(i, new Step(steps.get(i).stage(), at instanceof OneOf several ? several.chosen() : at));
        }
        steps.removeIf(step -> step.transformer() instanceof OneOf.Nothing);
        Learner<P> learner = chain.learner();
        Learner<P> set = learner.withHyperparameters(set(Dimension.LEARNER, learner.hyperparameters(), point));
        return new Chain<>(chain.task(), steps, set);
    }

    private Hyperparameters set(int step, Hyperparameters parameters, List<Double> point) {
        Hyperparameters set = parameters;
        for (int d = 0; d < dimensions.size(); d++) {
            if (dimensions.get(d).step() == step) set = set(dimensions.get(d), set, point.get(d));
        }
        return set;
    }

    private static Hyperparameters set(Dimension dimension, Hyperparameters parameters, double value) {
        List<String> choices = dimension.range().choices();
        return choices.isEmpty()
                ? parameters.with(dimension.name(), value)
                : parameters.with(dimension.name(), choices.get((int) value));
    }

    /**
     * {@return the values by the names of the hyperparameters, without those that have no effect; those of steps with the
     * number of the step, from 1; of choices their places in the range, from 0}
     *
     * @param point a value for each dimension
     */
    public Map<String, Double> named(List<Double> point) {
        Map<String, Double> named = new LinkedHashMap<>();
        Map<Integer, Hyperparameters> soFar = new HashMap<>();
        for (int d = 0; d < dimensions.size(); d++) {
            Dimension dimension = dimensions.get(d);
            Hyperparameters own = soFar.computeIfAbsent(dimension.step(), this::open);
            boolean matters = matters(dimension, own);
            soFar.put(dimension.step(), set(dimension, own, point.get(d)));
            if (!matters) continue;
            named.put(name(dimension), point.get(d));
        }
        return named;
    }

    /**
     * {@return the values by the names of the hyperparameters, as {@link #named} has them, with the choices in words}
     *
     * @param point a value for each dimension
     */
    public Map<String, String> words(List<Double> point) {
        Map<String, Double> named = named(point);
        Map<String, String> words = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            String name = name(dimension);
            Double value = named.get(name);
            if (value != null) words.put(name, word(dimension, value));
        }
        return words;
    }

    private String word(Dimension dimension, double value) {
        if (!dimension.range().choices().isEmpty())
            return dimension.range().choices().get((int) value);
        boolean step = dimension.step() != Dimension.LEARNER;
        if (step && chain.steps().get(dimension.step()).transformer() instanceof OneOf several) {
            return several.word(dimension.name(), value);
        }
        return brief(value);
    }

    /**
     * {@return a value in a few digits}
     *
     * @param value the value of a hyperparameter
     */
    public static String brief(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) return Long.toString((long) value);
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static String name(Dimension dimension) {
        String step = dimension.step() == Dimension.LEARNER ? "" : "step " + (dimension.step() + 1) + " ";
        return step + dimension.name();
    }

    /** The point where this chain lies; empty where the space does not have it. */
    Optional<List<Double>> find(Chain<P> wanted) {
        if (wanted.steps().size() != chain.steps().size()) return Optional.empty();
        try {
            List<Double> point = new ArrayList<>();
            for (Dimension dimension : dimensions) {
                Hyperparameters set = dimension.step() == Dimension.LEARNER
                        ? wanted.learner().hyperparameters()
                        : wanted.steps().get(dimension.step()).transformer().hyperparameters();
                double value = value(dimension, set);
                if (!within(dimension.range(), value)) return Optional.empty();
                point.add(value);
            }
            List<Double> plain = plain(point);
            return at(plain).equals(wanted) ? Optional.of(plain) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty(); // another step or learner, which lacks a parameter or still has a range
        }
    }

    private static double value(Dimension dimension, Hyperparameters set) {
        List<String> choices = dimension.range().choices();
        return choices.isEmpty() ? set.number(dimension.name()) : choices.indexOf(set.text(dimension.name()));
    }

    private static boolean within(Range range, double value) {
        if (!range.choices().isEmpty()) return value >= 0;
        if (range.scale() == Range.Scale.VALUES) return range.values().contains(value);
        return range.low() <= value && value <= range.high();
    }

    /** The point at these places between the ends of each range; places that have no effect are not looked at. */
    List<Double> point(double[] unit) {
        List<Double> point = new ArrayList<>();
        for (int d = 0; d < unit.length; d++) point.add(dimensions.get(d).value(unit[d]));
        return plain(point);
    }

    /**
     * {@return the point with the initial value in each dimension that has no effect, given the choices before it: that of a
     * step that was not chosen, or of a kernel that is not used} So each chain is one point.
     *
     * @param point a value for each dimension
     */
    List<Double> plain(List<Double> point) {
        List<Double> plain = new ArrayList<>();
        Map<Integer, Hyperparameters> soFar = new HashMap<>();
        for (int d = 0; d < dimensions.size(); d++) {
            Dimension dimension = dimensions.get(d);
            Hyperparameters own = soFar.computeIfAbsent(dimension.step(), this::open);
            double value = matters(dimension, own) ? point.get(d) : dimension.initial();
            plain.add(value);
            soFar.put(dimension.step(), set(dimension, own, value));
        }
        return List.copyOf(plain);
    }

    private Hyperparameters open(int step) {
        if (step != Dimension.LEARNER)
            return chain.steps().get(step).transformer().hyperparameters();
        return declared ? chain.learner().searchSpace() : chain.learner().hyperparameters();
    }

    private boolean matters(Dimension dimension, Hyperparameters soFar) {
        Transformer step = dimension.step() == Dimension.LEARNER
                ? null
                : chain.steps().get(dimension.step()).transformer();
        if (step instanceof OneOf several) return several.searches(dimension.name(), soFar);
        return soFar.ranges().containsKey(dimension.name());
    }

    /** The places of a point between the ends of each range. */
    double[] unit(List<Double> point) {
        double[] unit = new double[dimensions.size()];
        for (int d = 0; d < unit.length; d++) unit[d] = dimensions.get(d).unit(point.get(d));
        return unit;
    }
}

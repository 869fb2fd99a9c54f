package io.github.millwork.tune;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A step that is left to the search: one of several, each with ranges of its own if it likes. Without {@code tune} it is
 * an error, as a range is. What the search finds is a chain with the chosen step in this place.
 *
 * <pre>{@code
 * .preprocess(OneOf.of(Impute.mean(numeric()), Impute.median(numeric())))
 * .engineer(OneOf.optional(Derive.number("gain", ...)))
 * }</pre>
 */
public final class OneOf implements Transformer {
    private static final String CHOICE = "choice";

    /** A step that does nothing; what an optional step is where it is left out. */
    record Nothing() implements Transformer {
        @Override
        public String describe() {
            return "nothing";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return List.of();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(List::of);
        }
    }

    private final List<Transformer> steps;
    private final Hyperparameters choice;

    private OneOf(List<Transformer> steps, Hyperparameters choice) {
        this.steps = steps;
        this.choice = choice;
    }

    /**
     * {@return a step that is one of these}
     *
     * @param steps at least two steps, the one to begin with first
     */
    public static OneOf of(Transformer... steps) {
        if (steps.length < 2) {
            throw new IllegalArgumentException("Expected at least two steps to choose from but found " + steps.length
                    + ". Use the step itself, or OneOf.optional(step).");
        }
        int last = steps.length - 1;
        Hyperparameters choice = Hyperparameters.none()
                .integer(CHOICE, 0, place -> place >= 0 && place <= last, "from 0 to " + last)
                .with(
                        CHOICE,
                        Range.values(
                                IntStream.rangeClosed(0, last).asDoubleStream().toArray()));
        return new OneOf(List.of(steps), choice);
    }

    /**
     * {@return a step that may be left out}
     *
     * @param step the step, with which the search begins
     */
    public static OneOf optional(Transformer step) {
        return of(step, new Nothing());
    }

    List<Transformer> steps() {
        return steps;
    }

    Hyperparameters choice() {
        return choice;
    }

    OneOf choosing(State saved) {
        return new OneOf(steps, choice.withState(saved));
    }

    /** The step that was chosen; itself where the choice is still open. */
    Transformer chosen() {
        return choice.ranges().isEmpty() ? steps.get(choice.integer(CHOICE)) : this;
    }

    @Override
    public String describe() {
        return "one of " + steps.stream().map(Transformer::describe).collect(Collectors.joining(", "));
    }

    /** Plans as the first of the steps would; the one that is chosen plans for itself. */
    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return steps.get(0).plan(input);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        throw new IllegalStateException("Expected the search to choose " + describe() + ". Call tune.");
    }

    /** The choice, and the open hyperparameters of each step under its number, such as {@code "2.bins"}. */
    @Override
    public Hyperparameters hyperparameters() {
        Hyperparameters all = choice;
        for (int i = 0; i < steps.size(); i++) {
            Hyperparameters own = steps.get(i).hyperparameters();
            for (Map.Entry<String, Range> open : own.ranges().entrySet()) {
                String name = i + 1 + "." + open.getKey();
                all = declared(all, name, own, open.getKey()).with(name, open.getValue());
            }
        }
        return all;
    }

    /**
     * {@return whether a hyperparameter has an effect, given the values of those before it: those of steps that are not
     * chosen have none}
     */
    boolean searches(String name, Hyperparameters soFar) {
        if (name.equals(CHOICE)) return true;
        int chosen = soFar.integer(CHOICE);
        String prefix = chosen + 1 + ".";
        if (!name.startsWith(prefix)) return false;
        Transformer step = withHyperparameters(soFar).steps.get(chosen);
        String own = name.substring(prefix.length());
        if (step instanceof OneOf several) return several.searches(own, several.hyperparameters());
        return step.hyperparameters().ranges().containsKey(own);
    }

    /** What the value of a hyperparameter means: the step that is chosen, or the number. */
    String word(String name, double value) {
        return name.equals(CHOICE) ? steps.get((int) value).describe() : Space.brief(value);
    }

    private static Hyperparameters declared(Hyperparameters all, String name, Hyperparameters own, String ownName) {
        double initial = own.initial(ownName);
        List<String> options = own.options(ownName);
        if (!options.isEmpty()) return all.choice(name, options.get((int) initial), options);
        return own.isWhole(ownName)
                ? all.integer(name, (int) initial, value -> true, "legal")
                : all.number(name, initial, value -> true, "legal");
    }

    @Override
    public OneOf withHyperparameters(Hyperparameters values) {
        List<Transformer> set = IntStream.range(0, steps.size())
                .mapToObj(i -> set(i, steps.get(i), values))
                .toList();
        Hyperparameters made = values.ranges().containsKey(CHOICE)
                ? choice.with(CHOICE, values.ranges().get(CHOICE))
                : choice.with(CHOICE, values.number(CHOICE));
        return new OneOf(set, made);
    }

    private static Transformer set(int place, Transformer step, Hyperparameters values) {
        Hyperparameters own = step.hyperparameters();
        for (String name : step.hyperparameters().ranges().keySet()) {
            String key = place + 1 + "." + name;
            if (values.ranges().containsKey(key)) continue;
            own = own.options(name).isEmpty() ? own.with(name, values.number(key)) : own.with(name, values.text(key));
        }
        return step.withHyperparameters(own);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OneOf that && steps.equals(that.steps) && choice.equals(that.choice);
    }

    @Override
    public int hashCode() {
        return steps.hashCode() * 31 + choice.hashCode();
    }
}

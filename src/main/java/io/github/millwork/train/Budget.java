package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.LimitOption;
import io.github.millwork.stage.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits what a fit may cost: {@code RandomForest.classifier().with(Budget.time(Duration.ofMinutes(2)))}. A
 * fit that goes beyond is given up with a {@link io.github.millwork.data.DataException}; in a search that candidate has
 * failed and the others go on.
 *
 * <p>Time is looked at between steps and by learners on their way; one whose engine cannot be stopped, such as LibLinear, is
 * given up when it ends. Which fits end in time depends on the machine, so a search within a time is not the same everywhere.
 * Heap is measured when the fit has ended, the size of the model likewise.
 *
 * @param time how long the fit may take, with its steps and all that is fitted in folds; empty for no limit
 * @param heapBytes how many bytes of heap the fit may take, about; empty for no limit
 * @param modelBytes how many bytes the model may take when it is saved, before compression; empty for no limit
 */
public record Budget(Optional<Duration> time, OptionalLong heapBytes, OptionalLong modelBytes)
        implements LimitOption<Prediction> {
    /**
     * Checks that limits are above zero.
     *
     * @param time how long the fit may take; empty for no limit
     * @param heapBytes how many bytes of heap the fit may take, about; empty for no limit
     * @param modelBytes how many bytes the model may take when it is saved; empty for no limit
     */
    public Budget {
        boolean sound = time.map(limit -> limit.compareTo(Duration.ZERO) > 0).orElse(true)
                && heapBytes.orElse(1) > 0
                && modelBytes.orElse(1) > 0;
        if (!sound) {
            throw new IllegalArgumentException("Expected limits above zero but found a time of " + time + ", a heap of "
                    + heapBytes + " and a model of " + modelBytes + " bytes.");
        }
    }

    /**
     * {@return a limit of time}
     *
     * @param limit how long the fit may take, with its steps and all that is fitted in folds
     */
    public static Budget time(Duration limit) {
        return new Budget(Optional.of(limit), OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * {@return a limit of heap}
     *
     * @param bytes how many bytes the fit may take, about; garbage that is not collected yet counts
     */
    public static Budget heap(long bytes) {
        return new Budget(Optional.empty(), OptionalLong.of(bytes), OptionalLong.empty());
    }

    /**
     * {@return a limit of the size of the model}
     *
     * @param bytes how many bytes it may take when it is saved, before compression
     */
    public static Budget model(long bytes) {
        return new Budget(Optional.empty(), OptionalLong.empty(), OptionalLong.of(bytes));
    }

    /**
     * {@return these limits and those of another budget, which come before}
     *
     * @param other another budget
     */
    public Budget and(Budget other) {
        return new Budget(
                other.time.or(() -> time),
                other.heapBytes.isPresent() ? other.heapBytes : heapBytes,
                other.modelBytes.isPresent() ? other.modelBytes : modelBytes);
    }

    @Override
    public String describe() {
        List<String> limits = new ArrayList<>();
        time.ifPresent(limit -> limits.add(limit.toString()));
        heapBytes.ifPresent(bytes -> limits.add(bytes + " bytes of heap"));
        modelBytes.ifPresent(bytes -> limits.add(bytes + " bytes of model"));
        return "a budget of " + (limits.isEmpty() ? "nothing" : String.join(", ", limits));
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    private State toState() {
        State state = State.empty();
        if (time.isPresent()) state = state.with("nanos", time.get().toNanos());
        if (heapBytes.isPresent()) state = state.with("heap", heapBytes.getAsLong());
        if (modelBytes.isPresent()) state = state.with("model", modelBytes.getAsLong());
        return state;
    }

    private static Budget read(State state) {
        return new Budget(
                state.has("nanos") ? Optional.of(Duration.ofNanos(state.wide("nanos"))) : Optional.empty(),
                state.has("heap") ? OptionalLong.of(state.wide("heap")) : OptionalLong.empty(),
                state.has("model") ? OptionalLong.of(state.wide("model")) : OptionalLong.empty());
    }

    static final Codec<Budget> CODEC = Codec.of("budget", Budget.class, Budget::toState, Budget::read);
}

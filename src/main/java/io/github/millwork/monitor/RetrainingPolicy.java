package io.github.millwork.monitor;

import java.time.Duration;
import java.util.Optional;

/**
 * When a model is to be fitted anew: on drift, on decay of its score, on a schedule, on new labels, and what is put together
 * of these. It only asks for it; what comes of the fit is another question. An extension point: a policy of the
 * application's own is a function of the evidence. Immutable and thread-safe; those made here are equal by value.
 */
@FunctionalInterface
public interface RetrainingPolicy {
    /**
     * Looks at what has come since the model was fitted, or since it was last tried to fit it anew.
     *
     * @param evidence what has come
     * @return why the model is to be fitted anew, with numbers; empty where it is not
     */
    Optional<RetrainingReason> reason(RetrainingEvidence evidence);

    /**
     * {@return to fit anew where columns or predictions have drifted}
     *
     * @param windows in so many closed windows in a row, at least 1
     * @throws IllegalArgumentException if it is less
     */
    static RetrainingPolicy onDrift(int windows) {
        return new OnDrift(windows);
    }

    /**
     * {@return to fit anew where a score is worse than chance makes it: outside the interval of the last window, and by so much
     * at least}
     *
     * @param metric the name of a metric of the monitor, such as {@code "accuracy"} or {@code "MAE"}
     * @param by how much worse than on the rows held out, in the unit of the metric; 0 for any amount
     * @throws IllegalArgumentException if it is below zero or no number
     */
    static RetrainingPolicy onDecay(String metric, double by) {
        return new OnDecay(metric, by);
    }

    /**
     * {@return to fit anew where a fit did not mend a decay, the score is still worse than chance makes it, and as many labels
     * have come since, by this share, as rows were fitted to then} Beside {@link #onDecay}, which asks again only where it gets
     * worse: where the world changes slowly, what could not be had at first is there a little later.
     *
     * @param metric the name of a metric of the monitor
     * @param share so many new labels for each of those rows
     * @throws IllegalArgumentException if the share is not above zero
     */
    static RetrainingPolicy onLastingDecay(String metric, double share) {
        return new OnLastingDecay(metric, share);
    }

    /**
     * {@return to fit anew after some time}
     *
     * @param every above zero
     * @throws IllegalArgumentException if it is not
     */
    static RetrainingPolicy onSchedule(Duration every) {
        return new OnSchedule(every);
    }

    /**
     * {@return to fit anew after some rows were scored}
     *
     * @param rows at least 1
     * @throws IllegalArgumentException if it is less
     */
    static RetrainingPolicy onRows(long rows) {
        return new OnCount(OnCount.What.ROWS, rows);
    }

    /**
     * {@return to fit anew after the truth of some rows was told}
     *
     * @param labels at least 1
     * @throws IllegalArgumentException if it is less
     */
    static RetrainingPolicy onLabels(long labels) {
        return new OnCount(OnCount.What.LABELS, labels);
    }

    /**
     * {@return to fit anew after the truth of some rows was told, and after twice as many each time that a fit did not better the
     * model} A schedule that finds its pace: as often as it pays where the world moves, ever more seldom where it does not.
     *
     * @param first so many labels after a fit that did; at least 1
     * @param most so many at most
     * @throws IllegalArgumentException if the first is below 1 or above the most
     */
    static RetrainingPolicy onLabels(long first, long most) {
        return new SlowingSchedule(first, most);
    }

    /**
     * {@return to fit anew once there are many labels beside the rows that the model was fitted to} A model that was fitted to
     * few rows, as after a sudden change, is so fitted again soon, and ever more seldom.
     *
     * @param share so many new labels for each of those rows; 1 for twice the rows
     * @throws IllegalArgumentException if it is not above zero
     */
    static RetrainingPolicy onGrowth(double share) {
        return new OnGrowth(share);
    }

    /**
     * {@return to fit anew where this policy asks for it, or another one does}
     *
     * @param other the other one
     */
    default RetrainingPolicy or(RetrainingPolicy other) {
        return new Either(this, other);
    }

    /**
     * {@return to fit anew where both this policy and another one ask for it}
     *
     * @param other the other one
     */
    default RetrainingPolicy and(RetrainingPolicy other) {
        return new Both(this, other);
    }

    /**
     * {@return this policy, which does not ask again too soon after a model was fitted}
     *
     * @param pause how long it is quiet; zero for no time
     * @param labels how many labels must have come since; 0 for none
     * @throws IllegalArgumentException if one is below zero
     */
    default RetrainingPolicy cooldown(Duration pause, long labels) {
        return new Cooldown(this, pause, labels);
    }

    /**
     * {@return this policy, with no more than one fit for so many labels in the long run} What is not used is saved, so that a
     * change is answered at once. Fits that did not better the model count as well; the first of all does not, and there is
     * one at the start.
     *
     * @param labels for so many labels one fit; at least 1
     * @param saved so many fits are saved at most; at least 1
     * @throws IllegalArgumentException if one is below 1
     */
    default RetrainingPolicy budget(long labels, int saved) {
        return new Budget(this, labels, saved);
    }
}

package io.github.millwork;

import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.PairedComparison;
import java.util.List;
import java.util.Optional;

/**
 * What came of {@link Pipeline#refine}: a challenger that was fitted to newer rows, how it did beside the champion, which of
 * them answers now, and why. Immutable.
 *
 * @param <P> the kind of prediction
 * @param challenger the new version; it is in the registry in any case
 * @param champion the version that answered before; empty where there was none
 * @param evaluation how the challenger did on the rows compared
 * @param comparison the challenger, as the first, against the champion; empty where they could not be compared
 * @param guards the same by each metric by which it must not be worse
 * @param known how many of the rows held out were left out, since one of the two had seen them
 * @param leaky whether the challenger failed the leak audit
 * @param promoted whether the challenger answers now
 * @param why why it does or does not, as the history of the registry tells
 */
public record Refinement<P extends Prediction>(
        ModelVersion challenger,
        Optional<ModelVersion> champion,
        Evaluation<P> evaluation,
        Optional<PairedComparison> comparison,
        List<PairedComparison> guards,
        int known,
        boolean leaky,
        boolean promoted,
        String why) {
    /**
     * Copies the guards.
     *
     * @param challenger the new version
     * @param champion the version that answered before
     * @param evaluation how the challenger did on the rows compared
     * @param comparison the challenger, as the first, against the champion
     * @param guards the same by each metric by which it must not be worse
     * @param known how many of the rows held out were left out
     * @param leaky whether the challenger failed the leak audit
     * @param promoted whether the challenger answers now
     * @param why why it does or does not
     */
    public Refinement {
        guards = List.copyOf(guards);
    }

    /** {@return who answers and why, and the scores of the challenger} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(challenger.toString());
        text.append(promoted ? " answers now: " : " is kept beside it: ").append(why);
        comparison.ifPresent(found -> text.append("\n  ").append(found));
        guards.forEach(guard -> text.append("\n  ").append(guard));
        text.append("\n  compared on ").append(evaluation.rows()).append(" rows");
        if (known > 0) text.append("; ").append(known).append(" more were known to one of the two");
        return text.append('\n').append(evaluation).toString();
    }
}

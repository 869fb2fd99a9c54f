package io.github.millwork.stage;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Brings what an {@link Explainer} says of features back to the columns that they are computed from. */
final class ChainExplainer {
    private final RowProgram program;
    private final Explainer explainer;
    private final List<String> labels;
    private final boolean adjusted;
    private final int[][] owners; // for each feature the inputs that it is computed from

    private ChainExplainer(RowProgram program, Explainer explainer, List<String> labels, boolean adjusted) {
        this.program = program;
        this.explainer = explainer;
        this.labels = labels;
        this.adjusted = adjusted;
        List<String> inputs =
                program.inputs().stream().map(RowProgram.Input::column).toList();
        this.owners = program.features().stream()
                .map(feature -> IntStream.range(0, inputs.size())
                        .filter(i -> feature.sources().contains(inputs.get(i)))
                        .toArray())
                .toArray(int[][]::new);
    }

    /**
     * Makes one for a model.
     *
     * @throws IllegalStateException if there is no exact way for it
     */
    static ChainExplainer of(RowProgram program, Model<?> model, String learner, boolean adjusted) {
        Explainer explainer = model.explainer()
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a model whose predictions split exactly into what each column contributes but '"
                                + learner
                                + "' makes one for which there is no exact way"
                                + model.whyUnexplained().map(why -> ": " + why).orElse("")
                                + ". Train a linear model, a tree, a forest or "
                                + "boosted trees where single predictions must be explained, or have it estimated: "
                                + "SampledExplanation.of."));
        return new ChainExplainer(program, explainer, labels(model.outputs()), adjusted);
    }

    private static List<String> labels(Outputs<?> outputs) {
        if (outputs instanceof ClassificationOutputs classes) return classes.labels();
        return outputs instanceof MultiLabelOutputs several ? several.labels() : List.of();
    }

    /**
     * Explains the row that a frame has run.
     *
     * @param frame the row
     * @param outputs what the predicted numbers mean
     * @param numbers the predicted numbers of the row
     */
    Explanation explain(Frame frame, Outputs<?> outputs, double[] numbers) {
        Prediction prediction = outputs.read(numbers, 0);
        List<Explanation.Side> sides = new ArrayList<>();
        for (int raw = 0; raw < explainer.raws(); raw++) sides.add(side(frame, raw));
        if (sides.size() == 1 && labels.size() == 2 && outputs instanceof ClassificationOutputs) {
            int other = 1 - explainer.label(0);
            sides.add(other, sides.get(0).mirrored(labels.get(other), explainer.unit()));
        }
        return Explanation.of(
                prediction, explainer.unit(), adjusted, sides, chosen(sides, outputs, prediction, numbers));
    }

    private Explanation.Side chosen(
            List<Explanation.Side> sides, Outputs<?> outputs, Prediction prediction, double[] numbers) {
        String wanted = null;
        if (prediction instanceof Classification predicted && outputs instanceof ClassificationOutputs classes) {
            wanted = classes.positive() == null ? predicted.label() : classes.positive();
        } else if (outputs instanceof MultiLabelOutputs several) {
            int best = 0;
            for (int i = 1; i < several.labels().size(); i++) if (numbers[i] > numbers[best]) best = i;
            wanted = several.labels().get(best);
        }
        for (Explanation.Side side : sides) {
            if (wanted != null && wanted.equals(side.label())) return side;
        }
        return sides.get(0); // a number, or a class that no training row had
    }

    private Explanation.Side side(Frame frame, int raw) {
        FeatureVector features = frame.features();
        double[] amounts = new double[features.dimension()];
        explainer.contributions(features, raw, amounts);
        double[] values = features.dense(0);
        List<RowProgram.Input> inputs = program.inputs();
        double[] sums = new double[inputs.size()];
        List<List<Contribution.Part>> parts = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) parts.add(new ArrayList<>());
        for (int feature = 0; feature < amounts.length; feature++) {
            if (amounts[feature] == 0) continue;
            String name = program.features().get(feature).name();
            double share = amounts[feature] / owners[feature].length;
            for (int owner : owners[feature]) {
                sums[owner] += share;
                parts.get(owner).add(new Contribution.Part(name, values[feature], share, owners[feature].length));
            }
        }
        List<Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            RowProgram.Input input = inputs.get(i);
            contributions.add(
                    new Contribution(input.column(), input.type(), cell(frame, input), sums[i], parts.get(i)));
        }
        String label = labels.isEmpty() ? null : labels.get(explainer.label(raw));
        return new Explanation.Side(label, explainer.expected(raw), explainer.raw(features, raw), contributions);
    }

    /** The cell that was loaded, as a column would give it. */
    private static @Nullable Object cell(Frame frame, RowProgram.Input input) {
        if (!input.type().fitsDouble()) return frame.object(input.slot());
        double number = frame.number(input.slot());
        if (Double.isNaN(number)) return null;
        return switch (input.type()) {
            case INTEGER -> (long) number;
            case BOOLEAN -> number == 1;
            case DATE -> LocalDate.ofEpochDay((long) number);
            case TIMESTAMP -> Instant.ofEpochMilli((long) number);
            default -> number;
        };
    }
}

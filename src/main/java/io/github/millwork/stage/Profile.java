package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows were like that a pipeline was fitted to, column by column, and what it predicts for them: the reference that
 * a monitor compares with. Made of at most {@value #ROWS} rows (predictions of {@value #PREDICTED}), spread evenly. It
 * depends on nothing but those rows and the pipeline, to the bit. Immutable; equal by value.
 *
 * @param rows how many rows were counted
 * @param inputs the columns that the pipeline reads, in the order of its inputs
 * @param outputs what is looked at of the predictions, see {@link OutputCounts}; empty where it could not predict the rows
 * @param responses for each input the mean of the main output in each of its cells, and last where it is missing; empty as
 *     the outputs
 * @param sample a few of the rows, as the number of the cell of each column in turn, -1 where it is missing; empty where rows
 *     must not be kept
 * @param heldOut whether the outputs are of rows that it was not fitted to; on those that it was fitted to a model is surer
 *     than on any others
 * @param judged a few of the rows held out, with what came true; empty where there are none or rows must not be kept
 */
public record Profile(
        long rows,
        List<ColumnProfile> inputs,
        List<ColumnProfile> outputs,
        List<double[]> responses,
        List<int[]> sample,
        boolean heldOut,
        List<JudgedRow> judged) {
    /** The largest number of rows that are counted. */
    public static final int ROWS = 100_000;

    /** The largest number of predictions that are counted. */
    public static final int PREDICTED = 10_000;

    static final Codec<Profile> CODEC = Codec.of("profile", Profile.class, Profile::encode, Profile::decode);

    /**
     * Copies the lists.
     *
     * @param rows how many rows were counted
     * @param inputs the columns that the pipeline reads, in the order of its inputs
     * @param outputs what is looked at of the predictions; empty where it could not predict the rows
     * @param responses for each input the mean of the main output in each of its cells, and last where it is missing
     * @param sample a few of the rows, as the number of the cell of each column in turn
     * @param heldOut whether the outputs are of rows that it was not fitted to
     * @param judged a few of the rows held out, with what came true
     */
    public Profile {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        responses = List.copyOf(responses);
        sample = List.copyOf(sample);
        judged = List.copyOf(judged);
    }

    /**
     * Makes the profile of the rows that a pipeline was fitted to.
     *
     * @param <P> the kind of prediction
     * @param fitted what predicts them
     * @param rows the rows, with the columns that are read
     * @return their profile
     */
    public static <P extends Prediction> Profile of(Fitted<P> fitted, Dataset rows) {
        return of(fitted, rows, FitContext.of(0));
    }

    /** As above, with threads of the context, on which no bit depends; what fits have in common comes from its cache. */
    static <P extends Prediction> Profile of(Fitted<P> fitted, Dataset rows, FitContext context) {
        return new ProfileMaker<>(fitted, context).of(rows);
    }

    /**
     * {@return this profile with the predictions for rows that the pipeline was not fitted to}
     *
     * @param <P> the kind of prediction
     * @param fitted what predicted them, or pipelines fitted in the same way
     * @param heldOut the rows
     * @param assessment what was predicted for each of them, and what came true
     */
    public <P extends Prediction> Profile withHeldOut(Fitted<P> fitted, Dataset heldOut, Assessment<P> assessment) {
        return new ProfileMaker<>(fitted, FitContext.of(0)).judged(this, heldOut, assessment);
    }

    /** {@return this profile without rows} */
    public Profile withoutRows() {
        return new Profile(rows, inputs, outputs, responses, List.of(), heldOut, List.of());
    }

    private State encode() {
        return State.empty()
                .with("rows", rows)
                .with("inputs", inputs.stream().map(ColumnProfile::toState).toList())
                .with("outputs", outputs.stream().map(ColumnProfile::toState).toList())
                .with(
                        "responses",
                        responses.stream()
                                .map(each -> State.empty().with("means", each))
                                .toList())
                .with("sample", flat(sample))
                .with("held-out", heldOut)
                .with("judged-cells", flat(judged.stream().map(JudgedRow::cells).toList()))
                .with(
                        "judged-out",
                        judged.stream()
                                .flatMapToDouble(row -> Arrays.stream(row.out()))
                                .toArray())
                .with(
                        "judged-truth",
                        judged.stream().mapToDouble(JudgedRow::truth).toArray());
    }

    private static int[] flat(List<int[]> rows) {
        return rows.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static Profile decode(State state) {
        List<ColumnProfile> inputs =
                state.states("inputs").stream().map(ColumnProfile::read).toList();
        List<double[]> responses = state.states("responses").stream()
                .map(each -> each.numbers("means"))
                .toList();
        for (int i = 0; i < responses.size(); i++) {
            if (responses.size() != inputs.size()
                    || responses.get(i).length != inputs.get(i).grid().cells() + 1) {
                throw new BundleException(
                        "Expected a response for each cell of a profile but found others. The file is damaged.");
            }
        }
        double[] truth = state.numbers("judged-truth");
        double[] out = state.numbers("judged-out");
        List<int[]> cells = rows(state.integers("judged-cells"), inputs);
        int width = truth.length == 0 ? 0 : out.length / truth.length;
        if (width * truth.length != out.length || (!inputs.isEmpty() && cells.size() != truth.length)) {
            throw new BundleException("Expected cells and predictions for each of " + truth.length
                    + " rows of a profile but found others. The file is damaged.");
        }
        List<JudgedRow> judged = new ArrayList<>();
        for (int i = 0; i < truth.length; i++) {
            int[] own = inputs.isEmpty() ? new int[0] : cells.get(i);
            judged.add(new JudgedRow(own, Arrays.copyOfRange(out, i * width, (i + 1) * width), truth[i]));
        }
        return new Profile(
                state.wide("rows"),
                inputs,
                state.states("outputs").stream().map(ColumnProfile::read).toList(),
                responses,
                rows(state.integers("sample"), inputs),
                state.flag("held-out"),
                judged);
    }

    private static List<int[]> rows(int[] cells, List<ColumnProfile> inputs) {
        int width = Math.max(1, inputs.size());
        if (cells.length % width != 0) {
            throw new BundleException("Expected a cell for each of " + width + " columns in the rows of a profile but "
                    + "found " + cells.length + " cells. The file is damaged.");
        }
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] >= -1 && cells[i] < inputs.get(i % width).grid().cells()) continue;
            throw new BundleException("Expected the number of a cell in the rows of a profile but found " + cells[i]
                    + ". The file is damaged.");
        }
        return IntStream.range(0, cells.length / width)
                .mapToObj(row -> Arrays.copyOfRange(cells, row * width, (row + 1) * width))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Profile that
                && rows == that.rows
                && inputs.equals(that.inputs)
                && outputs.equals(that.outputs)
                && Arrays.deepEquals(responses.toArray(), that.responses.toArray())
                && Arrays.deepEquals(sample.toArray(), that.sample.toArray())
                && heldOut == that.heldOut
                && judged.equals(that.judged);
    }

    @Override
    public int hashCode() {
        return inputs.hashCode();
    }
}

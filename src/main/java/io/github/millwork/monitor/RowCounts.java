package io.github.millwork.monitor;

import io.github.millwork.data.Cells;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.ColumnCounts;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.OutputCounts;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.RowProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts rows. What is counted in several of these adds up to what one would have counted. One thread at a time. */
final class RowCounts {
    private final Profile reference;
    private final OutputCounts outputs;
    private final ColumnType[] types;
    private final int[] slots;
    private final ColumnCounts[] counts;
    private final int[] cells;
    private final Confidence confidence;
    private RowSample sample = new RowSample();
    private long rows;
    private long refused;
    private String refusal = "";
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    RowCounts(Profile reference, List<RowProgram.Input> inputs, Outputs<?> meaning, OutputCounts outputs) {
        this.reference = reference;
        this.outputs = outputs;
        this.types = inputs.stream().map(RowProgram.Input::type).toArray(ColumnType[]::new);
        this.slots = inputs.stream().mapToInt(RowProgram.Input::slot).toArray();
        this.cells = new int[types.length];
        this.confidence = new Confidence(meaning);
        List<ColumnProfile> columns = new ArrayList<>(reference.inputs());
        columns.addAll(reference.outputs());
        this.counts =
                columns.stream().map(column -> new ColumnCounts(column.grid())).toArray(ColumnCounts[]::new);
    }

    void add(Cells row, double[] out, int at, int width, long time, long nth) {
        for (int i = 0; i < types.length; i++) cells[i] = counts[i].add(types[i], row, slots[i]);
        if (counts.length > types.length) outputs.add(out, at, counts, types.length);
        confidence.add(out, at);
        rows++;
        first = Math.min(first, time);
        last = Math.max(last, time);
        long priority = RowSample.priority(nth);
        if (sample.wants(priority)) {
            sample.add(new SampledRow(priority, cells.clone(), Arrays.copyOfRange(out, at, at + width)));
        }
    }

    void refuse(String why) {
        refused++;
        refusal = why;
    }

    void addAll(RowCounts other) {
        for (int i = 0; i < counts.length; i++) counts[i].add(other.counts[i]);
        confidence.addAll(other.confidence);
        sample.addAll(other.sample);
        rows += other.rows;
        refused += other.refused;
        if (!other.refusal.isEmpty()) refusal = other.refusal;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
    }

    /** What was counted. */
    Observed observed() {
        List<ColumnProfile> profiles = new ArrayList<>();
        int inputs = reference.inputs().size();
        for (int i = 0; i < counts.length; i++) {
            ColumnProfile known =
                    i < inputs ? reference.inputs().get(i) : reference.outputs().get(i - inputs);
            profiles.add(counts[i].profile(known.name(), known.type()));
        }
        return new Observed(
                rows,
                refused,
                refusal,
                first,
                last,
                profiles.subList(0, inputs),
                profiles.subList(inputs, profiles.size()),
                confidence,
                sample.rows());
    }

    /** Takes over what was counted before. */
    void restore(Observed before) {
        int inputs = reference.inputs().size();
        for (int i = 0; i < counts.length; i++) {
            counts[i].add(i < inputs ? before.inputs().get(i) : before.outputs().get(i - inputs));
        }
        confidence.addAll(before.confidence());
        before.sample().forEach(sample::add);
        rows += before.rows();
        refused += before.refused();
        refusal = before.refusal();
        first = Math.min(first, before.first());
        last = Math.max(last, before.last());
    }
}

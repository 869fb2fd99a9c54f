package io.github.millwork.monitor;

import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.State;
import java.util.List;

/** What was counted of the rows of a window. */
record Observed(
        long rows,
        long refused,
        String refusal,
        long first,
        long last,
        List<ColumnProfile> inputs,
        List<ColumnProfile> outputs,
        Confidence confidence,
        List<SampledRow> sample) {
    State toState() {
        return State.empty()
                .with("rows", rows)
                .with("refused", refused)
                .with("refusal", refusal)
                .with("first", first)
                .with("last", last)
                .with("inputs", inputs.stream().map(ColumnProfile::toState).toList())
                .with("outputs", outputs.stream().map(ColumnProfile::toState).toList())
                .with("confidence", confidence.toState())
                .with(
                        "sample",
                        sample.stream()
                                .map(row -> State.empty()
                                        .with("priority", row.priority())
                                        .with("cells", row.cells())
                                        .with("out", row.out()))
                                .toList());
    }

    static Observed read(State state, Outputs<?> meaning, Profile reference) {
        List<ColumnProfile> inputs =
                state.states("inputs").stream().map(ColumnProfile::read).toList();
        List<ColumnProfile> outputs =
                state.states("outputs").stream().map(ColumnProfile::read).toList();
        if (!sameGrids(inputs, reference.inputs()) || !sameGrids(outputs, reference.outputs())) {
            throw new BundleException(
                    "Expected counts over the cells of this pipeline but found others. They were saved by a "
                            + "monitor of another pipeline: begin anew, or load that pipeline.");
        }
        return new Observed(
                state.wide("rows"),
                state.wide("refused"),
                state.has("refusal") ? state.string("refusal") : "",
                state.wide("first"),
                state.wide("last"),
                inputs,
                outputs,
                Confidence.read(state.state("confidence"), meaning),
                state.states("sample").stream()
                        .map(row -> new SampledRow(row.wide("priority"), row.integers("cells"), row.numbers("out")))
                        .toList());
    }

    private static boolean sameGrids(List<ColumnProfile> saved, List<ColumnProfile> known) {
        if (saved.size() != known.size()) return false;
        for (int i = 0; i < saved.size(); i++) {
            if (!saved.get(i).grid().equals(known.get(i).grid())) return false;
        }
        return true;
    }
}

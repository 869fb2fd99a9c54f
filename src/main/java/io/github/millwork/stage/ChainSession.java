package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A frame of a row program, and room for the numbers between model and adjustments. */
final class ChainSession implements RowSession {
    private final RowProgram program;
    private final OutputChain<?> numbers;
    private final Supplier<ChainExplainer> explainer;
    private final Frame frame;
    private final double[][] scratch;

    ChainSession(RowProgram program, OutputChain<?> numbers, Supplier<ChainExplainer> explainer) {
        this.program = program;
        this.numbers = numbers;
        this.explainer = explainer;
        this.frame = program.frame();
        this.scratch = numbers.scratch();
    }

    Frame frame() {
        return frame;
    }

    /** No operation writes into the slot of an input, so they are there after scoring too. */
    @Override
    public Cells cells() {
        return frame;
    }

    @Override
    public void set(int slot, double value) {
        frame.set(slot, value);
    }

    @Override
    public void set(int slot, @Nullable Object value) {
        frame.set(slot, value);
    }

    @Override
    public void score(double[] out, int at) {
        program.run(frame);
        numbers.score(frame.features(), scratch, out, at);
    }

    @Override
    public Explanation explain() {
        ChainExplainer explains = explainer.get();
        double[] out = new double[numbers.outputs().width()];
        score(out, 0);
        return explains.explain(frame, numbers.outputs(), out);
    }

    @Override
    public Map<String, Long> takeUnseen() {
        Map<String, Long> unseen = frame.unseen();
        if (!unseen.isEmpty()) frame.forgetUnseen();
        return unseen;
    }
}

package io.github.millwork.select;

import io.github.millwork.data.Cells;
import io.github.millwork.stage.RowSession;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands the cells of a row to each member, and puts what they say together. One thread at a time. */
final class EnsembleSession implements RowSession {
    private final List<RowSession> members;
    private final SharedInputs inputs;
    private final Voting<?> voting;
    private final double[][] numbers;
    private final Held held;

    /** The cells as they were set, by the slots of the shared inputs. */
    private record Held(double[] numbers, @Nullable Object[] objects) implements Cells {
        @Override
        public double number(int slot) {
            return numbers[slot];
        }

        @Override
        public @Nullable Object object(int slot) {
            return objects[slot];
        }
    }

    EnsembleSession(List<RowSession> members, List<Integer> widths, SharedInputs inputs, Voting<?> voting) {
        this.members = members;
        this.inputs = inputs;
        this.voting = voting;
        this.numbers = widths.stream().map(width -> new double[width]).toArray(double[][]::new);
        int slots = inputs.inputs().size();
        this.held = new Held(new double[slots], new @Nullable Object[slots]);
    }

    @Override
    public void set(int slot, double value) {
        held.numbers[slot] = value;
        inputs.set(members, slot, value);
    }

    @Override
    public void set(int slot, @Nullable Object value) {
        held.objects[slot] = value;
        inputs.set(members, slot, value);
    }

    @Override
    public void score(double[] out, int at) {
        for (int m = 0; m < numbers.length; m++) members.get(m).score(numbers[m], 0);
        voting.combine(numbers, out, at);
    }

    @Override
    public Cells cells() {
        return held;
    }

    @Override
    public Map<String, Long> takeUnseen() {
        Map<String, Long> unseen = new TreeMap<>();
        for (RowSession member : members) {
            member.takeUnseen().forEach((column, cells) -> unseen.merge(column, cells, Math::max));
        }
        return unseen;
    }
}

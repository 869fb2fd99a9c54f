package io.github.millwork.testkit;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Adds a column "shifted", which is "amount" less something learned; wrong in one chosen way, or right. */
final class PlantedStep implements Transformer {
    enum Fault {
        NONE,
        CODEC_FORGETS,
        CHANGES_ITSELF,
        PLANS_ANOTHER_TYPE,
        PLANS_BY_CONTENT,
        COUNTS_FITS,
        REMEMBERS_OTHER_FITS,
        DEPENDS_ON_ORDER,
        LEARNS_FROM_THREADS,
        FITS_IN_A_FIELD,
        FITTED_CODEC_FORGETS,
        FILLS_FORWARD,
        REMEMBERS_THE_FIRST_BATCH,
        TREATS_THE_FIRST_ROW_OF_A_BATCH_APART,
        WRITES_TO_ITS_INPUT,
        WRITES_FRACTIONS_TO_INTEGERS,
        SHARES_A_SCRATCH_FIELD,
        MEANS_ANOTHER,
        READS_THE_TARGET,
        FORGETS_ITS_INPUTS,
        FORGETS_THE_NAMES_OF_DIMENSIONS,
        STUMBLES_OVER_MISSING_CELLS,
        STUMBLES_OVER_NO_ROWS
    }

    private static final AtomicInteger ALL_FITS = new AtomicInteger();

    private final Fault fault;
    private int fits;
    private double most = Double.NEGATIVE_INFINITY;
    private @Nullable Thread fitter;

    PlantedStep(Fault fault) {
        this.fault = fault;
    }

    static final Codec<PlantedStep> CODEC = Codec.of(
            "test.planted",
            PlantedStep.class,
            step -> State.empty().with("fault", step.fault.name()).with("fits", step.fits),
            state -> new PlantedStep(
                    Fault.valueOf(state.string("fault")) == Fault.CODEC_FORGETS
                            ? Fault.NONE
                            : Fault.valueOf(state.string("fault"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "test.planted.fitted",
            Fitted.class,
            fitted -> State.empty().with("fault", fitted.fault.name()).with("centre", fitted.centre),
            state -> new Fitted(
                    Fault.valueOf(state.string("fault")),
                    state.string("fault").equals("FITTED_CODEC_FORGETS") ? 0 : state.number("centre")));

    @Override
    public boolean equals(Object other) {
        return other instanceof PlantedStep that && fault == that.fault;
    }

    @Override
    public int hashCode() {
        return fault.hashCode();
    }

    @Override
    public String describe() {
        return "planted " + fault;
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        Field amount = input.field("amount");
        boolean other = fault == Fault.PLANS_ANOTHER_TYPE
                || (fault == Fault.PLANS_BY_CONTENT && amount.missing() < 0)
                || fault == Fault.WRITES_FRACTIONS_TO_INTEGERS;
        ColumnType type = other ? ColumnType.INTEGER : ColumnType.NUMBER;
        if (fault == Fault.FORGETS_THE_NAMES_OF_DIMENSIONS) type = ColumnType.VECTOR;
        return List.of(new Schema.Rewrite(List.of(), List.of(new Field("shifted", type))));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        if (fault == Fault.CHANGES_ITSELF) fits++;
        Column amount = training.column("amount");
        double centre = 0;
        for (int row = 0; row < amount.size(); row++) {
            if (!amount.isMissing(row)) centre = Math.max(centre, amount.number(row));
            else if (fault == Fault.STUMBLES_OVER_MISSING_CELLS && amount.missingCount() == amount.size())
                throw new NullPointerException("no value");
        }
        if (fault == Fault.STUMBLES_OVER_NO_ROWS && amount.size() == 0) throw new IndexOutOfBoundsException("0 of 0");
        if (fault == Fault.DEPENDS_ON_ORDER && amount.size() > 0) centre = amount.number(amount.size() - 1);
        if (fault == Fault.REMEMBERS_OTHER_FITS) {
            most = Math.max(most, centre);
            centre = most;
        }
        if (fault == Fault.FITS_IN_A_FIELD) {
            // The worst order of turns, each time: whoever follows another thread finds what that one was at.
            Thread self = Thread.currentThread();
            if (fitter != null && fitter != self) centre++;
            fitter = self;
        }
        if (fault == Fault.COUNTS_FITS) centre += ALL_FITS.incrementAndGet();
        if (fault == Fault.LEARNS_FROM_THREADS) centre += context.threads();
        return TransformerFit.of(new Fitted(fault, centre));
    }

    static final class Fitted implements FittedTransformer {
        private final Fault fault;
        private final double centre;
        private final Map<Integer, Double> cache = new ConcurrentHashMap<>();
        private double scratch;
        private @Nullable Thread writer;
        private int row;

        Fitted(Fault fault, double centre) {
            this.fault = fault;
            this.centre = centre;
        }

        @Override
        public List<Operation> operations() {
            List<String> inputs = switch (fault) {
                case READS_THE_TARGET -> List.of("amount", "kind");
                case FORGETS_ITS_INPUTS -> List.of();
                default -> List.of("amount");
            };
            Field shifted = new Field("shifted", ColumnType.NUMBER);
            if (fault == Fault.WRITES_FRACTIONS_TO_INTEGERS) shifted = new Field("shifted", ColumnType.INTEGER);
            if (fault == Fault.FORGETS_THE_NAMES_OF_DIMENSIONS)
                shifted = new Field("shifted", ColumnType.VECTOR, Role.FEATURE, -1, List.of("a"));
            row = 0;
            Operation operation = new Operation(inputs, List.of(shifted), false, this::kernel);
            if (fault != Fault.NONE && fault != Fault.MEANS_ANOTHER) return List.of(operation);
            double said = fault == Fault.MEANS_ANOTHER ? centre + 1 : centre;
            return List.of(operation.meaning(
                    new Meaning.Formulas(Expression.number("amount").minus(said))));
        }

        private Kernel kernel(int[] in, int[] out) {
            boolean[] first = {true};
            return frame -> {
                if (fault == Fault.TREATS_THE_FIRST_ROW_OF_A_BATCH_APART && first[0]) {
                    first[0] = false;
                    frame.set(out[0], 0);
                    return;
                }
                if (fault == Fault.WRITES_TO_ITS_INPUT) frame.set(in[0], frame.number(in[0]) - centre);
                double amount = in.length == 0 ? 1 : frame.number(in[0]) - centre;
                if (fault == Fault.FORGETS_THE_NAMES_OF_DIMENSIONS) {
                    frame.set(out[0], SparseVector.unit(Double.isNaN(amount) ? 0 : 1));
                } else {
                    frame.set(out[0], changed(amount, frame, in));
                }
            };
        }

        private double changed(double amount, Frame frame, int[] in) {
            switch (fault) {
                case FILLS_FORWARD -> {
                    if (!Double.isNaN(amount)) scratch = amount;
                    return scratch;
                }
                case REMEMBERS_THE_FIRST_BATCH -> {
                    return cache.computeIfAbsent(row++, key -> amount);
                }
                case SHARES_A_SCRATCH_FIELD -> {
                    // The worst order of turns, each time: whoever follows another thread reads what that one left.
                    Thread self = Thread.currentThread();
                    double left = scratch;
                    boolean met = writer != null && writer != self;
                    scratch = amount;
                    writer = self;
                    return met ? left : amount;
                }
                case WRITES_FRACTIONS_TO_INTEGERS -> {
                    return amount + 0.5;
                }
                case READS_THE_TARGET -> {
                    return frame.object(in[1]) == null ? 0 : amount;
                }
                default -> {
                    return amount;
                }
            }
        }
    }
}

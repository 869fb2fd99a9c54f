package io.github.millwork.deploy;

import io.github.millwork.data.Cast;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.RowProgram;
import java.util.List;
import java.util.Optional;

/** Reads the numbers that a policy looks at from the rows of a request. Immutable and thread-safe. */
final class ContextReader {
    static final ContextReader NONE =
            new ContextReader(new RowProgram.Input[0], new int[0], new double[0], new double[0]);

    private final RowProgram.Input[] inputs;
    private final int[] places;
    private final double[] means;
    private final double[] deviations;

    private ContextReader(RowProgram.Input[] inputs, int[] places, double[] means, double[] deviations) {
        this.inputs = inputs;
        this.places = places;
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * Makes a reader of some columns of a version.
     *
     * @throws IllegalArgumentException if it does not read them, or they hold no numbers
     */
    static ContextReader of(List<String> columns, ServedModel model, int[] modelPlaces) {
        if (columns.isEmpty()) return NONE;
        List<RowProgram.Input> all = model.fitted().inputs();
        List<String> names = all.stream().map(RowProgram.Input::column).toList();
        RowProgram.Input[] inputs = new RowProgram.Input[columns.size()];
        int[] places = new int[inputs.length];
        double[] means = new double[inputs.length];
        double[] deviations = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int at = names.indexOf(columns.get(i));
            if (at < 0 || !all.get(at).type().fitsDouble()) {
                throw new IllegalArgumentException(
                        "Expected columns of numbers that the version in production reads but "
                                + "found '" + columns.get(i) + "'. "
                                + (at < 0
                                        ? Names.suggest(columns.get(i), names)
                                        : "It is of type " + all.get(at).type().label() + "."));
            }
            inputs[i] = all.get(at);
            places[i] = modelPlaces[at];
            Optional<ColumnProfile> profile = profile(model, columns.get(i));
            means[i] = profile.map(ColumnProfile::mean).filter(Double::isFinite).orElse(0.0);
            deviations[i] = profile.map(ColumnProfile::deviation)
                    .filter(deviation -> deviation > 0)
                    .orElse(1.0);
        }
        return new ContextReader(inputs, places, means, deviations);
    }

    private static Optional<ColumnProfile> profile(ServedModel model, String column) {
        return model.profile()
                .flatMap(known -> known.inputs().stream()
                        .filter(each -> each.name().equals(column))
                        .findFirst());
    }

    /** Reads them from the first row; what is absent or does not suit is refused when the row is predicted. */
    double[] read(RequestRows rows) {
        double[] context = new double[inputs.length];
        if (rows.size() == 0) return context;
        for (int i = 0; i < context.length; i++) {
            Object value = rows.row(0)[places[i]];
            if (value == RequestRows.ABSENT) continue;
            try {
                double number = Cast.number(inputs[i].type(), value, inputs[i].column());
                if (Double.isFinite(number)) context[i] = (number - means[i]) / deviations[i];
            } catch (DataException e) {
                // see above
            }
        }
        return context;
    }
}

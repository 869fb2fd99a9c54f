package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a learner that wants features on like scales is given numbers of which one spreads far more widely than another.
 * That is no error: whoever has measured all in one unit may mean it.
 */
final class LikeScales {
    /** So many times as wide is not what a fold or a draw does to features that were scaled. */
    private static final double UNLIKE = 100;

    private record Spread(String name, double deviation) {}

    private LikeScales() {}

    /**
     * {@return what was found: nothing, or the widest spread over the narrowest} Constants, truth values and features of
     * vectors are left out: levels and words have spreads of their own.
     *
     * @param prepared the training rows as the learner sees them
     * @param learner what is fitted to them
     */
    static List<Finding> look(Dataset prepared, Learner<?> learner) {
        if (!learner.needs().contains(Need.LIKE_SCALES)) return List.of();
        Spread widest = null;
        Spread narrowest = null;
        for (Field field : prepared.schema().features()) {
            if (field.type() != ColumnType.NUMBER && field.type() != ColumnType.INTEGER) continue;
            Spread spread = spread(prepared.column(field.name()));
            if (spread == null) continue;
            if (widest == null || spread.deviation > widest.deviation) widest = spread;
            if (narrowest == null || spread.deviation < narrowest.deviation) narrowest = spread;
        }
        if (widest == null || narrowest == null || !(widest.deviation > UNLIKE * narrowest.deviation)) return List.of();
        String found = "unlike scales, which Scale.standard would mend: spread of '" + widest.name + "' over that of '"
                + narrowest.name + "'";
        return List.of(new Finding(found, widest.deviation / narrowest.deviation));
    }

    private static @Nullable Spread spread(Column column) {
        double mean = 0;
        for (int row = 0; row < column.size(); row++) mean += column.number(row) / column.size();
        double squares = 0;
        for (int row = 0; row < column.size(); row++) {
            squares += (column.number(row) - mean) * (column.number(row) - mean) / column.size();
        }
        double deviation = Math.sqrt(squares);
        boolean constant = deviation <= 1e-13 * Math.abs(mean);
        return constant || !Double.isFinite(deviation) ? null : new Spread(column.name(), deviation);
    }
}

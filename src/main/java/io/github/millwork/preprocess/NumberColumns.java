package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;

import io.github.millwork.data.Columns;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Selection;
import java.util.ArrayList;
import java.util.List;

/** Columns of numbers, of which a step makes other numbers. */
final class NumberColumns {
    private NumberColumns() {}

    static Selection of(Columns columns) {
        return Selection.of(columns, NUMBER, INTEGER);
    }

    /** {@return each of them by itself as a column of numbers} */
    static List<Schema.Rewrite> plan(Columns columns, Schema input) {
        return of(columns).in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), NUMBER))))
                .toList();
    }

    /** {@return all of them together as columns of numbers, with one for each that tells what was missing, if wanted} */
    static List<Schema.Rewrite> planTogether(Columns columns, Schema input, boolean indicator) {
        List<String> names = of(columns).in(input).stream().map(Field::name).toList();
        if (names.isEmpty()) return List.of();
        List<Schema.Rewrite> rewrites = new ArrayList<>();
        rewrites.add(new Schema.Rewrite(
                names, names.stream().map(name -> new Field(name, NUMBER)).toList()));
        if (indicator) names.forEach(name -> rewrites.add(Indicator.plan(name)));
        return rewrites;
    }
}

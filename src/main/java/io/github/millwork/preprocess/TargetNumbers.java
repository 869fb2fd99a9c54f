package io.github.millwork.preprocess;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.TargetValues;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The target of training rows as numbers that can be averaged.
 *
 * @param values the target as such, for dealing rows into folds
 * @param classes the classes, where there are numbers for each of them; else empty
 * @param numbers the number of each row: the target itself, or 1 where it is the class in question and else 0
 */
record TargetNumbers(TargetValues values, List<String> classes, List<double[]> numbers) {
    /** Checks that there is one target column that can be read so. */
    static Field check(Schema schema, boolean perClass) {
        List<Field> targets = schema.fields().stream()
                .filter(field -> field.role() == Role.TARGET)
                .toList();
        if (targets.size() != 1) {
            throw new DataException("Expected one target column to encode categories by but found " + targets.size()
                    + ". Use this step to classify or regress only; Encode.oneHot needs no target.");
        }
        Field target = targets.get(0);
        boolean suits = perClass ? target.type() != ColumnType.NUMBER : true;
        if (suits && target.type() != ColumnType.TEXT && target.type() != ColumnType.VECTOR) return target;
        throw new DataException("Expected the target column '" + target.name() + "' to hold "
                + (perClass ? "classes" : "numbers or classes") + " but it is "
                + target.type().label() + ". " + (perClass ? "Leave perClass out." : "Read it as a category."));
    }

    /** Reads the target; integers are numbers unless shares of classes are asked for. */
    static TargetNumbers of(Dataset training, boolean perClass) {
        Column column = training.column(check(training.schema(), perClass).name());
        if (column.missingCount() > 0) {
            throw new DataException("Expected the target column '" + column.name() + "' to have a value in every row "
                    + "but " + column.missingCount() + " are missing. Leave those rows out.");
        }
        if (!perClass && column.type().isNumeric()) {
            double[] numbers = column.toDoubles();
            for (int row = 0; row < numbers.length; row++) {
                if (Double.isInfinite(numbers[row])) {
                    throw new DataException("Expected finite numbers in the target column '" + column.name()
                            + "' but found " + numbers[row] + " at training row " + row + ". Leave the row out.");
                }
            }
            return new TargetNumbers(new TargetValues.Numbers(numbers), List.of(), List.of(numbers));
        }
        Levels classes = Levels.of(column);
        int[] codes = classes.codes(column);
        TargetValues values = new TargetValues.Classes(classes.known(), codes, null);
        if (perClass) {
            List<double[]> shares = IntStream.range(0, classes.size())
                    .mapToObj(label -> indicator(codes, label))
                    .toList();
            return new TargetNumbers(values, classes.known(), shares);
        }
        if (classes.size() > 2) {
            throw new DataException("Expected two classes in the target column '" + column.name() + "' but found "
                    + Names.list(classes.known()) + ". Add perClass() to encode by the share of each.");
        }
        return new TargetNumbers(values, List.of(), List.of(indicator(codes, 1)));
    }

    private static double[] indicator(int[] codes, int label) {
        return Arrays.stream(codes).mapToDouble(code -> code == label ? 1 : 0).toArray();
    }
}

package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The target of training rows as numbers, for steps that learn from it: encoders, bins, selections. Not to be changed.
 *
 * @param values the target as such, for dealing rows into folds
 * @param classes the classes in ascending order, where there are numbers for each of them; else empty
 * @param numbers the number of each row: the target itself, or 1 where it is the class in question and else 0
 */
public record TargetNumbers(TargetValues values, List<String> classes, List<double[]> numbers) {
    /**
     * Copies the lists.
     *
     * @param values the target as such, for dealing rows into folds
     * @param classes the classes in ascending order, where there are numbers for each of them; else empty
     * @param numbers the number of each row: the target itself, or 1 where it is the class in question and else 0
     */
    public TargetNumbers {
        classes = List.copyOf(classes);
        numbers = List.copyOf(numbers);
    }

    /**
     * Checks that there is one target column, of numbers or classes.
     *
     * @param schema the schema that reaches the step
     * @return the target column
     * @throws DataException if there is none, or several, or it is text or a vector
     */
    public static Field check(Schema schema) {
        List<Field> targets = schema.fields().stream()
                .filter(field -> field.role() == Role.TARGET)
                .toList();
        if (targets.size() != 1) {
            throw new DataException("Expected one target column to learn from but found " + targets.size()
                    + ". Use this step to classify or regress only, or one that needs no target.");
        }
        Field target = targets.get(0);
        if (target.type() != ColumnType.TEXT && target.type() != ColumnType.VECTOR) return target;
        throw new DataException("Expected the target column '" + target.name()
                + "' to hold numbers or classes but it is " + target.type().label() + ". Read it as a category.");
    }

    /**
     * Checks that there is one target column, of classes.
     *
     * @param schema the schema that reaches the step
     * @throws DataException if there is none, or several, or it is no column of classes
     */
    public static void checkClasses(Schema schema) {
        Field target = check(schema);
        if (target.type() != ColumnType.NUMBER) return;
        throw new DataException("Expected the target column '" + target.name() + "' to hold classes but it is number. "
                + "Use a step for numbers, or read it as a category.");
    }

    /**
     * {@return a single number for each row} Numbers and integers are taken as they are; of two classes the first in
     * ascending order is 0 and the second 1.
     *
     * @param training the rows
     * @throws DataException if there is no such target, or it is missing or infinite in a row
     */
    public static TargetNumbers single(Dataset training) {
        Column column = complete(training);
        if (column.type().isNumeric()) return numbers(column);
        TargetValues.Classes classes = classes(column);
        if (classes.labels().size() > 2) {
            throw new DataException("Expected two classes in the target column '" + column.name() + "' but found "
                    + Names.list(classes.labels()) + ". Add perClass() to encode by the share of each.");
        }
        return new TargetNumbers(classes, List.of(), List.of(indicator(classes.codes(), 1)));
    }

    /**
     * {@return for each class whether a row has it; integers and booleans are classes too}
     *
     * @param training the rows
     * @throws DataException if there is no such target, or it is missing in a row
     */
    public static TargetNumbers perClass(Dataset training) {
        checkClasses(training.schema());
        TargetValues.Classes classes = classes(complete(training));
        List<double[]> shares = IntStream.range(0, classes.labels().size())
                .mapToObj(label -> indicator(classes.codes(), label))
                .toList();
        return new TargetNumbers(classes, classes.labels(), shares);
    }

    /**
     * {@return the number of each row where the target is of numbers or integers, else for each class whether it has it}
     *
     * @param training the rows
     * @throws DataException if there is no such target, or it is missing or infinite in a row
     */
    public static TargetNumbers byType(Dataset training) {
        return check(training.schema()).type().isNumeric() ? single(training) : perClass(training);
    }

    private static Column complete(Dataset training) {
        Column column = training.column(check(training.schema()).name());
        if (column.missingCount() == 0) return column;
        throw new DataException("Expected the target column '" + column.name() + "' to have a value in every row but "
                + column.missingCount() + " are missing. Leave those rows out.");
    }

    private static TargetNumbers numbers(Column column) {
        double[] numbers = column.toDoubles();
        for (int row = 0; row < numbers.length; row++) {
            if (Double.isInfinite(numbers[row])) {
                throw new DataException("Expected finite numbers in the target column '" + column.name()
                        + "' but found " + numbers[row] + " at training row " + row + ". Leave the row out.");
            }
        }
        return new TargetNumbers(new TargetValues.Numbers(numbers), List.of(), List.of(numbers));
    }

    private static TargetValues.Classes classes(Column column) {
        return TargetReader.codes(column, TargetReader.labels(column), null);
    }

    private static double[] indicator(int[] codes, int label) {
        return Arrays.stream(codes).mapToDouble(code -> code == label ? 1 : 0).toArray();
    }
}

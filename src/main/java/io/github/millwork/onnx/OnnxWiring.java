package io.github.millwork.onnx;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How columns become the inputs of an ONNX model and one of its outputs the answer. A model with one input takes all columns
 * in their order; one with several takes each column by its name.
 *
 * @param inputs the inputs
 * @param output the output that is read
 * @param columns the number of columns that go in
 */
record OnnxWiring(List<OnnxSession.Place> inputs, String output, int columns) {
    private static final int SHOWN = 5;

    /**
     * {@return the wiring of a model}
     *
     * @param session the model
     * @param wanted the name of the output; empty for the first that holds numbers
     * @param columns the names of the columns
     * @param texts for each column whether it holds strings
     * @throws DataException if they do not suit the inputs; the message names those
     */
    static OnnxWiring of(OnnxSession session, String wanted, List<String> columns, List<Boolean> texts) {
        List<OnnxSession.Place> inputs = session.inputs();
        if (inputs.isEmpty()) {
            throw new DataException(
                    "Expected an ONNX model that reads rows but none of its inputs has the shape rows x "
                            + "columns. Export it with such inputs.");
        }
        if (inputs.size() == 1) checkOne(inputs.get(0), columns, texts);
        else checkEach(inputs, columns, texts);
        return new OnnxWiring(inputs, output(session, wanted), columns.size());
    }

    private static void checkOne(OnnxSession.Place input, List<String> columns, List<Boolean> texts) {
        if (input.columns() >= 0 && input.columns() != columns.size()) {
            throw new DataException("Expected " + input.columns() + " columns for input '" + input.name()
                    + "' of the ONNX model but found " + columns.size() + ": "
                    + Names.list(columns.subList(0, Math.min(SHOWN, columns.size())))
                    + (columns.size() > SHOWN ? " and " + (columns.size() - SHOWN) + " more" : "")
                    + ". Choose as many as it was trained with, in its order.");
        }
        for (int i = 0; i < columns.size(); i++) check(input, columns.get(i), texts.get(i));
    }

    private static void checkEach(List<OnnxSession.Place> inputs, List<String> columns, List<Boolean> texts) {
        List<String> names = inputs.stream().map(OnnxSession.Place::name).toList();
        for (OnnxSession.Place input : inputs) {
            int column = columns.indexOf(input.name());
            if (column < 0 || columns.size() != inputs.size() || input.columns() > 1) {
                throw new DataException(
                        "Expected a column for each input of the ONNX model, by name: " + Names.list(names)
                                + ", but found " + Names.list(columns) + ". Rename the columns, or choose others.");
            }
            check(input, input.name(), texts.get(column));
        }
    }

    private static void check(OnnxSession.Place input, String column, boolean text) {
        if (input.text() == text) return;
        throw new DataException(
                "Expected column '" + column + "' to be " + (input.text() ? "text or a category" : "a number")
                        + " for input '" + input.name() + "' of the ONNX model but it is " + (text ? "not" : "a number")
                        + ". Choose other columns.");
    }

    private static String output(OnnxSession session, String wanted) {
        List<String> names = session.outputs().stream()
                .filter(place -> !place.text())
                .map(OnnxSession.Place::name)
                .toList();
        if (wanted.isEmpty() && !names.isEmpty()) return names.get(0);
        if (names.contains(wanted)) return wanted;
        throw new DataException(
                "Expected an output '" + wanted + "' of the ONNX model that holds numbers, row by row, but "
                        + "there are " + Names.list(names) + ". " + Names.suggest(wanted, names));
    }

    /**
     * {@return the numbers that the model gives for a row}
     *
     * @param session the model
     * @param names the names of the columns
     * @param row the cells of the row: all numbers as doubles, or each cell a Double or String
     */
    double[] answer(OnnxSession session, List<String> names, Object[] row) {
        Map<String, Object> cells = new HashMap<>();
        if (inputs.size() == 1) {
            cells.put(inputs.get(0).name(), together(row));
        } else {
            for (int i = 0; i < row.length; i++) cells.put(names.get(i), together(new Object[] {row[i]}));
        }
        return session.run(cells, 1, output);
    }

    private static Object together(Object[] row) {
        if (row.length > 0 && row[0] instanceof String) return Arrays.copyOf(row, row.length, String[].class);
        return Arrays.stream(row).mapToDouble(cell -> (Double) cell).toArray();
    }

    /** {@return how many numbers the model gives for a row, found by asking it for one of zeros} */
    int width(OnnxSession session, List<String> names) {
        List<Object> row = new ArrayList<>();
        for (String name : names) {
            boolean text = inputs.size() == 1
                    ? inputs.get(0).text()
                    : inputs.stream().anyMatch(input -> input.name().equals(name) && input.text());
            row.add(text ? "" : (Object) 0.0);
        }
        return answer(session, names, row.toArray()).length;
    }
}

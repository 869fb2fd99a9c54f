package io.github.millwork.onnx;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.onnx.OnnxPlace.Kind;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How columns become the inputs of an ONNX model and one of its outputs the answer. A model with one input takes all columns
 * in their order; one with several takes each column by its name.
 *
 * @param use the model, and what was said of it
 * @param wires what goes into each input
 * @param output the output that is read
 */
record OnnxWiring(OnnxUse use, List<Wire> wires, OnnxPlace output) {
    /**
     * A column that is given.
     *
     * @param name what it is called
     * @param text whether it holds strings
     * @param width how many numbers it is in a row
     * @param vector whether it holds vectors
     */
    record Source(String name, boolean text, int width, boolean vector) {
        State toState() {
            return State.empty()
                    .with("name", name)
                    .with("text", text)
                    .with("width", width)
                    .with("vector", vector);
        }

        static Source fromState(State state) {
            return new Source(state.string("name"), state.flag("text"), state.integer("width"), state.flag("vector"));
        }
    }

    /**
     * What goes into an input.
     *
     * @param input the input
     * @param sources the places of the columns
     * @param shape the sizes that what one row gives is read by
     */
    record Wire(OnnxPlace input, int[] sources, List<Long> shape) {
        long[] sizes() {
            return Stream.concat(Stream.of(1L), shape.stream())
                    .mapToLong(Long::longValue)
                    .toArray();
        }
    }

    /**
     * {@return the wiring of a model}
     *
     * @param use the model, and what was said of it
     * @param columns what is given
     * @throws DataException if they do not suit the inputs; the message names those
     */
    static OnnxWiring of(OnnxUse use, List<Source> columns) {
        List<OnnxPlace> inputs = use.session().inputs();
        for (OnnxPlace input : inputs) {
            if (input.takesOneRow()) continue;
            throw new DataException("Expected an ONNX model that takes rows but its input '" + input.name() + "' is "
                    + input + ". Export it with a first dimension that is open, or 1.");
        }
        if (inputs.isEmpty()) {
            throw new DataException(
                    "Expected an ONNX model that takes rows but it has no input. Choose another model.");
        }
        boolean one = inputs.size() == 1;
        if (!one && (use.image() != null || !use.shape().isEmpty())) {
            throw new DataException("Expected one input to be given an image or a shape but the ONNX model has "
                    + inputs.size() + ": " + words(inputs) + ". Leave out what is said of its shape.");
        }
        List<Wire> wires = new ArrayList<>();
        int[] all = IntStream.range(0, columns.size()).toArray();
        for (OnnxPlace input : inputs) {
            int[] sources = one ? all : named(inputs, input, columns);
            List<Source> chosen = Arrays.stream(sources).mapToObj(columns::get).toList();
            for (Source column : chosen) checkType(input, column);
            wires.add(new Wire(input, sources, OnnxShapes.of(input, use, chosen)));
        }
        return new OnnxWiring(use, List.copyOf(wires), output(use));
    }

    private static int[] named(List<OnnxPlace> inputs, OnnxPlace input, List<Source> columns) {
        List<String> names = columns.stream().map(Source::name).toList();
        int column = names.indexOf(input.name());
        if (column >= 0 && columns.size() == inputs.size()) return new int[] {column};
        throw new DataException("Expected a column for each input of the ONNX model, by name: " + words(inputs)
                + ", but found " + Names.list(names) + ". Rename the columns, or choose others.");
    }

    private static String words(List<OnnxPlace> places) {
        return String.join(
                ", ",
                places.stream()
                        .map(place -> "'" + place.name() + "' (" + place + ")")
                        .toList());
    }

    private static void checkType(OnnxPlace input, Source column) {
        if (input.text() == column.text()) return;
        throw new DataException("Expected column '" + column.name() + "' to be "
                + (input.text() ? "text or a category" : "numbers") + " for input '" + input.name()
                + "' of the ONNX model, " + input + ", but it is "
                + (column.text() ? "text or a category" : "numbers") + ". Choose other columns.");
    }

    /** The one that is wanted, or the first of floats, since exporters may write the index of a class before them. */
    private static OnnxPlace output(OnnxUse use) {
        List<OnnxPlace> numbers = use.session().outputs().stream()
                .filter(place -> place.kind() != Kind.TEXT && place.takesOneRow())
                .toList();
        Stream<OnnxPlace> suitable = use.output().isEmpty()
                ? Stream.concat(numbers.stream().filter(place -> place.kind() != Kind.WHOLE), numbers.stream())
                : numbers.stream().filter(place -> place.name().equals(use.output()));
        OnnxPlace found = suitable.findFirst().orElseThrow(() -> {
            List<String> names = numbers.stream().map(OnnxPlace::name).toList();
            return new DataException("Expected an output '" + use.output()
                    + "' of the ONNX model that holds numbers, row by row, but there are " + words(numbers) + ". "
                    + Names.suggest(use.output(), names));
        });
        if (use.tokens() != OnnxTokens.UNSAID
                || found.shape().size() != 3
                || found.shape().get(1) > 0) return found;
        throw new DataException("Expected so many numbers for each row in output '" + found.name()
                + "' of the ONNX model but it is " + found + ". Say what becomes of its tokens: meanOfTokens(), "
                + "firstToken() or allTokens().");
    }

    /**
     * {@return what the model says of a row}
     *
     * @param row the cells of the row: of each column a Double, a String or an array of doubles
     */
    double[] answer(Object[] row) {
        return answered(row).numbers();
    }

    private OnnxAnswer answered(Object[] row) {
        Map<String, OnnxCells> given = new HashMap<>();
        for (Wire wire : wires) {
            given.put(wire.input().name(), new OnnxCells(content(wire, row), wire.sizes()));
        }
        OnnxAnswer answer = use.session().answer(given, output.name());
        if (answer.shape().length > 0 && answer.shape()[0] != 1) {
            throw new DataException("Expected one row from output '" + output.name()
                    + "' of the ONNX model for one row but its shape is " + Arrays.toString(answer.shape())
                    + ". Choose another output.");
        }
        return new OnnxAnswer(use.tokens().of(answer, output.name(), given), new long[] {1}, answer.classes());
    }

    private Object content(Wire wire, Object[] row) {
        Stream<Object> cells = Arrays.stream(wire.sources()).mapToObj(i -> row[i]);
        if (wire.input().text()) return cells.toArray(String[]::new);
        double[] numbers = cells.flatMapToDouble(cell -> cell instanceof double[] many
                        ? Arrays.stream(many)
                        : Arrays.stream(new double[] {(Double) cell}))
                .toArray();
        OnnxImage image = use.image();
        if (image == null) return numbers;
        return image.arranged(numbers, wire.shape(), wire.input().kind() == Kind.WHOLE);
    }

    /** {@return what the model says of a row of zeros and empty strings: how many numbers, and what they are for} */
    OnnxAnswer tried(List<Source> columns) {
        Object[] row = columns.stream()
                .map(column -> column.text() ? "" : (Object) new double[column.width()])
                .toArray();
        return answered(row);
    }
}

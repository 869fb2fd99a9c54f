package io.github.millwork.onnx;

import io.github.millwork.data.Term;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Says expressions in ONNX. A number or condition is a column of doubles, NaN where it is missing; a text is a column of
 * strings, empty where it is missing.
 */
final class FormulaNodes {
    private static final Map<String, String> SAME = Map.of(
            "plus",
            "Add",
            "minus",
            "Sub",
            "times",
            "Mul",
            "divided_by",
            "Div",
            "pow",
            "Pow",
            "log",
            "Log",
            "exp",
            "Exp",
            "sqrt",
            "Sqrt",
            "abs",
            "Abs");

    private final GraphBuilder graph;
    private final UnaryOperator<String> columns;

    /**
     * Says expressions over some columns.
     *
     * @param graph where the nodes go
     * @param columns gives the tensor of a column
     */
    FormulaNodes(GraphBuilder graph, UnaryOperator<String> columns) {
        this.graph = graph;
        this.columns = columns;
    }

    /**
     * {@return the tensor of an expression}
     *
     * @throws IllegalArgumentException if ONNX has no operator for a part of it
     */
    String of(Term term) {
        String same = SAME.get(term.operator());
        if (same != null) {
            return graph.node(
                    same,
                    term.operands().stream().map(operand -> of((Term) operand)).toArray(String[]::new));
        }
        return switch (term.operator()) {
            case "number", "flag", "text" ->
                columns.apply((String) term.operands().get(0));
            case "constant" -> graph.number((Double) term.operands().get(0));
            case "literal" -> graph.strings(List.of((String) term.operands().get(0)), 1, 1);
            case "negated" -> graph.node("Neg", of(term.term(0)));
            case "min" -> complete("Min", term);
            case "max" -> complete("Max", term);
            case "less" -> judged("Less", term);
            case "at_most" -> judged("LessOrEqual", term);
            case "equal" -> judged("Equal", term);
            case "coalesce_number" -> coalesce(missing(of(term.term(0))), term);
            case "coalesce_text" -> coalesce(empty(of(term.term(0))), term);
            case "missing_number" -> truth(missing(of(term.term(0))));
            case "missing_text" -> truth(empty(of(term.term(0))));
            case "not" -> graph.node("Sub", graph.number(1), of(term.term(0)));
            case "and" -> decided(0, "Mul", term);
            case "or" -> decided(1, "Add", term);
            case "if_number" -> choice(graph.number(Double.NaN), term);
            case "if_text" -> choice(graph.strings(List.of(""), 1, 1), term);
            case "is" -> is(term);
            default -> throw new IllegalArgumentException("ONNX has no operator for '" + term.operator() + "'");
        };
    }

    private String missing(String numbers) {
        return graph.node("IsNaN", numbers);
    }

    private String empty(String texts) {
        return graph.cast(oneOf(texts, ""), GraphBuilder.BOOL);
    }

    /** 1 for one string, 0 for the others. */
    private String oneOf(String texts, String value) {
        return graph.ml(
                "LabelEncoder",
                List.of(
                        GraphBuilder.listOfTexts("keys_strings", List.of(value)),
                        GraphBuilder.listOfIntegers("values_int64s", List.of(1L)),
                        GraphBuilder.integer("default_int64", 0)),
                texts);
    }

    private String truth(String condition) {
        return graph.cast(condition, GraphBuilder.DOUBLE);
    }

    /** The result of an operator on two numbers, missing where one is; ONNX leaves that open for some. */
    private String complete(String operator, Term term) {
        String a = of(term.term(0));
        String b = of(term.term(1));
        return ifBoth(a, b, graph.node(operator, a, b));
    }

    private String judged(String operator, Term term) {
        String a = of(term.term(0));
        String b = of(term.term(1));
        return ifBoth(a, b, truth(graph.node(operator, a, b)));
    }

    private String ifBoth(String a, String b, String result) {
        return graph.node("Where", graph.node("Or", missing(a), missing(b)), graph.number(Double.NaN), result);
    }

    private String coalesce(String absent, Term term) {
        return graph.node("Where", absent, of(term.term(1)), of(term.term(0)));
    }

    /** Where either is the deciding value it is the result; else both are the other one, or one is missing. */
    private String decided(double by, String otherwise, Term term) {
        String a = of(term.term(0));
        String b = of(term.term(1));
        String value = graph.number(by);
        String either = graph.node("Or", graph.node("Equal", a, value), graph.node("Equal", b, value));
        return graph.node("Where", either, value, graph.node(otherwise, a, b));
    }

    private String choice(String absent, Term term) {
        String holds = of(term.term(0));
        String chosen =
                graph.node("Where", graph.node("Equal", holds, graph.number(1)), of(term.term(1)), of(term.term(2)));
        return graph.node("Where", missing(holds), absent, chosen);
    }

    private String is(Term term) {
        boolean second = term.term(1).operator().equals("literal");
        Term literal = second ? term.term(1) : term.term(0);
        if (!literal.operator().equals("literal")) {
            throw new IllegalArgumentException("ONNX has no operator for the equality of two texts");
        }
        String value = (String) literal.operands().get(0);
        String texts = of(second ? term.term(0) : term.term(1));
        if (value.isEmpty()) return graph.node("Add", graph.number(Double.NaN), truth(empty(texts)));
        return graph.node(
                "Where", empty(texts), graph.number(Double.NaN), graph.cast(oneOf(texts, value), GraphBuilder.DOUBLE));
    }
}

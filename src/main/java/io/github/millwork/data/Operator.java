package io.github.millwork.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operators of {@link Expression}: what they take and what they give. {@link OperatorCode} compiles them. */
enum Operator {
    NUMBER(Kind.NUMBER, Kind.STRING),
    CONSTANT(Kind.NUMBER, Kind.DOUBLE),
    TEXT(Kind.TEXT, Kind.STRING),
    LITERAL(Kind.TEXT, Kind.STRING),
    FLAG(Kind.CONDITION, Kind.STRING),
    PLUS(Double::sum),
    MINUS((a, b) -> a - b),
    TIMES((a, b) -> a * b),
    DIVIDED_BY((a, b) -> a / b),
    POW(StrictMath::pow),
    MIN(Math::min),
    MAX(Math::max),
    LOG(StrictMath::log),
    EXP(StrictMath::exp),
    SQRT(Math::sqrt),
    ABS(Math::abs),
    NEGATED(a -> -a),
    COALESCE_NUMBER(Kind.NUMBER, Kind.NUMBER, Kind.NUMBER),
    IF_NUMBER(Kind.NUMBER, Kind.CONDITION, Kind.NUMBER, Kind.NUMBER),
    LENGTH(Kind.NUMBER, Kind.TEXT),
    LOWER(Kind.TEXT, Kind.TEXT),
    TRIMMED(Kind.TEXT, Kind.TEXT),
    CONCAT(Kind.TEXT, Kind.TEXT, Kind.TEXT),
    COALESCE_TEXT(Kind.TEXT, Kind.TEXT, Kind.TEXT),
    IF_TEXT(Kind.TEXT, Kind.CONDITION, Kind.TEXT, Kind.TEXT),
    LESS(Kind.CONDITION, Kind.NUMBER, Kind.NUMBER),
    AT_MOST(Kind.CONDITION, Kind.NUMBER, Kind.NUMBER),
    EQUAL(Kind.CONDITION, Kind.NUMBER, Kind.NUMBER),
    MISSING_NUMBER(Kind.CONDITION, Kind.NUMBER),
    MISSING_TEXT(Kind.CONDITION, Kind.TEXT),
    IS(Kind.CONDITION, Kind.TEXT, Kind.TEXT),
    CONTAINS(Kind.CONDITION, Kind.TEXT, Kind.TEXT),
    AND(Kind.CONDITION, Kind.CONDITION, Kind.CONDITION),
    OR(Kind.CONDITION, Kind.CONDITION, Kind.CONDITION),
    NOT(Kind.CONDITION, Kind.CONDITION);

    /** What an operand is: an expression of some kind, or a plain string or double. */
    enum Kind {
        NUMBER,
        TEXT,
        CONDITION,
        STRING,
        DOUBLE
    }

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Operator::label, Function.identity()));

    private final Kind result;
    private final List<Kind> takes;
    private final @Nullable DoubleBinaryOperator binary;
    private final @Nullable DoubleUnaryOperator unary;

    Operator(Kind result, Kind... takes) {
        this(result, List.of(takes), null, null);
    }

    Operator(DoubleBinaryOperator binary) {
        this(Kind.NUMBER, List.of(Kind.NUMBER, Kind.NUMBER), binary, null);
    }

    Operator(DoubleUnaryOperator unary) {
        this(Kind.NUMBER, List.of(Kind.NUMBER), null, unary);
    }

    Operator(
            Kind result, List<Kind> takes, @Nullable DoubleBinaryOperator binary, @Nullable DoubleUnaryOperator unary) {
        this.result = result;
        this.takes = takes;
        this.binary = binary;
        this.unary = unary;
    }

    Kind result() {
        return result;
    }

    /** The function of an arithmetic operator on two numbers, null for the others. */
    @Nullable
    DoubleBinaryOperator binary() {
        return binary;
    }

    /** The function of an arithmetic operator on one number, null for the others. */
    @Nullable
    DoubleUnaryOperator unary() {
        return unary;
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Call call(Object... operands) {
        return new Call(label(), List.of(operands));
    }

    static Operator of(Call call) {
        Operator operator = BY_NAME.get(call.name());
        if (operator != null) return operator;
        throw new IllegalArgumentException("Expected an operator but found '" + call.name() + "'. "
                + Names.suggest(call.name(), BY_NAME.keySet().stream().sorted().toList()));
    }

    static Call callOf(Expression expression) {
        if (expression instanceof NumberExpression number) return number.call();
        if (expression instanceof TextExpression text) return text.call();
        return ((Condition) expression).call();
    }

    /** Checks that each operator of a call that was read has the operands it takes. */
    static Call checked(Call call) {
        Operator operator = of(call);
        boolean fits = call.operands().size() == operator.takes.size();
        for (int i = 0; fits && i < operator.takes.size(); i++) {
            Object operand = call.operands().get(i);
            fits = switch (operator.takes.get(i)) {
                case STRING -> operand instanceof String;
                case DOUBLE -> operand instanceof Double;
                default -> operand instanceof Call inner && of(checked(inner)).result == operator.takes.get(i);
            };
        }
        if (fits) return call;
        String wanted = operator.takes.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "(", ")"));
        throw new IllegalArgumentException("Expected " + call.name() + wanted + " but found " + call.shown() + ".");
    }

    static void collectColumns(Call call, Set<String> into) {
        Operator operator = of(call);
        if (operator.readsColumn()) into.add((String) call.operands().get(0));
        else for (Call inner : call.calls()) collectColumns(inner, into);
    }

    static void checkColumns(Call call, Schema schema) {
        Operator operator = of(call);
        if (!operator.readsColumn()) {
            for (Call inner : call.calls()) checkColumns(inner, schema);
            return;
        }
        Field field = schema.field((String) call.operands().get(0));
        boolean fits = switch (operator) {
            case NUMBER -> field.type().isNumeric() || field.type() == ColumnType.BOOLEAN;
            case TEXT -> field.type().isString();
            default -> field.type() == ColumnType.BOOLEAN;
        };
        if (!fits) {
            String wanted = operator == NUMBER ? "a number" : operator == TEXT ? "a category or text" : "a boolean";
            throw new DataException("Expected column '" + field.name() + "' to be " + wanted + " in the expression "
                    + call + " but it is " + field.type().label()
                    + ". Use another column, or read it with another type.");
        }
    }

    private boolean readsColumn() {
        return this == NUMBER || this == TEXT || this == FLAG;
    }
}

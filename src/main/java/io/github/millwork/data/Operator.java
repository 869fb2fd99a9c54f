package io.github.millwork.data;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The operators of {@link Expression}: what they take, what they give, and how they are compiled. */
enum Operator {
    NUMBER(Kind.NUMBER, "column"),
    CONSTANT(Kind.NUMBER, "value"),
    TEXT(Kind.TEXT, "column"),
    LITERAL(Kind.TEXT, "column"),
    FLAG(Kind.CONDITION, "column"),
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
    COALESCE_NUMBER(Kind.NUMBER, "number", "number"),
    IF_NUMBER(Kind.NUMBER, "condition", "number", "number"),
    LENGTH(Kind.NUMBER, "text"),
    LOWER(Kind.TEXT, "text"),
    TRIMMED(Kind.TEXT, "text"),
    CONCAT(Kind.TEXT, "text", "text"),
    COALESCE_TEXT(Kind.TEXT, "text", "text"),
    IF_TEXT(Kind.TEXT, "condition", "text", "text"),
    LESS(Kind.CONDITION, "number", "number"),
    AT_MOST(Kind.CONDITION, "number", "number"),
    EQUAL(Kind.CONDITION, "number", "number"),
    MISSING_NUMBER(Kind.CONDITION, "number"),
    MISSING_TEXT(Kind.CONDITION, "text"),
    IS(Kind.CONDITION, "text", "text"),
    CONTAINS(Kind.CONDITION, "text", "text"),
    AND(Kind.CONDITION, "condition", "condition"),
    OR(Kind.CONDITION, "condition", "condition"),
    NOT(Kind.CONDITION, "condition");

    /** What an expression evaluates to. */
    enum Kind {
        NUMBER,
        TEXT,
        CONDITION
    }

    private final Kind result;
    private final List<String> takes;
    private final @Nullable DoubleBinaryOperator binary;
    private final @Nullable DoubleUnaryOperator unary;

    Operator(Kind result, String... takes) {
        this(result, List.of(takes), null, null);
    }

    Operator(DoubleBinaryOperator binary) {
        this(Kind.NUMBER, List.of("number", "number"), binary, null);
    }

    Operator(DoubleUnaryOperator unary) {
        this(Kind.NUMBER, List.of("number"), null, unary);
    }

    Operator(
            Kind result,
            List<String> takes,
            @Nullable DoubleBinaryOperator binary,
            @Nullable DoubleUnaryOperator unary) {
        this.result = result;
        this.takes = takes;
        this.binary = binary;
        this.unary = unary;
    }

    Kind result() {
        return result;
    }

    Call call(Object... operands) {
        return new Call(name().toLowerCase(Locale.ROOT), List.of(operands));
    }

    static Operator of(Call call) {
        for (Operator operator : values()) {
            if (operator.name().toLowerCase(Locale.ROOT).equals(call.name())) return operator;
        }
        throw new IllegalArgumentException("Expected an operator but found '" + call.name() + "' in " + call + ".");
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
                case "column" -> operand instanceof String;
                case "value" -> operand instanceof Double;
                default ->
                    operand instanceof Call inner
                            && of(checked(inner)).result.name().equalsIgnoreCase(operator.takes.get(i));
            };
        }
        if (!fits) {
            throw new IllegalArgumentException("Expected " + call.name() + operator.takes + " but found " + call + ".");
        }
        return call;
    }

    static void collectColumns(Call call, Set<String> into) {
        Operator operator = of(call);
        if (operator.readsColumn()) into.add((String) call.operands().get(0));
        else call.calls().forEach(inner -> collectColumns(inner, into));
    }

    static void checkColumns(Call call, Schema schema) {
        Operator operator = of(call);
        if (!operator.readsColumn()) {
            call.calls().forEach(inner -> checkColumns(inner, schema));
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

    ToDoubleFunction<Cells> compileNumber(Call call, ToIntFunction<String> slotOf) {
        if (binary != null) {
            DoubleBinaryOperator function = binary;
            ToDoubleFunction<Cells> a = number(call, 0, slotOf);
            ToDoubleFunction<Cells> b = number(call, 1, slotOf);
            // pow(x, 0) and pow(1, y) are 1 in Java even for NaN: missing must stay missing.
            return cells -> {
                double left = a.applyAsDouble(cells);
                double right = b.applyAsDouble(cells);
                return Double.isNaN(left) || Double.isNaN(right) ? Double.NaN : function.applyAsDouble(left, right);
            };
        }
        if (unary != null) {
            DoubleUnaryOperator function = unary;
            ToDoubleFunction<Cells> a = number(call, 0, slotOf);
            return cells -> function.applyAsDouble(a.applyAsDouble(cells));
        }
        return switch (this) {
            case NUMBER, FLAG -> {
                int slot = slotOf.applyAsInt((String) call.operands().get(0));
                yield cells -> cells.number(slot);
            }
            case CONSTANT -> {
                double value = (Double) call.operands().get(0);
                yield cells -> value;
            }
            case LENGTH -> {
                Function<Cells, @Nullable String> text = text(call, 0, slotOf);
                yield cells -> {
                    String value = text.apply(cells);
                    return value == null ? Double.NaN : value.codePointCount(0, value.length());
                };
            }
            case MISSING_TEXT -> {
                Function<Cells, @Nullable String> text = text(call, 0, slotOf);
                yield cells -> text.apply(cells) == null ? 1 : 0;
            }
            case IS -> textPair(call, slotOf, String::equals);
            case CONTAINS -> textPair(call, slotOf, String::contains);
            case MISSING_NUMBER -> {
                ToDoubleFunction<Cells> a = number(call, 0, slotOf);
                yield cells -> Double.isNaN(a.applyAsDouble(cells)) ? 1 : 0;
            }
            case NOT -> {
                ToDoubleFunction<Cells> a = number(call, 0, slotOf);
                yield cells -> 1 - a.applyAsDouble(cells);
            }
            case IF_NUMBER -> {
                ToDoubleFunction<Cells> condition = number(call, 0, slotOf);
                ToDoubleFunction<Cells> then = number(call, 1, slotOf);
                ToDoubleFunction<Cells> otherwise = number(call, 2, slotOf);
                yield cells -> {
                    double holds = condition.applyAsDouble(cells);
                    if (Double.isNaN(holds)) return Double.NaN;
                    return holds == 1 ? then.applyAsDouble(cells) : otherwise.applyAsDouble(cells);
                };
            }
            default -> {
                ToDoubleFunction<Cells> a = number(call, 0, slotOf);
                ToDoubleFunction<Cells> b = number(call, 1, slotOf);
                yield cells -> pair(a.applyAsDouble(cells), b.applyAsDouble(cells));
            }
        };
    }

    /** The operators on two numbers for which a missing operand is not always a missing result. */
    private double pair(double a, double b) {
        return switch (this) {
            case COALESCE_NUMBER -> Double.isNaN(a) ? b : a;
            case AND -> a == 0 || b == 0 ? 0 : Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : 1;
            case OR -> a == 1 || b == 1 ? 1 : Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : 0;
            default -> {
                if (Double.isNaN(a) || Double.isNaN(b)) yield Double.NaN;
                boolean holds = this == LESS ? a < b : this == AT_MOST ? a <= b : a == b;
                yield holds ? 1 : 0;
            }
        };
    }

    private static ToDoubleFunction<Cells> textPair(
            Call call, ToIntFunction<String> slotOf, java.util.function.BiPredicate<String, String> test) {
        Function<Cells, @Nullable String> a = text(call, 0, slotOf);
        Function<Cells, @Nullable String> b = text(call, 1, slotOf);
        return cells -> {
            String left = a.apply(cells);
            String right = b.apply(cells);
            if (left == null || right == null) return Double.NaN;
            return test.test(left, right) ? 1 : 0;
        };
    }

    Function<Cells, @Nullable String> compileText(Call call, ToIntFunction<String> slotOf) {
        return switch (this) {
            case TEXT -> {
                int slot = slotOf.applyAsInt((String) call.operands().get(0));
                yield cells -> (String) cells.object(slot);
            }
            case LITERAL -> {
                String value = (String) call.operands().get(0);
                yield cells -> value.isEmpty() ? null : value;
            }
            case LOWER -> unary(call, slotOf, value -> value.toLowerCase(Locale.ROOT));
            case TRIMMED -> unary(call, slotOf, String::strip);
            case CONCAT -> {
                Function<Cells, @Nullable String> a = text(call, 0, slotOf);
                Function<Cells, @Nullable String> b = text(call, 1, slotOf);
                yield cells -> {
                    String left = a.apply(cells);
                    String right = b.apply(cells);
                    return left == null || right == null ? null : left + right;
                };
            }
            case COALESCE_TEXT -> {
                Function<Cells, @Nullable String> a = text(call, 0, slotOf);
                Function<Cells, @Nullable String> b = text(call, 1, slotOf);
                yield cells -> {
                    String value = a.apply(cells);
                    return value == null ? b.apply(cells) : value;
                };
            }
            case IF_TEXT -> {
                ToDoubleFunction<Cells> condition = number(call, 0, slotOf);
                Function<Cells, @Nullable String> then = text(call, 1, slotOf);
                Function<Cells, @Nullable String> otherwise = text(call, 2, slotOf);
                yield cells -> {
                    double holds = condition.applyAsDouble(cells);
                    if (Double.isNaN(holds)) return null;
                    return holds == 1 ? then.apply(cells) : otherwise.apply(cells);
                };
            }
            default -> throw new IllegalStateException(call + " is no text");
        };
    }

    private static Function<Cells, @Nullable String> unary(
            Call call, ToIntFunction<String> slotOf, Function<String, String> function) {
        Function<Cells, @Nullable String> text = text(call, 0, slotOf);
        return cells -> {
            String value = text.apply(cells);
            String result = value == null ? null : function.apply(value);
            return result == null || result.isEmpty() ? null : result;
        };
    }

    private static ToDoubleFunction<Cells> number(Call call, int operand, ToIntFunction<String> slotOf) {
        Call inner = (Call) Objects.requireNonNull(call.operands().get(operand));
        return of(inner).compileNumber(inner, slotOf);
    }

    private static Function<Cells, @Nullable String> text(Call call, int operand, ToIntFunction<String> slotOf) {
        Call inner = (Call) Objects.requireNonNull(call.operands().get(operand));
        return of(inner).compileText(inner, slotOf);
    }
}

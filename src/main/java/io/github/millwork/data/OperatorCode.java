package io.github.millwork.data;

import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Compiles the calls of an expression to functions without state, which read the cells of a row by slot. */
final class OperatorCode {
    private OperatorCode() {}

    /** Compiles a call whose result is a number or a condition (1, 0, or NaN where it is missing). */
    static ToDoubleFunction<Cells> number(Call call, ToIntFunction<String> slotOf) {
        Operator operator = Operator.of(call);
        DoubleBinaryOperator binary = operator.binary();
        if (binary != null) {
            ToDoubleFunction<Cells> a = number(call, 0, slotOf);
            ToDoubleFunction<Cells> b = number(call, 1, slotOf);
            // pow(x, 0) and pow(1, y) are 1 in Java even for NaN: missing must stay missing.
            return cells -> {
                double left = a.applyAsDouble(cells);
                double right = b.applyAsDouble(cells);
                return Double.isNaN(left) || Double.isNaN(right) ? Double.NaN : binary.applyAsDouble(left, right);
            };
        }
        DoubleUnaryOperator unary = operator.unary();
        if (unary != null) {
            ToDoubleFunction<Cells> a = number(call, 0, slotOf);
            return cells -> unary.applyAsDouble(a.applyAsDouble(cells));
        }
        return switch (operator) {
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
                yield cells -> pair(operator, a.applyAsDouble(cells), b.applyAsDouble(cells));
            }
        };
    }

    /** The operators on two numbers for which a missing operand is not always a missing result. */
    private static double pair(Operator operator, double a, double b) {
        return switch (operator) {
            case COALESCE_NUMBER -> Double.isNaN(a) ? b : a;
            case AND -> a == 0 || b == 0 ? 0 : Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : 1;
            case OR -> a == 1 || b == 1 ? 1 : Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : 0;
            default -> {
                if (Double.isNaN(a) || Double.isNaN(b)) yield Double.NaN;
                boolean holds = operator == Operator.LESS ? a < b : operator == Operator.AT_MOST ? a <= b : a == b;
                yield holds ? 1 : 0;
            }
        };
    }

    private static ToDoubleFunction<Cells> textPair(
            Call call, ToIntFunction<String> slotOf, BiPredicate<String, String> test) {
        Function<Cells, @Nullable String> a = text(call, 0, slotOf);
        Function<Cells, @Nullable String> b = text(call, 1, slotOf);
        return cells -> {
            String left = a.apply(cells);
            String right = b.apply(cells);
            if (left == null || right == null) return Double.NaN;
            return test.test(left, right) ? 1 : 0;
        };
    }

    /** Compiles a call whose result is a string, null where it is missing. */
    static Function<Cells, @Nullable String> text(Call call, ToIntFunction<String> slotOf) {
        return switch (Operator.of(call)) {
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
        return number((Call) call.operands().get(operand), slotOf);
    }

    private static Function<Cells, @Nullable String> text(Call call, int operand, ToIntFunction<String> slotOf) {
        return text((Call) call.operands().get(operand), slotOf);
    }
}

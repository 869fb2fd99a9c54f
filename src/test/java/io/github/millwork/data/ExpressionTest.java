package io.github.millwork.data;

import static io.github.millwork.data.Expression.constant;
import static io.github.millwork.data.Expression.flag;
import static io.github.millwork.data.Expression.literal;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        1,
        -1,
        2.5,
        -2.5,
        1e300,
        -1e300,
        1e-300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Math.PI,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };
    private static final List<String> SLOTS = List.of("a", "b", "c");

    /** Cells by slot: a double is in the number slot, anything else in the object slot. */
    private record Values(Object... cells) implements Cells {
        @Override
        public double number(int slot) {
            return cells[slot] == null ? Double.NaN : (Double) cells[slot];
        }

        @Override
        public Object object(int slot) {
            return cells[slot];
        }
    }

    private static double value(NumberExpression expression, Object... cells) {
        return expression.compile(SLOTS::indexOf).applyAsDouble(new Values(cells));
    }

    private static String value(TextExpression expression, Object... cells) {
        return expression.compile(SLOTS::indexOf).apply(new Values(cells));
    }

    /** True, false, or null where it is missing. */
    private static Boolean value(Condition expression, Object... cells) {
        double holds = expression.compile(SLOTS::indexOf).applyAsDouble(new Values(cells));
        if (Double.isNaN(holds)) return null;
        assertThat(holds).isIn(0.0, 1.0);
        return holds == 1;
    }

    @Nested
    class Numbers {
        private final NumberExpression a = number("a");
        private final NumberExpression b = number("b");

        static Stream<Arguments> binary() {
            NumberExpression a = number("a");
            NumberExpression b = number("b");
            return Stream.of(
                    Arguments.of(a.plus(b), (DoubleBinaryOperator) (x, y) -> x + y),
                    Arguments.of(a.minus(b), (DoubleBinaryOperator) (x, y) -> x - y),
                    Arguments.of(a.times(b), (DoubleBinaryOperator) (x, y) -> x * y),
                    Arguments.of(a.dividedBy(b), (DoubleBinaryOperator) (x, y) -> x / y),
                    Arguments.of(a.min(b), (DoubleBinaryOperator) Math::min),
                    Arguments.of(a.max(b), (DoubleBinaryOperator) Math::max));
        }

        @ParameterizedTest
        @MethodSource("binary")
        void twoAreCombinedAsJavaCombinesThem(NumberExpression expression, DoubleBinaryOperator expected) {
            for (double x : NUMBERS) {
                for (double y : NUMBERS) {
                    assertThat(value(expression, x, y)).isEqualTo((Double) expected.applyAsDouble(x, y));
                }
            }
        }

        static Stream<Arguments> unary() {
            NumberExpression a = number("a");
            return Stream.of(
                    Arguments.of(a.log(), (DoubleUnaryOperator) StrictMath::log),
                    Arguments.of(a.exp(), (DoubleUnaryOperator) StrictMath::exp),
                    Arguments.of(a.sqrt(), (DoubleUnaryOperator) Math::sqrt),
                    Arguments.of(a.abs(), (DoubleUnaryOperator) Math::abs),
                    Arguments.of(a.negated(), (DoubleUnaryOperator) x -> -x),
                    Arguments.of(a.pow(2), (DoubleUnaryOperator) x -> x * x),
                    Arguments.of(a.plus(0.5), (DoubleUnaryOperator) x -> x + 0.5),
                    Arguments.of(a.minus(0.5), (DoubleUnaryOperator) x -> x - 0.5),
                    Arguments.of(a.times(-3), (DoubleUnaryOperator) x -> x * -3),
                    Arguments.of(a.dividedBy(0), (DoubleUnaryOperator) x -> x / 0.0));
        }

        @ParameterizedTest
        @MethodSource("unary")
        void oneIsMappedAsJavaMapsIt(NumberExpression expression, DoubleUnaryOperator expected) {
            for (double x : NUMBERS) {
                assertThat(value(expression, x)).isEqualTo((Double) expected.applyAsDouble(x));
            }
        }

        @Test
        void aPowerOfAMissingNumberIsMissingEvenToTheZeroth() {
            assertThat(value(a.pow(0), Double.NaN)).isNaN();
            assertThat(value(constant(1).pow(Double.NaN))).isNaN();
            assertThat(value(a.pow(0), 5.0)).isEqualTo(1);
            assertThat(value(a.pow(0.5), 9.0)).isEqualTo(3);
            assertThat(value(a.pow(0.5), -9.0)).isNaN();
        }

        @Test
        void anotherStandsInForAMissingOne() {
            assertThat(value(a.orElse(b), 1.0, 2.0)).isEqualTo(1);
            assertThat(value(a.orElse(b), null, 2.0)).isEqualTo(2);
            assertThat(value(a.orElse(b), null, null)).isNaN();
            assertThat(value(a.orElse(7), Double.NaN)).isEqualTo(7);
        }

        @Test
        void theyAreCompared() {
            assertThat(value(a.lessThan(b), 1.0, 2.0)).isTrue();
            assertThat(value(a.lessThan(b), 2.0, 2.0)).isFalse();
            assertThat(value(a.atMost(2), 2.0)).isTrue();
            assertThat(value(a.atMost(b), 2.5, 2.0)).isFalse();
            assertThat(value(a.greaterThan(b), 3.0, 2.0)).isTrue();
            assertThat(value(a.greaterThan(2), 2.0)).isFalse();
            assertThat(value(a.atLeast(b), 2.0, 2.0)).isTrue();
            assertThat(value(a.atLeast(2), 1.0)).isFalse();
            assertThat(value(a.isEqualTo(b), 0.0, -0.0)).isTrue();
            assertThat(value(a.isEqualTo(0.3), 0.1 + 0.2)).isFalse();
            assertThat(value(a.isEqualTo(Double.POSITIVE_INFINITY), Double.POSITIVE_INFINITY))
                    .isTrue();
        }

        @Test
        void aComparisonWithAMissingOneIsMissing() {
            for (Condition condition : List.of(
                    a.lessThan(b), a.atMost(b), a.greaterThan(b), a.atLeast(b), a.isEqualTo(b), b.isEqualTo(a))) {
                assertThat(value(condition, 1.0, null)).isNull();
                assertThat(value(condition, null, null)).isNull();
            }
        }

        @Test
        void missingIsTestedAndNeverMissing() {
            assertThat(value(a.isMissing(), new Object[] {null})).isTrue();
            assertThat(value(a.isMissing(), 1.0)).isFalse();
            assertThat(value(a.dividedBy(a).isMissing(), 0.0)).isTrue();
        }
    }

    @Nested
    class Texts {
        private final TextExpression a = text("a");
        private final TextExpression b = text("b");

        @Test
        void theyAreChanged() {
            assertThat(value(a.lower(), "ÆRØ İ")).isEqualTo("ærø i̇");
            assertThat(value(a.trimmed(), "\u2003 x y\t\n")).isEqualTo("x y");
            assertThat(value(a.plus(b), "x", "y")).isEqualTo("xy");
            assertThat(value(a.plus(literal("!")), "x")).isEqualTo("x!");
            assertThat(value(a.orElse("none"), new Object[] {null})).isEqualTo("none");
            assertThat(value(a.orElse(b), "x", "y")).isEqualTo("x");
        }

        @Test
        void lengthCountsCodePoints() {
            assertThat(value(a.length(), "")).isZero();
            assertThat(value(a.length(), "abc")).isEqualTo(3);
            assertThat(value(a.length(), "😀é")).isEqualTo(2);
            assertThat(value(a.length(), new Object[] {null})).isNaN();
        }

        @Test
        void theyAreComparedCaseAndAll() {
            assertThat(value(a.is("x"), "x")).isTrue();
            assertThat(value(a.is("x"), "X")).isFalse();
            assertThat(value(a.is(b), "x", "x")).isTrue();
            assertThat(value(a.isNot("x"), "y")).isTrue();
            assertThat(value(a.contains("b"), "abc")).isTrue();
            assertThat(value(a.contains("B"), "abc")).isFalse();
            assertThat(value(a.contains("a.c"), "abc")).isFalse();
        }

        @Test
        void whatIsDoneWithAMissingOneIsMissing() {
            for (TextExpression expression : List.of(a.lower(), a.trimmed(), a.plus(b), b.plus(a), a.orElse(a))) {
                assertThat(value(expression, null, "x")).isNull();
            }
            for (Condition condition : List.of(a.is("x"), a.isNot("x"), a.is(b), b.is(a), a.contains("x"))) {
                assertThat(value(condition, null, "x")).isNull();
            }
        }

        @Test
        void theEmptyStringIsMissingWhereverItComesFrom() {
            assertThat(value(a.trimmed(), "   ")).isNull();
            assertThat(value(a.trimmed().isMissing(), "   ")).isTrue();
            assertThat(value(literal(""))).isNull();
            assertThat(value(a.is(""), "x")).isNull();
            assertThat(value(a.isMissing(), new Object[] {null})).isTrue();
            assertThat(value(a.isMissing(), "x")).isFalse();
        }
    }

    @Nested
    class Conditions {
        private final Condition a = flag("a");
        private final Condition b = flag("b");

        private final Double[] three = {1.0, 0.0, null};

        @Test
        void andIsKleenes() {
            Boolean[][] expected = {{true, false, null}, {false, false, false}, {null, false, null}};
            assertTable(a.and(b), expected);
        }

        @Test
        void orIsKleenes() {
            Boolean[][] expected = {{true, true, true}, {true, false, null}, {true, null, null}};
            assertTable(a.or(b), expected);
        }

        private void assertTable(Condition condition, Boolean[][] expected) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertThat(value(condition, three[i], three[j])).isEqualTo(expected[i][j]);
                }
            }
        }

        @Test
        void notOfMissingIsMissing() {
            assertThat(value(a.not(), 1.0)).isFalse();
            assertThat(value(a.not(), 0.0)).isTrue();
            assertThat(value(a.not(), new Object[] {null})).isNull();
            assertThat(value(a.not().not().and(a), 1.0)).isTrue();
        }

        @Test
        void theyChooseBetweenTwoValues() {
            NumberExpression chosen = a.then(number("b"), constant(-1));
            assertThat(value(chosen, 1.0, 5.0)).isEqualTo(5);
            assertThat(value(chosen, 0.0, 5.0)).isEqualTo(-1);
            assertThat(value(chosen, null, 5.0)).isNaN();
            assertThat(value(chosen, 1.0, null)).isNaN();
            TextExpression word = a.then(text("b"), literal("no"));
            assertThat(value(word, 1.0, "yes")).isEqualTo("yes");
            assertThat(value(word, 0.0, "yes")).isEqualTo("no");
            assertThat(value(word, null, "yes")).isNull();
        }
    }

    @Nested
    class AgainstASchema {
        private final Schema schema = Schema.of(List.of(
                new Field("age", ColumnType.INTEGER),
                new Field("height", ColumnType.NUMBER),
                new Field("smoker", ColumnType.BOOLEAN),
                new Field("city", ColumnType.CATEGORY),
                new Field("note", ColumnType.TEXT),
                new Field("born", ColumnType.DATE),
                new Field("bag", ColumnType.VECTOR)));

        @Test
        void numbersIntegersBooleansAndStringsSuit() {
            number("age").plus(number("height")).plus(number("smoker")).check(schema);
            text("city").is(text("note")).and(flag("smoker")).check(schema);
        }

        @Test
        void columnsAreListedInTheOrderOfFirstUse() {
            Condition condition = number("b")
                    .plus(number("a"))
                    .lessThan(number("b"))
                    .and(text("t").is("number"));
            assertThat(condition.columns()).containsExactly("b", "a", "t");
            assertThat(constant(1).columns()).isEmpty();
            assertThat(literal("a").columns()).isEmpty();
        }

        @Test
        void anAbsentColumnIsAnsweredWithTheNearestName() {
            assertThatThrownBy(() -> constant(1).plus(number("hight")).check(schema))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected a column 'hight' but there is none. Did you mean 'height'?");
        }

        @Test
        void aColumnOfAnotherTypeIsAnswered() {
            Map<Expression, String> wrong = Map.of(
                    number("city"),
                            "Expected column 'city' to be a number in the expression number(\"city\") but it is "
                                    + "category. Use another column, or read it with another type.",
                    number("born").plus(1),
                            "Expected column 'born' to be a number in the expression number(\"born\") but "
                                    + "it is date. Use another column, or read it with another type.",
                    text("age"),
                            "Expected column 'age' to be a category or text in the expression text(\"age\") but it "
                                    + "is integer. Use another column, or read it with another type.",
                    flag("age").not(),
                            "Expected column 'age' to be a boolean in the expression flag(\"age\") but it is "
                                    + "integer. Use another column, or read it with another type.",
                    number("bag"),
                            "Expected column 'bag' to be a number in the expression number(\"bag\") but it is "
                                    + "vector. Use another column, or read it with another type.");
            wrong.forEach((expression, message) -> assertThatThrownBy(() -> expression.check(schema))
                    .isInstanceOf(DataException.class)
                    .hasMessage(message));
        }
    }

    static Stream<Function<NumberExpression, Expression>> nestings() {
        return Stream.of(
                NumberExpression::negated,
                inner -> inner.plus(1),
                inner -> constant(1).minus(inner),
                inner -> inner.lessThan(5).then(inner, constant(0)));
    }

    @Test
    void expressionsAreEqualByValue() {
        assertThat(number("a").plus(1))
                .isEqualTo(number("a").plus(1))
                .hasSameHashCodeAs(number("a").plus(1));
        assertThat(number("a").plus(1))
                .isNotEqualTo(number("a").plus(2))
                .isNotEqualTo(number("b").plus(1));
        assertThat(constant(Double.NaN)).isEqualTo(constant(Double.NaN));
        assertThat(constant(0.0)).isNotEqualTo(constant(-0.0));
        assertThat((Object) number("a")).isNotEqualTo(text("a"));
    }

    @Test
    void aCompiledExpressionMayBeUsedByManyThreads() {
        var compiled = number("a").plus(number("b")).times(2).compile(SLOTS::indexOf);
        assertThat(Stream.iterate(0, i -> i + 1)
                        .limit(10_000)
                        .parallel()
                        .allMatch(i -> compiled.applyAsDouble(new Values((double) i, 1.0)) == 2 * (i + 1.0)))
                .isTrue();
    }
}

package io.github.millwork.data;

import static io.github.millwork.data.Expression.constant;
import static io.github.millwork.data.Expression.flag;
import static io.github.millwork.data.Expression.literal;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.parse;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions are saved as they print: what prints must read back as the same, and nothing else may be read. */
class ExpressionTextTest {
    private static final String[] ODD = {
        "",
        " ",
        "a",
        "a b",
        "\"",
        "\\",
        "\\\"",
        "\\\\",
        "\n",
        "\r\n",
        "\t",
        "\u0000",
        ",",
        "()",
        "number(\"a\")",
        "日本",
        "😀",
        "'"
    };

    static Stream<Expression> every() {
        NumberExpression n = number("n");
        TextExpression t = text("t");
        Condition f = flag("f");
        return Stream.of(
                n.plus(n).minus(n).times(n).dividedBy(n).pow(-0.5),
                n.log().exp().sqrt().abs().negated(),
                n.min(constant(1)).max(n.orElse(2)),
                f.then(n, t.length()),
                t.lower().trimmed().plus(literal("x")).orElse("none"),
                f.then(t, literal("")),
                n.lessThan(1)
                        .and(n.atMost(2))
                        .or(n.greaterThan(3))
                        .and(n.atLeast(4).not()),
                n.isEqualTo(n.plus(1)),
                n.isMissing().or(t.isMissing()),
                t.is("a").or(t.isNot("b")).or(t.contains("c")));
    }

    @ParameterizedTest
    @MethodSource("every")
    void everyOperatorIsReadBack(Expression expression) {
        Expression back = parse(expression.toString());
        assertThat(back).isEqualTo(expression).hasToString(expression.toString());
        assertThat(back.getClass()).isEqualTo(expression.getClass());
    }

    @Test
    void noOperatorIsForgottenInTheTestAbove() {
        String all = every().map(Expression::toString).collect(Collectors.joining());
        for (Operator operator : Operator.values()) {
            assertThat(all).contains(operator.name().toLowerCase(java.util.Locale.ROOT) + "(");
        }
    }

    @Test
    void theWrittenFormStaysTheSame() {
        assertThat(number("capital-gain").minus(number("capital-loss")))
                .hasToString("minus(number(\"capital-gain\"), number(\"capital-loss\"))");
        assertThat(number("a").isMissing().or(text("t").is("x\"y\\z\n")).then(constant(1.5), constant(-0.0)))
                .hasToString(
                        "if_number(or(missing_number(number(\"a\")), is(text(\"t\"), literal(\"x\\\"y\\\\z\n\"))), "
                                + "constant(1.5), constant(-0.0))");
    }

    @Test
    void oddStringsAreReadBack() {
        for (String odd : ODD) {
            assertThat(parse(literal(odd).toString())).isEqualTo(literal(odd));
            assertThat(parse(text(odd).is(odd).toString())).isEqualTo(text(odd).is(odd));
        }
    }

    @Test
    void everyDoubleIsReadBackBitForBit() {
        SplittableRandom random = new SplittableRandom(4);
        List<Double> values = new ArrayList<>(List.of(
                0.0,
                -0.0,
                1e22,
                -1e-7,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.MIN_NORMAL,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY));
        for (int i = 0; i < 2_000; i++) values.add(Double.longBitsToDouble(random.nextLong()));
        for (double value : values) {
            NumberExpression back = (NumberExpression) parse(constant(value).toString());
            double read = back.compile(name -> 0).applyAsDouble(null);
            assertThat(Double.doubleToLongBits(read)).isEqualTo(Double.doubleToLongBits(value));
        }
    }

    @Test
    void whiteSpaceBetweenOperandsIsNoHarm() {
        assertThat(parse("  plus( number(\"a\")  ,constant( 1 ) )  "))
                .isEqualTo(number("a").plus(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.0",
                "\"a\"",
                "number",
                "number(",
                "number()",
                "number(\"a\"",
                "number(\"a)",
                "number(\"a\\",
                "number(a)",
                "number(1.0)",
                "number(\"a\", \"b\")",
                "number(\"a\")x",
                "number(\"a\") number(\"b\")",
                "number(number(\"a\"))",
                "Number(\"a\")",
                "constant(\"1\")",
                "constant(one)",
                "constant()",
                "constant(1.0, 2.0)",
                "constant(1,0)",
                "plus(number(\"a\"))",
                "plus(number(\"a\"), text(\"b\"))",
                "plus(number(\"a\"), 1.0)",
                "plus(number(\"a\"), constant(1),)",
                "plus(,)",
                "if_number(number(\"a\"), constant(1), constant(2))",
                "and(flag(\"a\"), number(\"b\"))",
                "not(flag(\"a\"), flag(\"b\"))",
                "eval(\"code\")",
                "lower(literal(\"x\"), literal(\"y\"))",
                "(number(\"a\"))",
                "-number(\"a\")",
                "NaN",
                "constant(NaNs)"
            })
    void whatIsNoExpressionIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theErrorsSayWhatWasExpected() {
        assertThatThrownBy(() -> parse("minus(number(\"a\"), 2.0"))
                .hasMessage(
                        "Expected an expression such as minus(number(\"a\"), 2.0) but found 'minus(number(\"a\"), 2.0', "
                                + "wrong at character 23.");
        assertThatThrownBy(() -> parse("plus(number(\"a\"), 2.0)"))
                .hasMessage("Expected plus(number, number) but found plus(number(\"a\"), 2.0).");
        assertThatThrownBy(() -> parse("plis(number(\"a\"), 2.0)"))
                .hasMessage("Expected an operator but found 'plis'. Did you mean 'plus'?");
    }

    @Test
    void aLongWrongTextIsNotRepeatedInFull() {
        String text = "number(\"" + "x".repeat(100_000);
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void aSumOverHundredsOfColumnsIsReadBackAndCompiled() throws Exception {
        NumberExpression sum = number("c0");
        for (int i = 1; i < Call.DEEPEST; i++) sum = sum.plus(number("c" + i));
        NumberExpression deep = sum;
        onSmallStack(() -> {
            assertThat(parse(deep.toString())).isEqualTo(deep).hasSameHashCodeAs(deep);
            assertThat(deep.columns()).hasSize(Call.DEEPEST);
            double[] ones = new double[Call.DEEPEST];
            Arrays.fill(ones, 1);
            double value = deep.compile(name -> Integer.parseInt(name.substring(1)))
                    .applyAsDouble(new Cells() {
                        @Override
                        public double number(int slot) {
                            return ones[slot];
                        }

                        @Override
                        public Object object(int slot) {
                            throw new AssertionError();
                        }
                    });
            assertThat(value).isEqualTo(Call.DEEPEST);
        });
        assertThatThrownBy(() -> deep.plus(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected an expression that is nested at most 500 deep but found a deeper one. Split it: "
                        + "derive a column of one part first.");
    }

    @Test
    void hostileNestingIsRefusedWithoutOverflow() throws Exception {
        onSmallStack(() -> {
            for (String open : List.of("negated(", "plus(constant(1), ", "not(", "x(")) {
                assertThatThrownBy(() -> parse(open.repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
                String closed = open.repeat(501) + "constant(1)" + ")".repeat(501);
                assertThatThrownBy(() -> parse(closed)).isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    /** Half of what a thread has by default. */
    private static void onSmallStack(Runnable work) throws Exception {
        Throwable[] failure = {null};
        Thread thread = new Thread(null, work, "small stack", 512 * 1024);
        thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
        thread.start();
        thread.join();
        if (failure[0] != null) throw new AssertionError(failure[0]);
    }
}

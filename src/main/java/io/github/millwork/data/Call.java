package io.github.millwork.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A call such as {@code minus(number("a"), 2.0)}: the written form in which expressions and selectors are saved and
 * shown. Operands are calls, strings and doubles; the depth is that of the nesting.
 */
record Call(String name, List<Object> operands, int depth) {
    /** Deep enough for a sum over hundreds of columns, not so deep that work on a call could overflow the stack. */
    static final int DEEPEST = 500;

    private static final int LONGEST_SHOWN = 200;

    Call(String name, List<Object> operands) {
        this(name, List.copyOf(operands), depthOf(operands));
    }

    private static int depthOf(List<Object> operands) {
        int deepest = 0;
        for (Object operand : operands) {
            if (operand instanceof Call inner) deepest = Math.max(deepest, inner.depth);
        }
        if (deepest >= DEEPEST) {
            throw new IllegalArgumentException("Expected an expression that is nested at most " + DEEPEST
                    + " deep but found a deeper one. Split it: derive a column of one part first.");
        }
        return deepest + 1;
    }

    List<String> strings() {
        return operands.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    List<Call> calls() {
        return operands.stream()
                .filter(Call.class::isInstance)
                .map(Call.class::cast)
                .toList();
    }

    /** By the written form, which takes one stack frame for each level of nesting, a tenth of what a record takes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Call that && depth == that.depth && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** The written form, cut off where it is too long for a message. */
    String shown() {
        return cut(toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    private void write(StringBuilder out) {
        out.append(name).append('(');
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0) out.append(", ");
            Object operand = operands.get(i);
            if (operand instanceof Call call) {
                call.write(out);
            } else if (operand instanceof String string) {
                out.append('"')
                        .append(string.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            } else {
                out.append(operand);
            }
        }
        out.append(')');
    }

    static Call parse(String text) {
        Reader reader = new Reader(text);
        Object read = reader.operand(0);
        reader.skip();
        if (!(read instanceof Call call) || reader.at != text.length()) throw reader.wrong();
        return call;
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Object operand(int depth) {
            skip();
            if (at >= text.length() || depth > DEEPEST) throw wrong();
            char first = text.charAt(at);
            if (first == '"') return string();
            return Character.isLetter(first) && !lettersAreNumber() ? call(depth) : number();
        }

        private boolean lettersAreNumber() {
            return text.startsWith("NaN", at) || text.startsWith("Infinity", at);
        }

        private Call call(int depth) {
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) at++;
            String name = text.substring(start, at);
            expect('(');
            List<Object> operands = new ArrayList<>();
            skip();
            if (at < text.length() && text.charAt(at) == ')') {
                at++;
                return new Call(name, operands);
            }
            while (true) {
                operands.add(operand(depth + 1));
                skip();
                if (at < text.length() && text.charAt(at) == ',') at++;
                else break;
            }
            expect(')');
            return new Call(name, operands);
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') at++;
                if (at >= text.length()) throw wrong();
                out.append(text.charAt(at++));
            }
            expect('"');
            return out.toString();
        }

        private Double number() {
            int start = at;
            while (at < text.length() && ",() ".indexOf(text.charAt(at)) < 0) at++;
            try {
                return Double.valueOf(text.substring(start, at));
            } catch (NumberFormatException unused) {
                throw wrong();
            }
        }

        void skip() {
            while (at < text.length() && text.charAt(at) == ' ') at++;
        }

        private void expect(char wanted) {
            if (at >= text.length() || text.charAt(at) != wanted) throw wrong();
            at++;
        }

        IllegalArgumentException wrong() {
            return new IllegalArgumentException("Expected an expression such as minus(number(\"a\"), 2.0) but found '"
                    + cut(text) + "', wrong at character " + (at + 1) + ".");
        }
    }
}

package io.github.millwork.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A call such as {@code minus(number("a"), 2.0)}: the written form in which expressions and selectors are saved and
 * shown. Operands are calls, strings and doubles.
 */
record Call(String name, List<Object> operands) {
    Call {
        operands = List.copyOf(operands);
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

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(name).append('(');
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0) out.append(", ");
            Object operand = operands.get(i);
            if (operand instanceof String string) {
                out.append('"')
                        .append(string.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            } else {
                out.append(operand);
            }
        }
        return out.append(')').toString();
    }

    static Call parse(String text) {
        Reader reader = new Reader(text);
        Object read = reader.operand(0);
        reader.skip();
        if (!(read instanceof Call call) || reader.at != text.length()) throw reader.wrong();
        return call;
    }

    private static final class Reader {
        /** Deeper nesting than any person writes; keeps a hostile file from overflowing the stack. */
        private static final int DEEPEST = 200;

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
                    + Objects.toString(text) + "', wrong at character " + (at + 1) + ".");
        }
    }
}

package io.github.millwork.data;

import java.util.ArrayList;
import java.util.List;

/**
 * An {@link Expression} as a tree, for whoever has to say it in another language. The operators are those of its written
 * form.
 *
 * @param operator such as {@code minus}
 * @param operands each a Term, a String (the name of a column, or a constant string) or a Double
 */
public record Term(String operator, List<Object> operands) {
    /**
     * Copies the list.
     *
     * @param operator such as {@code minus}
     * @param operands each a Term, a String (the name of a column, or a constant string) or a Double
     */
    public Term {
        operands = List.copyOf(operands);
    }

    static Term of(Call call) {
        List<Object> operands = new ArrayList<>();
        for (Object operand : call.operands()) operands.add(operand instanceof Call inner ? of(inner) : operand);
        return new Term(call.name(), operands);
    }

    /**
     * {@return an operand that is a term}
     *
     * @param place its place among the operands, from 0
     */
    public Term term(int place) {
        return (Term) operands.get(place);
    }
}

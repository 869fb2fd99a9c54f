package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Regression;
import io.github.millwork.data.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explanations as tables, whose numbers all have as many decimals as the largest needs for four digits. */
final class ExplanationText {
    private static final int DIGITS = 4;
    private static final int MOST_DECIMALS = 12;

    private final Explanation explanation;
    private final TextTable table = new TextTable("column", "value", "contribution");
    private final int decimals;

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        double largest = Math.max(Math.abs(explanation.expected()), Math.abs(explanation.raw()));
        for (Contribution contribution : explanation.contributions()) {
            largest = Math.max(largest, Math.abs(contribution.amount()));
        }
        int before = largest > 0 ? (int) Math.floor(Math.log10(largest)) + 1 : 1;
        this.decimals = Math.max(0, Math.min(MOST_DECIMALS, DIGITS - before));
    }

    static String of(Explanation explanation) {
        return new ExplanationText(explanation).text();
    }

    private String text() {
        table.alignRight(2, 3);
        table.row("(expected)", "", amount(explanation.expected()));
        for (Contribution contribution : explanation.contributions()) {
            table.row(contribution.column(), cell(contribution.value()), amount(contribution.amount()));
            if (hasParts(contribution)) parts(contribution);
        }
        if (explanation.rest() != 0) table.row("(others)", "", amount(explanation.rest()));
        table.row("(sum)", "", amount(explanation.raw()));
        return title() + "\n" + table;
    }

    private String title() {
        String predicted = explanation.prediction() instanceof Regression number
                ? rounded(number.value())
                : explanation.prediction().toString();
        String unit = explanation
                .label()
                .map(label -> explanation.unit().words() + " of " + label)
                .orElse("units of the " + explanation.unit().words());
        return predicted + ", explained in " + unit
                + (explanation.adjusted() ? ", before the prediction is adjusted" : "");
    }

    /** The value of a category says all that the parts say, which are its levels. */
    private static boolean hasParts(Contribution contribution) {
        if (contribution.type() == ColumnType.CATEGORY || contribution.parts().isEmpty()) return false;
        return contribution.parts().size() > 1 || contribution.parts().get(0).amount() != contribution.amount();
    }

    private void parts(Contribution contribution) {
        double others = contribution.amount();
        for (Contribution.Part part : contribution.parts()) {
            String prefix = contribution.column() + "=";
            String name = part.feature();
            if (name.startsWith(prefix)) name = name.substring(prefix.length());
            table.row("  " + name, cell(rounded(part.value())), amount(part.amount()));
            others -= part.amount();
        }
        if (Math.abs(others) >= Math.pow(10, -decimals) / 2) table.row("  (others)", "", amount(others));
    }

    private String amount(double amount) {
        String text = String.format(Locale.ROOT, "%+." + decimals + "f", amount);
        return text.matches("-0\\.?0*") ? "+" + text.substring(1) : text;
    }

    private static String cell(@Nullable Object value) {
        if (value == null) return "(missing)";
        return value instanceof Double number ? rounded(number) : value.toString();
    }

    private static String rounded(double number) {
        if (Double.isNaN(number)) return "(missing)";
        if (number == Math.rint(number) && Math.abs(number) < 1e15) return Long.toString((long) number);
        return new BigDecimal(number)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toString();
    }
}

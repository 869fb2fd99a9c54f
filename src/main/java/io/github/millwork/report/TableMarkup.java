package io.github.millwork.report;

import java.util.List;

/** Tables and matrices as elements of a page. A matrix is a table too: read out cell by cell, and sharp in any size. */
final class TableMarkup {
    /** Longer names of columns stand upright, unless there are few columns. */
    private static final double SHORT = 50;

    private static final int FEW = 8;

    private TableMarkup() {}

    static void table(Markup out, Table table) {
        scroll(out, table.caption());
        out.open("table").line();
        if (!table.caption().isBlank()) out.leaf("caption", table.caption()).line();
        out.open("thead").open("tr");
        for (Table.Column column : table.columns()) {
            cell(out, "th", column.name(), column.numeric(), "scope", "col");
        }
        out.close().close().line().open("tbody").line();
        for (Table.Row row : table.rows()) {
            if (row.highlighted()) out.open("tr", "class", "high");
            else out.open("tr");
            for (int i = 0; i < row.cells().size(); i++) {
                boolean numeric = table.columns().get(i).numeric();
                if (i == 0 && !numeric) cell(out, "th", row.cells().get(i), false, "scope", "row");
                else cell(out, "td", row.cells().get(i), numeric);
            }
            out.close().line();
        }
        out.close().close().close().line();
    }

    /** Wide tables are moved to and fro, by keyboard as well. */
    private static void scroll(Markup out, String caption) {
        String label = caption.isBlank() ? "Table" : Letters.line(caption);
        out.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0")
                .line();
    }

    private static void cell(Markup out, String element, String text, boolean numeric, String... attributes) {
        String[] all = attributes;
        if (numeric) {
            all = new String[attributes.length + 2];
            System.arraycopy(attributes, 0, all, 0, attributes.length);
            all[attributes.length] = "class";
            all[attributes.length + 1] = "number";
        }
        out.leaf(element, text, all);
    }

    static void heatmap(Markup out, Heatmap map) {
        out.open("figure", "class", "wide").line();
        Drawing.caption(out, map.title(), List.of(map.note()));
        scroll(out, map.title());
        boolean upright =
                map.columns().size() > FEW && map.columns().stream().anyMatch(column -> Letters.width(column) > SHORT);
        String style = upright ? "heat upright" : map.columns().size() < FEW ? "heat roomy" : "heat";
        out.open("table", "class", style).line().open("thead").line();
        if (!map.columnTitle().isBlank() && !map.columns().isEmpty()) {
            out.open("tr").leaf("td", "");
            String span = Integer.toString(map.columns().size());
            out.leaf("th", map.columnTitle(), "class", "across", "scope", "colgroup", "colspan", span);
            out.close().line();
        }
        out.open("tr").leaf("th", map.rowTitle(), "class", "down", "scope", "col");
        for (String column : map.columns()) {
            out.open("th", "scope", "col").leaf("span", column).close();
        }
        out.close().close().line().open("tbody").line();
        double all =
                map.values().stream().mapToDouble(TableMarkup::largest).max().orElse(0);
        for (int i = 0; i < map.rows().size(); i++) {
            List<Double> values = map.values().get(i);
            double largest = map.shadedByRow() ? largest(values) : all;
            out.open("tr").open("th", "scope", "row");
            out.leaf("span", map.rows().get(i)).close();
            for (double value : values) {
                out.leaf("td", map.format().text(value), "class", shade(value, largest));
            }
            out.close().line();
        }
        out.close().close().close().close().line();
    }

    private static double largest(List<Double> values) {
        return values.stream()
                .mapToDouble(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private static String shade(double value, double largest) {
        if (value == 0 || Double.isNaN(value)) return "zero";
        double share = Double.isInfinite(value) ? 1 : Math.abs(value) / largest;
        long level = Math.max(1, Math.round(share * Palette.SHADES));
        return "s" + (value > 0 ? 0 : 1) + level;
    }
}

package io.github.millwork.report;

import io.github.millwork.data.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Writes a report for a console. */
final class TextRenderer {
    private static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();

    private TextRenderer() {}

    static String text(Report report) {
        TextRenderer renderer = new TextRenderer();
        renderer.heading(report.title(), '=');
        renderer.paragraph(report.subtitle());
        for (Section section : report.sections()) renderer.section(section);
        return renderer.out.toString().stripTrailing();
    }

    private void section(Section section) {
        out.append('\n');
        heading(section.title(), '-');
        paragraph(section.note());
        for (Block block : section.blocks()) {
            out.append('\n');
            block(block);
        }
    }

    private void heading(String title, char below) {
        String line = Letters.line(title);
        out.append(line).append('\n');
        int width = Math.min(WIDTH, line.codePointCount(0, line.length()));
        out.append(String.valueOf(below).repeat(width)).append('\n');
    }

    /** Breaks lines at spaces. */
    private void paragraph(String text) {
        if (text.isBlank()) return;
        for (String line : text.split("\\R", -1)) {
            int column = 0;
            for (String word : Letters.line(line).strip().split(" +", -1)) {
                if (column > 0 && column + 1 + word.length() > WIDTH) {
                    out.append('\n');
                    column = 0;
                }
                if (column > 0) out.append(' ');
                out.append(word);
                column += word.length() + (column > 0 ? 1 : 0);
            }
            out.append('\n');
        }
    }

    private void block(Block block) {
        if (block instanceof Note note) paragraph((note.warning() ? "Warning: " : "") + note.text());
        else if (block instanceof Facts facts) facts(facts);
        else if (block instanceof Table table) table(table);
        else if (block instanceof Flow flow) flow(flow);
        else if (block instanceof Heatmap map) titled(map.title(), map.note(), TextFigures.heatmap(map));
        else if (block instanceof XyChart chart) titled(chart.title(), chart.note(), TextFigures.lines(chart));
        else if (block instanceof BarChart chart) titled(chart.title(), chart.note(), TextFigures.bars(chart));
        else if (block instanceof Histogram chart) titled(chart.title(), chart.note(), TextFigures.histogram(chart));
    }

    private void titled(String title, String note, TextTable table) {
        paragraph(title);
        paragraph(note);
        out.append(table).append('\n');
    }

    private void facts(Facts facts) {
        int widest = facts.facts().stream()
                .mapToInt(fact -> fact.name().length())
                .max()
                .orElse(0);
        for (Facts.Fact fact : facts.facts()) {
            String name = Letters.line(fact.name());
            out.append(name).append(" ".repeat(widest + 2 - name.length()));
            out.append(Letters.line(fact.value()).strip()).append('\n');
        }
    }

    private void table(Table table) {
        paragraph(table.caption());
        boolean marked = table.rows().stream().anyMatch(Table.Row::highlighted);
        List<String> header = new ArrayList<>();
        if (marked) header.add("");
        table.columns().forEach(column -> header.add(column.name()));
        TextTable text = TextFigures.table(header);
        for (int i = 0; i < table.columns().size(); i++) {
            int column = marked ? i + 1 : i;
            if (table.columns().get(i).numeric()) text.alignRight(column, column + 1);
        }
        for (Table.Row row : table.rows()) {
            List<String> cells = new ArrayList<>();
            if (marked) cells.add(row.highlighted() ? "*" : "");
            cells.addAll(row.cells());
            TextFigures.row(text, cells);
        }
        out.append(text).append('\n');
    }

    private void flow(Flow flow) {
        paragraph(flow.title());
        paragraph(flow.note());
        int number = 0;
        String stage = null;
        for (Flow.Box box : flow.boxes()) {
            if (!box.stage().equals(stage))
                out.append(Letters.line(box.stage())).append('\n');
            stage = box.stage();
            out.append("  ").append(++number).append(". ").append(Letters.line(box.name()));
            String details = String.join("; ", box.lines());
            if (!details.isBlank())
                out.append(" (").append(Letters.line(details)).append(')');
            out.append('\n');
        }
    }
}

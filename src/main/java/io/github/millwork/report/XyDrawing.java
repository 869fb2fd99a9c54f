package io.github.millwork.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Draws lines and points. */
final class XyDrawing extends Drawing {
    /** How many points of clouds are drawn in one chart. */
    private static final int MOST_POINTS = 4000;

    /** How many points can be pointed at one by one. */
    private static final int MOST_TITLES = 60;

    private static final int MOST_DESCRIBED = 12;

    private final XyChart chart;
    private final Plot plot;
    private final References references;
    private final EndLabels ends;
    private final List<Places> places = new ArrayList<>();
    private final List<Collection<Places.Cell>> clouds = new ArrayList<>();
    private int points;
    private int drawn;
    private int cells;

    XyDrawing(XyChart chart) {
        this.chart = chart;
        Extent xs = new Extent();
        Extent ys = new Extent();
        for (Series series : chart.series()) extend(series, xs, ys);
        References.widen(chart.references(), xs, ys);
        Plot wide = new Plot(chart.x(), chart.y(), xs, ys, chart.square(), 0);
        ends = EndLabels.of(chart.series(), wide);
        plot = ends.isEmpty() ? wide : new Plot(chart.x(), chart.y(), xs, ys, chart.square(), ends.width());
        references = new References(plot, chart.references());
        long most = chart.series().stream().filter(Series::hasMarks).count();
        for (Series series : chart.series()) {
            Places place = Places.of(series, plot.x(), plot.y());
            places.add(place);
            boolean cloud = series.hasMarks();
            Collection<Places.Cell> marks =
                    cloud ? place.cloud((int) Math.max(100, MOST_POINTS / most)) : List.<Places.Cell>of();
            clouds.add(marks);
            for (int i = 0; i < series.size(); i++) {
                if (series.isBreak(i)) continue;
                points++;
                if (place.isDrawn(i)) drawn++;
                if (place.isDrawn(i) && !cloud) cells++;
            }
            cells += marks.size();
        }
    }

    private void extend(Series series, Extent xs, Extent ys) {
        for (int i = 0; i < series.size(); i++) {
            double x = series.x(i);
            double y = series.y(i);
            if (!Ruler.shows(chart.x(), x) || !Ruler.shows(chart.y(), y)) continue;
            xs.add(x);
            ys.add(y);
            if (Ruler.shows(chart.y(), series.low(i))) ys.add(series.low(i));
            if (Ruler.shows(chart.y(), series.high(i))) ys.add(series.high(i));
        }
    }

    @Override
    String title() {
        return chart.title();
    }

    @Override
    List<String> notes() {
        StringBuilder note = new StringBuilder();
        if (points > drawn) {
            counted(note, points - drawn, "point is", "points are");
            note.append(" missing or cannot be shown on these axes. ");
        }
        if (cells < drawn) {
            note.append("Of ");
            counted(note, drawn, "point", "points");
            note.append(", ").append(Format.count().text(cells)).append(" are drawn, which cover all places.");
        }
        return List.of(chart.note(), note.toString().strip());
    }

    @Override
    String description() {
        StringBuilder out = new StringBuilder(
                "Chart of '" + chart.y().label() + "' over '" + chart.x().label() + "'.");
        for (int i = 0; i < chart.series().size() && i < MOST_DESCRIBED; i++) {
            Series series = chart.series().get(i);
            out.append(" '").append(series.name()).append("': ");
            counted(out, series.size(), "point", "points");
            int last = places.get(i).last();
            if (last != Places.BREAK) {
                out.append(", the last at ").append(chart.x().text(series.x(last)));
                out.append(" and ").append(chart.y().text(series.y(last)));
            }
            out.append('.');
        }
        int more = chart.series().size() - MOST_DESCRIBED;
        if (more > 0) out.append(" And ").append(more).append(" more.");
        return out.toString();
    }

    @Override
    double height() {
        return plot.height();
    }

    @Override
    void draw(Markup out) {
        plot.axes(out);
        plot.inside(out);
        for (int i = 0; i < chart.series().size(); i++) band(out, i);
        references.lines(out);
        for (int i = 0; i < chart.series().size(); i++) if (isFaint(i)) line(out, i);
        for (int i = 0; i < chart.series().size(); i++) {
            if (chart.series().get(i).hasLine() && !isFaint(i)) line(out, i);
            if (chart.series().get(i).hasMarks()) marks(out, i);
        }
        out.close().line();
        if (drawn == 0) plot.nothing(out);
        references.labels(out, this::isTaken);
        ends.write(out, plot);
    }

    private boolean isFaint(int index) {
        return chart.series().get(index).look() == Series.Look.FAINT;
    }

    private String lineStyle(int index) {
        return style("line", index) + (isFaint(index) ? " faint" : "");
    }

    private boolean isTaken(Area area) {
        for (int i = 0; i < places.size(); i++) {
            if (isFaint(i)) continue;
            if (chart.series().get(i).hasLine()
                    ? places.get(i).isCrossing(area)
                    : places.get(i).isIn(area)) return true;
        }
        return false;
    }

    private void line(Markup out, int index) {
        Places place = places.get(index);
        PathData path = new PathData();
        PathData alone = new PathData();
        List<Integer> line = place.line();
        boolean begun = false;
        for (int i = 0; i < line.size(); i++) {
            int point = line.get(i);
            if (point == Places.BREAK) {
                begun = false;
                continue;
            }
            double x = place.x(point);
            double y = place.y(point);
            boolean ends = i + 1 == line.size() || line.get(i + 1) == Places.BREAK;
            if (!begun && ends) Mark.of(index).add(alone, x, y);
            else if (begun) path.line(x, y);
            else path.move(x, y);
            begun = true;
        }
        path(out, path, lineStyle(index));
        path(out, alone, style("mark", index));
    }

    private void marks(Markup out, int index) {
        Series series = chart.series().get(index);
        Places place = places.get(index);
        Mark mark = Mark.of(index);
        boolean whiskers = series.hasBand() && series.look() == Series.Look.POINTS;
        if (whiskers) whiskers(out, index);
        if (series.size() <= MOST_TITLES) {
            for (int i = 0; i < series.size(); i++) {
                if (!place.isDrawn(i)) continue;
                PathData path = new PathData();
                mark.add(path, place.x(i), place.y(i));
                out.open("path", "class", style("mark", index), "d", path.toString());
                out.leaf("title", pointed(series, i)).close().line();
            }
            return;
        }
        boolean all = true;
        PathData[] densities = {new PathData(), new PathData(), new PathData()};
        for (Places.Cell cell : clouds.get(index)) {
            all &= cell.count == 1;
            int density = cell.count == 1 ? 0 : cell.count < 10 ? 1 : 2;
            mark.add(densities[density], place.x(cell.point), place.y(cell.point));
        }
        String style = style("cloud", index);
        path(out, densities[0], all ? style : style + " few");
        path(out, densities[1], style + " some");
        path(out, densities[2], style + " many");
    }

    private String pointed(Series series, int point) {
        String interval = series.hasBand()
                ? " (" + chart.y().text(series.low(point)) + " to " + chart.y().text(series.high(point)) + ")"
                : "";
        String name = series.name().isBlank() ? "" : Letters.line(series.name()) + ": ";
        return name + chart.x().text(series.x(point)) + ", " + chart.y().text(series.y(point)) + interval;
    }

    private void whiskers(Markup out, int index) {
        Series series = chart.series().get(index);
        PathData path = new PathData();
        for (Places.Cell cell : clouds.get(index)) {
            double low = plot.y().at(series.low(cell.point));
            double high = plot.y().at(series.high(cell.point));
            double x = places.get(index).x(cell.point);
            if (!Double.isNaN(low) && !Double.isNaN(high)) path.move(x, low).line(x, high);
        }
        path(out, path, "reach c" + index % Palette.colours());
    }

    private void band(Markup out, int index) {
        Series series = chart.series().get(index);
        if (series.hasBand() && series.look() != Series.Look.POINTS) {
            path(out, Band.of(series, plot), style("band", index));
        }
    }

    @Override
    void legend(Markup out) {
        if (!ends.isEmpty()
                || chart.series().stream().allMatch(series -> series.name().isBlank())) return;
        out.open("ul", "class", "legend").line();
        for (int i = 0; i < chart.series().size(); i++) {
            Series series = chart.series().get(i);
            key(out.open("li"));
            PathData line = new PathData().move(1, 6).line(27, 6);
            PathData mark = new PathData();
            Mark.of(i).add(mark, 14, 6);
            if (series.hasLine()) path(out, line, lineStyle(i));
            if (series.hasMarks()) path(out, mark, style("mark", i));
            out.close().leaf("bdi", series.name()).close().line();
        }
        out.close().line();
    }
}

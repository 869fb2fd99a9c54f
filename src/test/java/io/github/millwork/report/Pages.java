package io.github.millwork.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads pages with the XML parser of the JDK, which takes nothing that is not well-formed. */
final class Pages {
    private Pages() {}

    static Document parse(Report report) {
        return parse(report.toHtml());
    }

    static Document parse(String html) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            // Without this the parser prints to the console.
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(html)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("Not well-formed: " + e, e);
        }
    }

    /** All elements of a name, in order; of any name for a star. */
    static List<Element> elements(Document page, String name) {
        return elements(page.getDocumentElement(), name);
    }

    static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) elements.add((Element) nodes.item(i));
        return elements;
    }

    /** The names of all elements and of their attributes, in order. */
    static List<String> structure(Document page) {
        List<String> structure = new ArrayList<>();
        for (Element element : elements(page, "*")) {
            StringBuilder line = new StringBuilder(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                line.append(' ').append(element.getAttributes().item(i).getNodeName());
            }
            structure.add(line.toString());
        }
        return structure;
    }

    static boolean isIn(Element element, String ancestor) {
        for (Node node = element.getParentNode(); node != null; node = node.getParentNode()) {
            if (node.getNodeName().equals(ancestor)) return true;
        }
        return false;
    }

    /** A report with one text in every place that takes one. */
    static Report everywhere(String text) {
        double[] x = {1, 2, 3};
        double[] y = {1, 3, 2};
        Axis axis = Axis.of(text);
        BarChart.Bar first = new BarChart.Bar(text, text, 1, 0.5, 1.5);
        BarChart.Bar second = new BarChart.Bar(text, text + "2", 2, Double.NaN, Double.NaN);
        Flow flow = Flow.of(text).note(text).box(text, text, text, text).box(text + "2", text);
        Block[] blocks = {
            Note.of(text),
            Note.warning(text),
            Facts.create().with(text, text),
            Table.of(Table.text(text), Table.number(text))
                    .caption(text)
                    .row(text, 1)
                    .highlightedRow(text, text),
            XyChart.of(text, axis, axis)
                    .note(text)
                    .with(Series.line(text, x, y).marked().band(x, y), Series.points(text, x, y))
                    .with(Reference.horizontal(2, text), Reference.vertical(2, text), Reference.diagonal(text)),
            XyChart.of(text, axis, axis).with(Series.line(text, x, x), Series.line(text, x, y)),
            BarChart.of(text, axis).note(text).with(first, second).reference(1, text),
            Histogram.of(text, axis, x).note(text).heights(text, 1, 2).heights(text, 2, 1),
            Heatmap.of(text, List.of(text), List.of(text, text), new double[][] {{1, 2}})
                    .titles(text, text)
                    .note(text),
            flow
        };
        Section section = Section.of(text, blocks).note(text);
        return Report.of(text, section, Section.of(text), Section.of(text), Section.of(text))
                .subtitle(text);
    }
}

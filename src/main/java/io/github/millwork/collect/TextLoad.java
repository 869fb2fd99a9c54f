package io.github.millwork.collect;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all parts of an origin once, from the first byte to the last. */
record TextLoad(TextSource<?> source, Origin origin, Format format, FitContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(Csv.class);

    Dataset load() {
        context.progress("collect", origin.describe(), 0);
        RawTable table = new RawTable(source.reading, source.door());
        try {
            List<Origin.Part> parts = origin.parts(format.label(), context);
            for (int i = 0; i < parts.size(); i++) {
                double done = i;
                try (Body body = parts.get(i).open()) {
                    format.read(body, table, share -> tell((done + share) / parts.size()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + origin.place() + ": " + e.getMessage(), e);
        }
        table.checkKnown(origin.place());
        Dataset data = table.dataset(origin.place());
        context.progress("collect", origin.describe(), 1);
        LOG.info("Read {}: {} rows, {} columns.", origin.place(), data.rowCount(), data.columnCount());
        return data.collectedFrom(
                format.label().toLowerCase(Locale.ROOT),
                origin.place(),
                Clock.systemUTC().instant());
    }

    private void tell(double share) {
        if (Double.isNaN(share)) context.checkCancelled();
        else context.progress("collect", origin.describe(), share);
    }
}

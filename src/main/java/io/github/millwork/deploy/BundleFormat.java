package io.github.millwork.deploy;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** How a bundle is the entries of a file: each part of it one, as JSON. */
final class BundleFormat {
    private static final String PIPELINE = "pipeline.json";
    private static final String RECORD = "record.json";
    private static final String SAMPLE = "sample.json";
    private static final String GOLDEN = "golden.json";
    private static final String FACTS = "facts.json";
    private static final Set<String> NAMES =
            Set.of(Manifest.NAME, Manifest.ARRAYS, PIPELINE, RECORD, SAMPLE, GOLDEN, FACTS, Signatures.NAME);

    private static final int LONGEST_MESSAGE = 2000;

    private BundleFormat() {}

    static byte[] write(Bundle<?> bundle, Saving saving, Golden golden, Instant created) {
        GoldenRows rows = saving.goldenRows();
        Map<String, byte[]> parts = new TreeMap<>();
        Manifest.pack(parts, PIPELINE, Codecs.encode(bundle.fitted()));
        FitRecord record = bundle.record();
        parts.put(RECORD, Manifest.bytes(Codecs.encode(rows == GoldenRows.TRAINING ? record : record.withoutRows())));
        parts.put(FACTS, Manifest.bytes(bundle.facts().toState()));
        if (rows != GoldenRows.NONE) parts.put(GOLDEN, Manifest.bytes(golden.toState()));
        if (rows == GoldenRows.TRAINING) {
            parts.put(SAMPLE, Manifest.bytes(SavedRows.toState(record.sample())));
        }
        Map<String, byte[]> contents =
                Manifest.before(parts, created, bundle.fitted().fingerprint());
        byte[] manifest = Objects.requireNonNull(contents.get(Manifest.NAME));
        saving.key().ifPresent(key -> contents.put(Signatures.NAME, Signatures.sign(manifest, key)));
        return BundleZip.write(contents);
    }

    /** Reads the bytes of a file; whatever they are, nothing but a {@link BundleException} comes of them. */
    static Bundle<?> read(byte[] file, Collection<PublicKey> trusted) {
        try {
            return checked(file, trusted);
        } catch (BundleException e) {
            String message = String.valueOf(e.getMessage());
            if (message.length() <= LONGEST_MESSAGE) throw e;
            // What a file holds may be long, and a message must not be, nor that of its cause.
            throw new BundleException(message.substring(0, LONGEST_MESSAGE) + "...");
        } catch (RuntimeException e) {
            throw new BundleException(
                    e + ". The file is damaged or was written by another version: fetch it again, or save the pipeline "
                            + "again.",
                    e);
        }
    }

    private static Bundle<?> checked(byte[] file, Collection<PublicKey> trusted) {
        Manifest manifest = Manifest.read(BundleZip.first(file, Manifest.NAME));
        Map<String, byte[]> contents = BundleZip.read(file, NAMES);
        manifest.check(contents);
        Signatures.check(contents, trusted);
        Dataset sample = contents.containsKey(SAMPLE) ? SavedRows.fromState(part(contents, SAMPLE)) : Dataset.of();
        FitRecord record =
                Codecs.decode(part(contents, RECORD), FitRecord.class).withSample(sample);
        State saved = part(contents, PIPELINE);
        Fitted<?> fitted = Codecs.decode(saved, Fitted.class);
        if (contents.containsKey(GOLDEN))
            Golden.fromState(part(contents, GOLDEN)).replay(fitted);
        if (!fitted.fingerprint().equals(manifest.fingerprint())
                && Codecs.versions(saved).equals(Codecs.versions(Codecs.encode(fitted)))) {
            throw new BundleException("Expected the pipeline to have the fingerprint " + manifest.fingerprint()
                    + " but it has " + fitted.fingerprint()
                    + ". A codec does not read what it wrote: mend it, or use the library versions that it was saved "
                    + "with.");
        }
        return new Bundle<>(fitted, record, facts(contents));
    }

    private static ModelFacts facts(Map<String, byte[]> contents) {
        // Files of the first days have none.
        return contents.containsKey(FACTS) ? ModelFacts.fromState(part(contents, FACTS)) : ModelFacts.NONE;
    }

    private static State part(Map<String, byte[]> contents, String name) {
        byte[] content = contents.get(name);
        if (content == null) {
            throw new BundleException("Expected an entry '" + name + "' but there is none. The file is damaged.");
        }
        return name.equals(PIPELINE) ? Manifest.unpack(contents, content) : Manifest.state(content);
    }
}

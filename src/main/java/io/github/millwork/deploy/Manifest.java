package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.PackedState;
import io.github.millwork.stage.State;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first entry of a bundle: what it is, who wrote it, and what the other entries must be. The names "format" and
 * "version" stay where they are in all formats to come, so that an older library can tell what it cannot read.
 *
 * @param library the version of the library that wrote it
 * @param created when it was written; no digest but that of the whole file depends on it
 * @param fingerprint the fingerprint of the fitted chain
 * @param parts the other entries, in the order of the file
 */
record Manifest(String library, Instant created, String fingerprint, List<Part> parts) {
    static final String NAME = "manifest.json";
    static final String ARRAYS = "arrays.bin";
    static final String FORMAT = "millwork-bundle";
    static final int VERSION = 1;

    /**
     * Another entry.
     *
     * @param name its name
     * @param length how many bytes it has, inflated
     * @param sha256 their digest
     */
    record Part(String name, int length, String sha256) {
        static Part of(String name, byte[] content) {
            return new Part(name, content.length, Digests.sha256(content));
        }
    }

    /** Makes the contents of a bundle: the manifest, and then the parts. */
    static Map<String, byte[]> before(Map<String, byte[]> parts, Instant created, String fingerprint) {
        Manifest manifest = new Manifest(
                Lineage.library(),
                created,
                fingerprint,
                parts.entrySet().stream()
                        .map(part -> Part.of(part.getKey(), part.getValue()))
                        .toList());
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(NAME, bytes(manifest.toState()));
        contents.putAll(parts);
        return contents;
    }

    private State toState() {
        List<State> saved = new ArrayList<>();
        for (Part part : parts) {
            saved.add(State.empty()
                    .with("name", part.name)
                    .with("length", part.length)
                    .with("sha256", part.sha256));
        }
        return State.empty()
                .with("format", FORMAT)
                .with("version", VERSION)
                .with("library", library)
                .with("created", created.toString())
                .with("fingerprint", fingerprint)
                .with("entries", saved);
    }

    /** Reads a manifest; says so if it is of a newer format. */
    static Manifest read(byte[] content) {
        State state = state(content);
        String format = state.string("format");
        int version = state.integer("version");
        if (!format.equals(FORMAT) || version < 1) {
            throw new BundleException(
                    "Expected a saved pipeline (" + FORMAT + ", version 1 to " + VERSION + ") but found '" + format
                            + "', version " + version + ". Give the path of a file that was saved by this library.");
        }
        if (version > VERSION) {
            throw new BundleException("Expected format version 1 to " + VERSION + " but found " + version
                    + ", written by a newer version of the library"
                    + (state.has("library") ? " (" + state.string("library") + ")" : "")
                    + ". Update the library that reads it.");
        }
        List<Part> parts = new ArrayList<>();
        for (State part : state.states("entries")) {
            parts.add(new Part(part.string("name"), part.integer("length"), part.string("sha256")));
        }
        return new Manifest(
                state.string("library"), Instant.parse(state.string("created")), state.string("fingerprint"), parts);
    }

    /** Checks that the entries of a file are those that the manifest names. */
    void check(Map<String, byte[]> contents) {
        List<Part> found = new ArrayList<>();
        contents.forEach((name, content) -> {
            if (!name.equals(NAME) && !name.equals(Signatures.NAME)) found.add(Part.of(name, content));
        });
        if (!found.equals(parts)) {
            throw new BundleException(
                    "Expected the entries, their lengths and digests to be those that the manifest names "
                            + "but they are not. The file is damaged: fetch it again, or save the pipeline again.");
        }
    }

    /** Writes a state as the bytes of an entry. */
    static byte[] bytes(State state) {
        return state.toJson().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a state as an entry, and its long arrays, if there are any, as another. */
    static void pack(Map<String, byte[]> parts, String name, State state) {
        PackedState packed = PackedState.of(state);
        parts.put(name, packed.json().getBytes(StandardCharsets.UTF_8));
        if (packed.arrays().length > 0) parts.put(ARRAYS, packed.arrays());
    }

    /** Reads a state from the bytes of an entry, and of that with the long arrays, if it is there. */
    static State unpack(Map<String, byte[]> contents, byte[] content) {
        byte[] arrays = contents.get(ARRAYS);
        return arrays == null ? state(content) : new PackedState(text(content), arrays).unpack();
    }

    /** Reads a state from the bytes of an entry. */
    static State state(byte[] content) {
        return State.fromJson(text(content));
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BundleException("Expected UTF-8 but found other bytes. The file is damaged.", e);
        }
    }
}

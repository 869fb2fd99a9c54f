package io.github.millwork.deploy;

import io.github.millwork.stage.State;
import java.time.Instant;

/** What the history knows of a version, without its file being read. */
record VersionFacts(Instant published, String who, String fingerprint, String digest, long bytes, String kind) {
    static State details(Bundle<?> bundle, byte[] content) {
        return State.empty()
                .with("kind", bundle.fitted().task().type().getSimpleName())
                .with("fingerprint", bundle.fitted().fingerprint())
                .with("digest", Digests.sha256(content))
                .with("bytes", content.length);
    }

    static VersionFacts of(RegistryEvent published) {
        State details = published.details();
        return new VersionFacts(
                published.when(),
                published.who(),
                details.string("fingerprint"),
                details.string("digest"),
                details.wide("bytes"),
                details.string("kind"));
    }
}

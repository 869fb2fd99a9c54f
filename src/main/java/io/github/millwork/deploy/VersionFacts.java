package io.github.millwork.deploy;

import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.time.Instant;
import java.util.List;

/** What the history knows of a version, without its file being read. */
record VersionFacts(
        Instant published, String who, String fingerprint, String digest, long bytes, String kind, List<Score> scores) {
    static State details(Bundle<?> bundle, byte[] content) {
        return State.empty()
                .with("kind", bundle.fitted().task().type().getSimpleName())
                .with("fingerprint", bundle.fitted().fingerprint())
                .with("digest", Digests.sha256(content))
                .with("bytes", content.length)
                .with(
                        "scores",
                        ScoreStates.toStates(bundle.facts()
                                .evaluation()
                                .map(EvaluationRecord::scores)
                                .orElse(List.of())));
    }

    static VersionFacts of(RegistryEvent published) {
        State details = published.details();
        return new VersionFacts(
                published.when(),
                published.who(),
                details.string("fingerprint"),
                details.string("digest"),
                details.wide("bytes"),
                details.string("kind"),
                ScoreStates.fromStates(details.states("scores")));
    }
}

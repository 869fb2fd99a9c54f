package io.github.millwork.deploy;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.ForwardingFitted;
import io.github.millwork.stage.Profile;
import java.util.Optional;

/**
 * Something fitted, which knows what it was fitted to: that lies beside it in a file.
 *
 * @param <P> the kind of prediction
 */
final class Profiled<P extends Prediction> extends ForwardingFitted<P> {
    private final Optional<Profile> profile;

    private Profiled(Fitted<P> fitted, Optional<Profile> profile) {
        super(fitted);
        this.profile = profile;
    }

    /** Gives what knows what is known of it. */
    static Fitted<?> of(ModelSource.Loaded loaded) {
        Fitted<?> fitted = loaded.fitted();
        return fitted.profile().isPresent() ? fitted : of(fitted, loaded.profile());
    }

    private static <P extends Prediction> Fitted<P> of(Fitted<P> fitted, Optional<Profile> profile) {
        return new Profiled<>(fitted, profile);
    }

    @Override
    public Optional<Profile> profile() {
        return profile;
    }
}

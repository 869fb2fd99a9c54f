package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fitted pipeline, where there is no registry. Its only version is called by its fingerprint. */
record FixedSource(String name, Fitted<?> fitted, String version) implements ModelSource {
    private static final Logger LOG = LoggerFactory.getLogger(FixedSource.class);
    private static final int SHORT = 12;

    FixedSource(String name, Fitted<?> fitted) {
        this(name, fitted, fitted.fingerprint().substring(0, SHORT));
    }

    @Override
    public List<String> models() {
        return List.of(name);
    }

    @Override
    public List<String> versions(String model) {
        return model.equals(name) ? List.of(version) : List.of();
    }

    @Override
    public Optional<Pointer> pointer(String model, String alias) {
        boolean known = model.equals(name) && alias.equals(Alias.PRODUCTION);
        return known ? Optional.of(new Pointer(version, 1)) : Optional.empty();
    }

    @Override
    public Loaded load(String model, String wanted) {
        if (versions(model).contains(wanted)) {
            return new Loaded(
                    fitted,
                    fitted instanceof Bundled<?> bundled
                            ? bundled.bundle().record().profile()
                            : Optional.empty());
        }
        throw new BundleException("Expected version " + version + " of '" + name + "' but there is no other.");
    }

    @Override
    public void note(String model, String alias, String wanted, String why, State details) {
        LOG.info("{}: {} {}", model, why, details);
    }
}

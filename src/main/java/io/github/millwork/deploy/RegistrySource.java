package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Optional;

/** The models of a registry. */
record RegistrySource(Registry registry) implements ModelSource {
    @Override
    public List<String> models() {
        return registry.models();
    }

    @Override
    public List<String> versions(String model) {
        return registry.versions(model).stream()
                .map(version -> Integer.toString(version.number()))
                .toList();
    }

    @Override
    public Optional<Pointer> pointer(String model, String alias) {
        return registry.alias(model, alias)
                .map(found -> new Pointer(Integer.toString(found.version().number()), found.generation()));
    }

    @Override
    public Loaded load(String model, String version) {
        try {
            ModelVersion found = registry.version(model, Integer.parseInt(version));
            Bundle<?> bundle = found.registry().read(found);
            return new Loaded(bundle.fitted(), bundle.record().profile());
        } catch (IllegalArgumentException e) { // it was deleted meanwhile
            throw new BundleException(
                    "Could not load version " + version + " of '" + model + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void note(String model, String alias, String version, String why, State details) {
        registry.note(
                model,
                RegistryNote.of(why)
                        .about(alias)
                        .about(Integer.parseInt(version))
                        .with(details));
    }

    @Override
    public List<RegistryEvent> history(String model) {
        return registry.history(model);
    }
}

package io.github.millwork.deploy;

import io.github.millwork.http.Refusal;
import io.github.millwork.stage.BundleException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions that were asked for by number; the few that were used last are kept. Thread-safe. */
final class VersionCache {
    private static final Logger LOG = LoggerFactory.getLogger(VersionCache.class);
    private static final int KEPT = 4;

    private final ModelSource source;
    private final Object loading = new Object();
    private final Map<String, Lineup> kept = new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lineup> eldest) {
            return size() > KEPT;
        }
    };

    VersionCache(ModelSource source) {
        this.source = source;
    }

    Lineup get(String model, String version) {
        String key = model + "/" + version;
        Lineup found = kept(key);
        if (found != null) return found;
        synchronized (loading) { // one at a time, so that asking for many versions cannot fill the memory
            found = kept(key);
            if (found != null) return found;
            Lineup loaded = load(model, version);
            synchronized (kept) {
                kept.put(key, loaded);
            }
            return loaded;
        }
    }

    private @Nullable Lineup kept(String key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }

    private Lineup load(String model, String version) {
        if (!source.versions(model).contains(version)) {
            throw Refusal.of(
                    404,
                    "Expected a version of '" + model + "' but there is no such one. There are "
                            + source.versions(model) + ".");
        }
        try {
            return Lineup.of(new ServedModel(model, version, source.load(model, version), null));
        } catch (BundleException e) {
            LOG.error("Version {} of '{}' could not be loaded.", version, model, e);
            throw Refusal.later(503, 30, "Version " + version + " of '" + model + "' could not be loaded.");
        }
    }
}

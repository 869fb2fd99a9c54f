package io.github.millwork.deploy;

import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Score;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is in a registry, as a table for people: each version, and what stands for it. */
final class RegistryListing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RegistryListing() {}

    static String of(Registry registry) {
        TextTable table = new TextTable(
                "model", "version", "alias", "kind", "score", "published (UTC)", "by", "size", "fingerprint");
        table.alignRight(1, 2);
        table.alignRight(7, 8);
        for (String model : registry.models()) {
            List<Alias> aliases = registry.aliases(model);
            for (ModelVersion version : registry.versions(model)) {
                table.row(
                        model,
                        Integer.toString(version.number()),
                        aliases.stream()
                                .filter(alias -> alias.version().equals(version))
                                .map(Alias::name)
                                .collect(Collectors.joining(", ")),
                        version.kind(),
                        version.scores().stream()
                                .findFirst()
                                .map(RegistryListing::score)
                                .orElse(""),
                        TIME.format(version.published()),
                        version.who(),
                        String.format(Locale.ROOT, "%.1f kB", version.bytes() / 1e3),
                        version.fingerprint().substring(0, 12));
            }
        }
        return table.toString();
    }

    private static String score(Score score) {
        return String.format(Locale.ROOT, "%s %.4f", score.metric(), score.value());
    }
}

package io.github.millwork.deploy;

import io.github.millwork.data.Regression;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A process that works on a registry at random, and checks all that it sees. Args: the folder, the number of operations, the
 * seed. Prints how many versions it published, how often it moved an alias, and what it read.
 */
final class RegistryWorker {
    private static final List<String> ALIASES = List.of("production", "staging");

    private final Registry registry;
    private final Bundle<Regression> bundle = Chains.bundle(Chains.small());
    private final Map<String, Long> generations = new HashMap<>();
    private int published;
    private int moved;
    private int read;

    private RegistryWorker(Registry registry) {
        this.registry = registry;
    }

    public static void main(String[] args) {
        RegistryWorker worker = new RegistryWorker(Registry.at(Path.of(args[0])));
        worker.work(Integer.parseInt(args[1]), new SplittableRandom(Long.parseLong(args[2])));
        System.out.println("published " + worker.published + " moved " + worker.moved + " read " + worker.read);
    }

    private void work(int operations, SplittableRandom random) {
        for (int i = 0; i < operations; i++) {
            String alias = ALIASES.get(random.nextInt(ALIASES.size()));
            int choice = random.nextInt(100);
            if (choice < 5) publish();
            else if (choice < 35) promote(alias, random);
            else if (choice < 45) rollback(alias);
            else if (choice < 90) readAlias(alias);
            else readFile(random);
        }
    }

    private void publish() {
        registry.publish("flats", bundle);
        published++;
    }

    private void promote(String alias, SplittableRandom random) {
        List<ModelVersion> versions = registry.versions("flats");
        ModelVersion version = versions.get(random.nextInt(versions.size()));
        saw(version.promote(alias, "at random"));
        moved++;
    }

    private void rollback(String alias) {
        try {
            saw(registry.rollback("flats", alias, "at random"));
            moved++;
        } catch (IllegalStateException | IllegalArgumentException nothingBefore) {
            read++;
        }
    }

    private void readAlias(String alias) {
        registry.alias("flats", alias).ifPresent(this::saw);
        read++;
    }

    /** A generation never goes back, whoever moved it. */
    private void saw(Alias alias) {
        long before = generations.getOrDefault(alias.name(), 0L);
        if (alias.generation() < before) {
            throw new AssertionError(alias + " was of generation " + before + " before");
        }
        generations.put(alias.name(), alias.generation());
    }

    private void readFile(SplittableRandom random) {
        List<ModelVersion> versions = registry.versions("flats");
        versions.get(random.nextInt(versions.size())).content(); // checks the digest
        read++;
    }
}

package io.github.millwork.deploy;

import io.github.millwork.store.FaultyDisk;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that publishes, and stops at a step to be killed there. Args: the folder, the step, when at it. */
final class KilledPublisher {
    private KilledPublisher() {}

    public static void main(String[] args) {
        FaultyDisk disk = new FaultyDisk(
                Integer.parseInt(args[1]), FaultyDisk.When.valueOf(args[2]), KilledPublisher::waitToBeKilled);
        StoredRegistry.of(FolderStore.at(Path.of(args[0]), disk)).publish("flats", Chains.bundle(Chains.small()));
        System.out.println("done");
    }

    private static void waitToBeKilled() {
        System.out.println("there");
        System.out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

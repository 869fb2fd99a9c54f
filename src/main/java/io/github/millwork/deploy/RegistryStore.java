package io.github.millwork.deploy;

import io.github.millwork.store.LineFile;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Where a registry keeps what it knows: for each model a journal of lines, which says all, and the files of its versions.
 * What the lines mean is not known here.
 */
interface RegistryStore {
    /** The one change that is under way for a model. */
    interface Change {
        /** Gives the lines from a position on. */
        LineFile.Lines after(long position);

        /** Stores the file of a version; it counts only when a line tells of it. */
        void put(int version, byte[] content);

        /** Adds a line at the position behind the last one: with this the change has happened, and is durable. */
        void append(long position, String line);

        /** Removes the files of all other versions, and whatever else was left by changes that did not come to an end. */
        void keep(Set<Integer> versions);
    }

    /** Gives the names of all models. */
    List<String> models();

    /** Gives the lines of a journal from a position on; waits for nothing. None where there is no such model. */
    LineFile.Lines after(String model, long position);

    /** Gives the file of a version, or throws {@link io.github.millwork.stage.BundleException}. */
    byte[] content(String model, int version);

    /** Makes a change to a model; of all changes to it, in all processes, one at a time. */
    <T> T change(String model, Function<Change, T> change);
}

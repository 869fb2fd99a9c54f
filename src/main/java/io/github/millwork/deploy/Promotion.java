package io.github.millwork.deploy;

import java.util.List;
import java.util.Optional;

/**
 * What came of an attempt to have an alias stand for a version, through gates. A refusal is a result like another: the
 * version is kept, and the history tells why.
 *
 * @param version the version
 * @param gates what each gate said, in order
 * @param alias the alias, where it stands for the version now; empty where a gate refused
 */
public record Promotion(ModelVersion version, List<Gate.Result> gates, Optional<Alias> alias) {
    /**
     * Makes a result.
     *
     * @param version the version
     * @param gates what each gate said, in order; copied
     * @param alias the alias, where it stands for the version now
     */
    public Promotion {
        gates = List.copyOf(gates);
    }

    /** {@return whether the alias stands for the version now} */
    public boolean promoted() {
        return alias.isPresent();
    }

    /** {@return what was done, and a line for each gate} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(version.toString());
        text.append(alias.map(moved -> " is " + moved.name() + " now").orElse(" was refused"));
        for (Gate.Result gate : gates) {
            text.append('\n')
                    .append(gate.passed() ? "  passed  " : "  refused ")
                    .append(gate.why());
        }
        return text.toString();
    }
}

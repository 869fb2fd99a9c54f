package io.github.millwork;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine: it is skipped where that is absent, and fails where all must be there. */
public final class Needs {
    private Needs() {}

    /**
     * Skips the test, with a reason, unless something is there; fails it where MILLWORK_REQUIRE_ALL is 1.
     *
     * @param there whether it is there
     * @param what what it is, and how to have it
     */
    public static void that(boolean there, String what) {
        if (!there && "1".equals(System.getenv("MILLWORK_REQUIRE_ALL"))) Assertions.fail("Needed: " + what);
        Assumptions.assumeTrue(there, "needs " + what);
    }
}

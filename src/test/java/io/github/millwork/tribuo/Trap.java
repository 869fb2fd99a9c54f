package io.github.millwork.tribuo;

import java.util.concurrent.atomic.AtomicBoolean;

/** A class that no file may have loaded. */
final class Trap {
    static {
        Alarm.SPRUNG.set(true);
    }

    private Trap() {}

    /** Elsewhere, so that asking does not spring the trap. */
    static final class Alarm {
        static final AtomicBoolean SPRUNG = new AtomicBoolean();

        private Alarm() {}
    }
}

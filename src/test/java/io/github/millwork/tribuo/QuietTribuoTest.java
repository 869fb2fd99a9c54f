package io.github.millwork.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietTribuoTest {
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");
    private static final Logger TRAINER = Logger.getLogger("org.tribuo.some.Trainer");
    private static final Logger ROOT = Logger.getLogger("");

    private final Listener atRoot = new Listener();

    private static final class Listener extends Handler {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            heard.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        assertThat(TRIBUO.getHandlers()).isEmpty();
        assertThat(TRIBUO.getUseParentHandlers()).isTrue();
        ROOT.addHandler(atRoot);
    }

    @AfterEach
    void allIsAsBefore() {
        ROOT.removeHandler(atRoot);
        assertThat(TRIBUO.getHandlers()).isEmpty();
        assertThat(TRIBUO.getUseParentHandlers()).isTrue();
        assertThat(TRIBUO.getLevel()).isNull();
    }

    private static String say(String words) {
        TRAINER.info(words);
        TRAINER.log(Level.SEVERE, words + " {0}", 7);
        return words;
    }

    @Test
    void nothingOfTribuosReachesTheRootDuringACall() {
        say("before");
        assertThat(QuietTribuo.call(() -> say("during"))).isEqualTo("during");
        say("after");
        assertThat(atRoot.heard).containsExactly("before", "before {0}", "after", "after {0}");
    }

    @Test
    void otherLoggersGoOn() {
        QuietTribuo.call(() -> {
            Logger.getLogger("com.acme").warning("of another");
            return say("during");
        });
        assertThat(atRoot.heard).containsExactly("of another");
    }

    @Test
    void anExceptionEndsTheQuietToo() {
        assertThatThrownBy(() -> QuietTribuo.call(() -> {
                    say("during");
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("failed");
        say("after");
        assertThat(atRoot.heard).containsExactly("after", "after {0}");
    }

    @Test
    void callsWithinCallsAndBesideThemShareTheQuiet() throws Exception {
        CountDownLatch bothIn = new CountDownLatch(2);
        CountDownLatch firstOut = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<String> first = pool.submit(() -> QuietTribuo.call(() -> meet(bothIn, "first")));
            Future<String> second = pool.submit(() -> QuietTribuo.call(() -> {
                String nested = QuietTribuo.call(() -> meet(bothIn, "second"));
                await(firstOut);
                return say(nested);
            }));
            assertThat(first.get()).isEqualTo("first");
            firstOut.countDown();
            assertThat(second.get()).isEqualTo("second");
        } finally {
            pool.shutdownNow();
        }
        assertThat(atRoot.heard).isEmpty();
    }

    private static String meet(CountDownLatch latch, String words) {
        latch.countDown();
        await(latch);
        return say(words);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aHandlerOfTheApplicationKeepsHearing() {
        Listener own = new Listener();
        TRIBUO.addHandler(own);
        try {
            QuietTribuo.call(() -> say("during"));
            assertThat(own.heard).containsExactly("during", "during {0}");
            assertThat(TRIBUO.getHandlers()).containsExactly(own);
        } finally {
            TRIBUO.removeHandler(own);
        }
        assertThat(atRoot.heard).hasSize(2);
    }

    @Test
    void aLevelOfTheApplicationStays() {
        TRIBUO.setLevel(Level.SEVERE);
        try {
            QuietTribuo.call(() -> say("during"));
            assertThat(TRIBUO.getLevel()).isEqualTo(Level.SEVERE);
            say("after");
        } finally {
            TRIBUO.setLevel(null);
        }
        assertThat(atRoot.heard).containsExactly("after {0}");
    }

    @Test
    void anApplicationThatCutsTribuoOffFromTheRootIsLeftAlone() {
        TRIBUO.setUseParentHandlers(false);
        try {
            QuietTribuo.call(() -> say("during"));
            assertThat(TRIBUO.getUseParentHandlers()).isFalse();
        } finally {
            TRIBUO.setUseParentHandlers(true);
        }
        assertThat(atRoot.heard).isEmpty();
    }

    /** As where SLF4J itself logs through java.util.logging: what it is given comes back to the handlers. */
    @Test
    void whatGoesToSlf4jKeepsNoNameOfTribuos() {
        java.io.PrintStream err = System.err;
        java.io.ByteArrayOutputStream printed = new java.io.ByteArrayOutputStream();
        System.setErr(new java.io.PrintStream(printed, true, java.nio.charset.StandardCharsets.UTF_8));
        try {
            QuietTribuo.call(() -> say("during"));
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(java.nio.charset.StandardCharsets.UTF_8))
                .contains("WARN io.github.millwork.tribuo.QuietTribuo - org.tribuo.some.Trainer: during 7")
                .doesNotContain("INFO");
    }
}

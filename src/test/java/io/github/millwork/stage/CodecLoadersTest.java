package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Codecs of applications that have class loaders of their own, and come after the first look-up. */
class CodecLoadersTest {
    /** Told apart by its class loader. */
    public record Late(String word) {}

    /** Not among the providers of the tests: only the class loaders below offer it. */
    public static final class LateCodecs implements CodecProvider {
        /** Made by {@link java.util.ServiceLoader}. */
        public LateCodecs() {}

        @Override
        public List<Codec<?>> codecs() {
            return List.of(Codec.of(
                    "test.late",
                    Late.class,
                    late -> State.empty().with("word", late.word()),
                    state -> new Late(state.string("word"))));
        }
    }

    /** Loads the two classes above for itself, and offers the provider; counts how often it is asked. */
    private static final class Application extends ClassLoader {
        private final AtomicInteger asked = new AtomicInteger();

        Application() {
            super(CodecLoadersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Late.class.getName()) && !name.startsWith(LateCodecs.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) return known;
                try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            if (!name.endsWith("services/" + CodecProvider.class.getName())) return super.getResources(name);
            asked.incrementAndGet();
            return Collections.enumeration(List.of(services()));
        }

        private static URL services() throws MalformedURLException {
            return new URL(null, "memory:services", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            byte[] bytes = LateCodecs.class.getName().getBytes(StandardCharsets.UTF_8);
                            return new ByteArrayInputStream(bytes);
                        }
                    };
                }
            });
        }

        Object late(String word) throws ReflectiveOperationException {
            return loadClass(Late.class.getName()).getConstructor(String.class).newInstance(word);
        }

        <T> T inside(Callable<T> work) throws Exception {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(this);
            try {
                return work.call();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static final State SAVED = State.empty()
            .with("name", "test.late")
            .with("version", 1)
            .with("state", State.empty().with("word", "hello"));

    private static void assertUnknown() {
        assertThatThrownBy(() -> Codecs.decode(SAVED, Object.class))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Expected to know 'test.late' but no codec has that name.");
    }

    @Test
    void aCodecIsFoundThoughOthersWereLookedUpBeforeItsClassLoaderWasThere() throws Exception {
        assertUnknown();
        Application application = new Application();
        Object read = application.inside(() -> Codecs.decode(SAVED, Object.class));
        assertThat(read).isEqualTo(application.late("hello")).isNotEqualTo(application.late("bye"));
        assertUnknown(); // this thread is none of the application's
    }

    @Test
    void aThingIsEncodedByTheCodecOfItsOwnClassLoaderOnAnyThread() throws Exception {
        Object late = new Application().late("bye");
        assertThat(Codecs.canEncode(late)).isTrue();
        assertThat(Codecs.encode(late).state("state").string("word")).isEqualTo("bye");
        assertThat(Codecs.digest(late)).hasSize(64);
        assertThat(Codecs.canEncode(new Late("no codec of this class loader"))).isFalse();
    }

    @Test
    void twoApplicationsMayHaveCodecsOfOneName() throws Exception {
        Application one = new Application();
        Application two = new Application();
        Object first = one.inside(() -> Codecs.decode(SAVED, Object.class));
        Object second = two.inside(() -> Codecs.decode(SAVED, Object.class));
        assertThat(first.getClass().getClassLoader()).isSameAs(one);
        assertThat(second.getClass().getClassLoader()).isSameAs(two);
    }

    @Test
    void aClassLoaderIsAskedOnceHoweverManyNamesAreUnknown() throws Exception {
        Application application = new Application();
        application.inside(() -> {
            for (int i = 0; i < 50; i++) {
                State unknown = State.empty()
                        .with("name", "hostile " + i)
                        .with("version", 1)
                        .with("state", State.empty());
                assertThatThrownBy(() -> Codecs.decode(unknown, Object.class)).isInstanceOf(BundleException.class);
            }
            return null;
        });
        assertThat(application.asked).hasValue(1);
    }

    @Test
    void aNameThatAnApplicationOffersIsSuggestedToIt() throws Exception {
        State misspelt =
                State.empty().with("name", "test.lade").with("version", 1).with("state", State.empty());
        new Application().inside(() -> {
            assertThatThrownBy(() -> Codecs.decode(misspelt, Object.class))
                    .hasMessageEndingWith("Did you mean 'test.late'?");
            return null;
        });
    }

    @Test
    void manyThreadsAskAtOnce() throws Exception {
        int threads = 8;
        Application application = new Application();
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<Object> work = () -> application.inside(() -> {
                together.await();
                return Codecs.decode(SAVED, Object.class);
            });
            for (Future<Object> read : pool.invokeAll(Collections.nCopies(threads, work))) {
                assertThat(read.get()).isEqualTo(application.late("hello"));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(application.asked).hasValue(1);
    }
}

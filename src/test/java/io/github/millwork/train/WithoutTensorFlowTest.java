package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The library as an application has it that has not added TensorFlow. */
class WithoutTensorFlowTest {
    /** Loads the library anew, and everything else from where it is, but no TensorFlow. */
    private static final class Hiding extends ClassLoader {
        Hiding() {
            super(WithoutTensorFlowTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("org.tensorflow.")) throw new ClassNotFoundException(name);
                Class<?> known = findLoadedClass(name);
                if (known != null) return known;
                if (!name.startsWith("io.github.millwork.")) return super.loadClass(name, resolve);
                try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) throw new ClassNotFoundException(name);
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }

    @Test
    void trainingNamesWhatIsMissing() throws Exception {
        ClassLoader loader = new Hiding();
        Class<?> layers = loader.loadClass(Layers.class.getName());
        Class<?> goal = loader.loadClass(NetworkEngine.Goal.class.getName());
        Method engine = loader.loadClass(NetworkEngine.class.getName()).getDeclaredMethod("tensorFlow", layers, goal);
        engine.setAccessible(true);
        assertThatThrownBy(() -> engine.invoke(null, null, null))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected TensorFlow on the class path, which trains neural networks, but there is none. Add the "
                                + "dependency org.tensorflow:tensorflow-core-platform:1.0.0, which "
                                + "org.tribuo:tribuo-tensorflow:4.3.2 brings too.");
    }
}

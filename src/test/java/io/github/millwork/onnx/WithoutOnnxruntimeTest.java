package io.github.millwork.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The library as an application has it that has not added onnxruntime. */
class WithoutOnnxruntimeTest {
    /** Loads the library anew, and everything else from where it is, but no onnxruntime. */
    private static final class Hiding extends ClassLoader {
        Hiding() {
            super(WithoutOnnxruntimeTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("ai.onnxruntime.")) throw new ClassNotFoundException(name);
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
    void runningNamesWhatIsMissing() throws Exception {
        Method open = new Hiding().loadClass(OnnxRuntime.class.getName()).getDeclaredMethod("open", byte[].class);
        open.setAccessible(true);
        assertThatThrownBy(() -> open.invoke(null, (Object) new byte[0]))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected onnxruntime on the class path, which runs ONNX models, but there is none. Add the "
                                + "dependency com.microsoft.onnxruntime:onnxruntime:1.20.0, which org.tribuo:tribuo-onnx:4.3.2 brings "
                                + "too.");
    }
}

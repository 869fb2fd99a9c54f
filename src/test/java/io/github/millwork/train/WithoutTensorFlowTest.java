package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.LibraryWithout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The library as an application has it that has not added TensorFlow. */
class WithoutTensorFlowTest {
    @Test
    void trainingNamesWhatIsMissing() throws Exception {
        ClassLoader loader = new LibraryWithout("org.tensorflow.");
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

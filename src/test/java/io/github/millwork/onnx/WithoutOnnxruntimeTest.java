package io.github.millwork.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.LibraryWithout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The library as an application has it that has not added onnxruntime. */
class WithoutOnnxruntimeTest {
    @Test
    void runningNamesWhatIsMissing() throws Exception {
        Method open = new LibraryWithout("ai.onnxruntime.")
                .loadClass(OnnxRuntime.class.getName())
                .getDeclaredMethod("open", byte[].class);
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

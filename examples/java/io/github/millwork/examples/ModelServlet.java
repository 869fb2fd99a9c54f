package io.github.millwork.examples;

import io.github.millwork.deploy.ModelHandler;
import io.github.millwork.http.Request;
import io.github.millwork.http.Response;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mounts what answers for models in any container of servlets. In Spring Boot it is a bean: {@code new
 * ServletRegistrationBean<>(new ModelServlet(handler), "/models/*")}; the application closes the handler.
 */
public final class ModelServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ModelHandler handler;

    /**
     * Makes a servlet.
     *
     * @param handler what answers, as of {@code ModelServer.of(registry).open()}
     */
    public ModelServlet(ModelHandler handler) {
        this.handler = handler;
    }

    @Override
    protected void service(HttpServletRequest asked, HttpServletResponse answer) throws IOException {
        Response response = handler.handle(new Asked(asked, asked.getInputStream()));
        answer.setStatus(response.status());
        response.headers().forEach(answer::setHeader);
        answer.setContentLength(response.body().length);
        if (!asked.getMethod().equals("HEAD")) answer.getOutputStream().write(response.body());
    }

    /** The request of a container, with the path behind that of the servlet. */
    private record Asked(HttpServletRequest asked, InputStream body) implements Request {
        @Override
        public String method() {
            return asked.getMethod();
        }

        @Override
        public String path() {
            String whole = asked.getRequestURI();
            String before = asked.getContextPath() + asked.getServletPath();
            String path = whole.startsWith(before) ? whole.substring(before.length()) : whole;
            return path.isEmpty() ? "/" : path;
        }

        @Override
        public @Nullable String query() {
            return asked.getQueryString();
        }

        @Override
        public List<String> headers(String name) {
            return Collections.list(asked.getHeaders(name));
        }
    }
}

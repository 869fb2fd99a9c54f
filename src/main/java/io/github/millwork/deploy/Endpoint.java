package io.github.millwork.deploy;

import io.github.millwork.http.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a path asks for.
 *
 * @param action what is to be done
 * @param model the model; null where it is about none, or the only one
 * @param version the version; null for the one in production
 */
record Endpoint(
        Action action, @Nullable String model, @Nullable String version) {
    /** Who may ask. */
    enum Access {
        ANYONE,
        USERS,
        ADMINS
    }

    /** What can be asked. */
    enum Action {
        PAGE("GET", Access.ANYONE),
        SERVER("GET", Access.ANYONE),
        LIVE("GET", Access.ANYONE),
        READY("GET", Access.ANYONE),
        OPENAPI("GET", Access.USERS),
        MODELS("GET", Access.USERS),
        MODEL("GET", Access.USERS),
        MODEL_READY("GET", Access.USERS),
        INFER("POST", Access.USERS),
        PREDICT("POST", Access.USERS),
        EXPLAIN("POST", Access.USERS),
        FEEDBACK("POST", Access.USERS),
        METRICS("GET", Access.ADMINS),
        INDEX("POST", Access.ADMINS),
        LOAD("POST", Access.ADMINS),
        ROUTING("GET", Access.ADMINS),
        ROUTE("POST", Access.ADMINS);

        final String method;
        final Access access;

        Action(String method, Access access) {
            this.method = method;
            this.access = access;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The path that has its own name for each model. */
    private static final int AFTER_MODEL = 3;

    /**
     * Finds what is asked for.
     *
     * @throws Refusal if there is no such path (404), or the method is not allowed (405)
     */
    static Endpoint of(String method, String path) {
        Endpoint endpoint = of(segments(path));
        if (endpoint == null) {
            throw Refusal.of(
                    404,
                    "Expected a path such as /v2/models/MODEL/infer but found another one. "
                            + "GET /openapi.json lists them.");
        }
        String allowed = endpoint.action.method;
        if (method.equals(allowed) || (method.equals("HEAD") && allowed.equals("GET"))) return endpoint;
        throw Refusal.of(405, "Expected the method " + allowed + ".")
                .with("Allow", allowed.equals("GET") ? "GET, HEAD" : allowed);
    }

    private static @Nullable Endpoint of(List<String> path) {
        return switch (String.join("/", path)) {
            case "" -> plain(Action.PAGE);
            case "v2" -> plain(Action.SERVER);
            case "v2/health/live" -> plain(Action.LIVE);
            case "v2/health/ready" -> plain(Action.READY);
            case "v2/models" -> plain(Action.MODELS);
            case "v2/repository/index" -> plain(Action.INDEX);
            case "openapi.json" -> plain(Action.OPENAPI);
            case "metrics" -> plain(Action.METRICS);
            case "predict" -> plain(Action.PREDICT);
            case "explain" -> plain(Action.EXPLAIN);
            case "feedback" -> plain(Action.FEEDBACK);
            default -> ofModel(path);
        };
    }

    private static Endpoint plain(Action action) {
        return new Endpoint(action, null, null);
    }

    private static @Nullable Endpoint ofModel(List<String> path) {
        if (path.size() == AFTER_MODEL + 2 && path.subList(0, 3).equals(List.of("v2", "repository", "models"))) {
            Action action = switch (path.get(4)) {
                case "load" -> Action.LOAD;
                case "routing" -> Action.ROUTING;
                case "route" -> Action.ROUTE;
                default -> null;
            };
            return action == null ? null : new Endpoint(action, path.get(3), null);
        }
        if (path.size() < AFTER_MODEL
                || !path.get(0).equals("v2")
                || !path.get(1).equals("models")) return null;
        boolean versioned =
                path.size() > AFTER_MODEL + 1 && path.get(AFTER_MODEL).equals("versions");
        int at = versioned ? AFTER_MODEL + 2 : AFTER_MODEL;
        Action action = switch (String.join("/", path.subList(at, path.size()))) {
            case "" -> Action.MODEL;
            case "ready" -> Action.MODEL_READY;
            case "infer" -> Action.INFER;
            case "predict" -> Action.PREDICT;
            case "explain" -> Action.EXPLAIN;
            case "feedback" -> versioned ? null : Action.FEEDBACK;
            default -> null;
        };
        return action == null ? null : new Endpoint(action, path.get(2), versioned ? path.get(AFTER_MODEL + 1) : null);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        if (!path.startsWith("/")) return List.of("", "");
        if (path.equals("/")) return segments;
        for (String segment : path.substring(1).split("/", -1)) {
            try {
                // A plus sign is itself in a path.
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Refusal.bad("Expected a path that can be decoded but one of its escapes is wrong.", e);
            }
        }
        return segments;
    }
}

package io.github.millwork.collect;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a site asks of robots (RFC 9309): which paths they leave alone, and (a common addition) how slow they are. */
final class RobotsTxt {
    /** How this library names itself. */
    static final String AGENT = "Millwork/0.1";

    private static final String PRODUCT = "millwork";
    private static final int MOST_RULES = 10_000;
    private static final double LONGEST_DELAY = 3600;

    private record Rule(boolean allow, int length, Pattern pattern) {}

    private final List<Rule> rules;
    private final Duration delay;

    private RobotsTxt(List<Rule> rules, Duration delay) {
        this.rules = rules;
        this.delay = delay;
    }

    static RobotsTxt allowing() {
        return new RobotsTxt(List.of(), Duration.ZERO);
    }

    /** Takes the groups that name this robot, or else those for all. */
    static RobotsTxt parse(String text) {
        List<String[]> ours = new ArrayList<>();
        List<String[]> all = new ArrayList<>();
        boolean named = false;
        boolean ourGroup = false;
        boolean allGroup = false;
        boolean inAgents = false;
        for (String line : text.lines().toList()) {
            String content = line.replaceFirst("#.*", "");
            int colon = content.indexOf(':');
            if (colon < 0) continue;
            String key = content.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = content.substring(colon + 1).strip();
            if (key.equals("user-agent")) {
                if (!inAgents) {
                    ourGroup = false;
                    allGroup = false;
                }
                inAgents = true;
                String agent = value.toLowerCase(Locale.ROOT).replaceFirst("[^a-z_*-].*", "");
                ourGroup |= agent.equals(PRODUCT);
                allGroup |= agent.equals("*");
                named |= ourGroup;
            } else if (key.equals("allow") || key.equals("disallow") || key.equals("crawl-delay")) {
                inAgents = false;
                if (ourGroup && ours.size() < MOST_RULES) ours.add(new String[] {key, value});
                if (allGroup && all.size() < MOST_RULES) all.add(new String[] {key, value});
            }
        }
        return of(named ? ours : all);
    }

    private static RobotsTxt of(List<String[]> lines) {
        List<Rule> rules = new ArrayList<>();
        Duration delay = Duration.ZERO;
        for (String[] line : lines) {
            String value = line[1];
            if (line[0].equals("crawl-delay")) {
                if (value.matches("\\d{1,6}(\\.\\d{1,3})?")) {
                    double seconds = Math.min(LONGEST_DELAY, Double.parseDouble(value));
                    delay = Duration.ofMillis(Math.round(seconds * 1000));
                }
            } else if (!value.isEmpty()) {
                rules.add(new Rule(line[0].equals("allow"), value.length(), pattern(value)));
            }
        }
        return new RobotsTxt(List.copyOf(rules), delay);
    }

    /** A star stands for anything, a dollar at the end for the end. Possessive, so that no rule takes long. */
    private static Pattern pattern(String rule) {
        boolean end = rule.endsWith("$");
        String path = (end ? rule.substring(0, rule.length() - 1) : rule).replaceAll("\\*+", "*");
        StringBuilder pattern = new StringBuilder();
        String[] parts = path.split("\\*", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == 0) {
                pattern.append(Pattern.quote(parts[0]));
            } else if (i == parts.length - 1 && end) {
                pattern.append(".*").append(Pattern.quote(parts[i])).append('$');
            } else {
                pattern.append("(?>.*?").append(Pattern.quote(parts[i])).append(')');
            }
        }
        if (end && parts.length == 1) pattern.append('$');
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    /** The longest rule that matches decides, and of two the one that allows. */
    boolean allows(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        if (uri.getRawQuery() != null) path += "?" + uri.getRawQuery();
        if (path.equals("/robots.txt")) return true;
        int longest = -1;
        boolean allowed = true;
        for (Rule rule : rules) {
            if (rule.length() < longest || (rule.length() == longest && allowed)) continue;
            if (rule.pattern().matcher(path).lookingAt()) {
                longest = rule.length();
                allowed = rule.allow();
            }
        }
        return allowed;
    }

    Duration delay() {
        return delay;
    }
}

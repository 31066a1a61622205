package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.BodyKind;
import dev.keyrack.provider.engine.Descriptor.Request;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Descriptor.Send;
import dev.keyrack.provider.engine.Descriptor.SendIn;
import dev.keyrack.provider.engine.Finding.Severity;
import dev.keyrack.shared.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Checks requests, templates and expressions: that they can be read, and that every variable has a value.
final class ReferenceCheck {
    /// Literal text of a path: what RFC 3986 allows in segments.
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /// The HTTP client sets these itself.
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade",
            "transfer-encoding", "content-type", "user-agent", "cookie");

    private final Descriptor descriptor;
    private final Expressions expressions;
    private final List<Finding> findings;

    ReferenceCheck(Descriptor descriptor, Expressions expressions, List<Finding> findings) {
        this.descriptor = descriptor;
        this.expressions = expressions;
        this.findings = findings;
    }

    void request(String place, Request request, Set<String> known) {
        if (!PATH.matcher(request.path().replaceAll("\\{[^}]*}", "x")).matches()) {
            error(place + "/path", "a path begins with / and has neither query nor blanks");
        }
        template(place + "/path", request.path(), known);
        request.query().forEach((name, value) -> {
            String here = place + "/query/" + Finding.escape(name);
            if (value instanceof Map<?, ?> computed) {
                expression(here + "/value", String.valueOf(computed.get("value")), known);
            } else {
                template(here, String.valueOf(value), known);
            }
        });
        headers(place + "/headers", request.headers(), known);
        request.body().ifPresent(body -> {
            if (body.kind() != BodyKind.NONE) {
                expression(place + "/body/value", body.value(), known);
            }
        });
    }

    void headers(String place, Map<String, String> headers, Set<String> known) {
        headers.forEach((name, value) -> {
            String here = place + "/" + Finding.escape(name);
            header(here, name);
            template(here, value, known);
        });
    }

    void sends(String place, List<Send> sends, Set<String> known) {
        for (int i = 0; i < sends.size(); i++) {
            Send send = sends.get(i);
            String here = place + "/" + i;
            if (send.in() == SendIn.HEADER) {
                header(here + "/name", send.name());
            }
            template(here + "/value", send.value(), known);
            template(here + "/user", send.user(), known);
            template(here + "/pass", send.pass(), known);
        }
    }

    private void header(String place, String name) {
        if (!HEADER.matcher(name).matches() || RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
            error(place, "a descriptor cannot set the header " + name);
        }
    }

    void expressions(String place, List<String> templates, Set<String> known) {
        for (int i = 0; i < templates.size(); i++) {
            expression(place + "/" + i, templates.get(i), known);
        }
    }

    /// A JSON pointer or an expression.
    void place(String pointer, String text, Set<String> known) {
        if (!text.startsWith("/")) {
            expression(pointer, text, known);
        }
    }

    void expression(String place, String text, Set<String> known) {
        if (text.isEmpty() || text.startsWith("/")) {
            return;
        }
        try {
            expressions.check(text);
        } catch (ExpressionException e) {
            error(place, "the expression cannot be used: " + e.getMessage());
            return;
        }
        Expected.variables(text).stream().filter(name -> !known.contains(name)).forEach(
                name -> error(place, "nothing gives $" + name + " a value here", oneOf("$", name, known)));
    }

    private void template(String place, String text, Set<String> known) {
        for (String name : Template.parse(text).variables()) {
            int dot = name.indexOf('.');
            String head = dot < 0 ? name : name.substring(0, dot);
            if (!known.contains(head)) {
                error(place, "nothing gives {" + name + "} a value here", oneOf("", head, known));
            } else if (head.equals("param") && descriptor.parameters().stream()
                    .noneMatch(parameter -> name.equals("param." + parameter.name()))) {
                error(place, "there is no parameter for {" + name + "}", oneOf("param.", name.substring(dot + 1),
                        descriptor.parameters().stream().map(Descriptor.ProfileParameter::name).toList()));
            }
        }
    }

    /// An operation's name; empty text names none.
    void named(String place, String name, Resource resource) {
        if (!name.isEmpty() && !resource.operations().containsKey(name)) {
            error(place, "there is no operation called " + name, oneOf("", name, resource.operations().keySet()));
        }
    }

    /// What somebody may have meant by `typed`.
    static String oneOf(String before, String typed, Collection<String> known) {
        return Nearest.slipOf(typed, known).map(meant -> "write " + before + meant)
                .orElseGet(() -> known.isEmpty()
                        ? "there is none; add it first"
                        : "there are " + String.join(", ", new TreeSet<>(known)));
    }

    private void error(String pointer, String problem, String suggestion) {
        findings.add(new Finding(Severity.ERROR, pointer, problem, suggestion, Optional.empty()));
    }

    private void error(String pointer, String problem) {
        findings.add(new Finding(Severity.ERROR, pointer, problem, Optional.empty()));
    }
}

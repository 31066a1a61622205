package dev.keyrack.provider.engine;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.Descriptor.Body;
import dev.keyrack.provider.engine.Descriptor.BodyKind;
import dev.keyrack.provider.engine.Descriptor.Send;
import dev.keyrack.provider.engine.Descriptor.SendIn;
import dev.keyrack.provider.engine.SecretSlots.Escape;
import dev.keyrack.shared.result.Failure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Builds requests from a descriptor's templates.
final class RequestWriter {
    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()).build();

    private final Descriptor descriptor;
    private final Profile profile;
    private final Expressions expressions;
    private final EngineLimits limits;
    private final String userAgent;

    RequestWriter(Descriptor descriptor, Profile profile, Expressions expressions, EngineLimits limits) {
        this.descriptor = descriptor;
        this.profile = profile;
        this.expressions = expressions;
        this.limits = limits;
        String version = RequestWriter.class.getPackage().getImplementationVersion();
        userAgent = "Keyrack/" + (version == null ? "development" : version);
    }

    /// Builds the request of `plan`.
    ///
    /// @throws CallFailed if a variable is missing, or a value cannot be sent
    Outgoing write(Plan plan) throws CallFailed {
        Map<String, Object> variables = new LinkedHashMap<>(plan.variables());
        variables.put("uuid", UUID.randomUUID().toString());
        variables.putAll(plan.slots().variables());
        String path = profilePath() + path(plan.request().path(), variables);
        URI uri = address(plan, path, variables);
        Optional<Body> body = plan.request().body().filter(wanted -> wanted.kind() != BodyKind.NONE);
        byte[] bytes = body.isPresent() ? body(body.get(), plan.slots(), variables) : new byte[0];
        Map<String, String> headers = headers(plan, variables);
        body.ifPresent(sent -> headers.put("Content-Type", contentType(sent)));
        String shownPath = plan.exact().map(URI::getRawPath).orElseGet(() -> profilePath() + shown(plan, variables));
        try {
            HttpRequest.Builder http = HttpRequest.newBuilder(uri).timeout(limits.request()).method(
                    plan.request().method(),
                    body.isPresent() ? BodyPublishers.ofByteArray(bytes) : BodyPublishers.noBody());
            headers.forEach(http::setHeader);
            return new Outgoing(http.build(), new Wire.Shown(plan.request().method(), shownPath), bytes);
        } catch (IllegalArgumentException _) { // its message quotes the value
            throw new CallFailed(new Failure.InvalidInput("credential",
                    "it holds characters that cannot be sent in an HTTP header"));
        }
    }

    /// The whole address; a secret in it is never shown, since only the path is.
    private URI address(Plan plan, String path, Map<String, Object> variables) throws CallFailed {
        String secret = secretQuery(plan, variables);
        String text = plan.exact().isPresent()
                ? plan.exact().get().toString()
                : origin() + path + query(plan, variables);
        String joined = secret.isEmpty() ? text : text + (text.indexOf('?') < 0 ? "?" : "&") + secret;
        return URI.create(plan.slots().fillEncoded(joined));
    }

    /// The members that carry secrets; left out where the provider's own link to a page has them.
    private static String secretQuery(Plan plan, Map<String, Object> variables) throws CallFailed {
        String given = plan.exact().map(URI::getRawQuery).orElse("");
        List<String> pairs = new ArrayList<>();
        for (Send send : plan.send()) {
            String name = Template.encode(send.name()) + "=";
            if (send.in() == SendIn.QUERY && !("&" + given).contains("&" + name)) {
                pairs.add(name + rendered(send.value(), variables, UnaryOperator.identity()));
            }
        }
        return String.join("&", pairs);
    }

    /// Scheme, host and port.
    String origin() {
        return profile.baseUrl().getScheme() + "://" + profile.baseUrl().getRawAuthority();
    }

    private String profilePath() {
        String path = profile.baseUrl().getRawPath();
        return path == null ? "" : path.replaceAll("/+$", "");
    }

    /// Method's path of `plan`, with what is secret in it masked.
    String shownPath(Plan plan) {
        return plan.exact().map(URI::getRawPath).orElseGet(() -> {
            Map<String, Object> variables = new LinkedHashMap<>(plan.variables());
            variables.putAll(plan.slots().variables());
            return profilePath() + shown(plan, variables);
        });
    }

    private static String path(String template, Map<String, Object> variables) throws CallFailed {
        return rendered(template, variables, Template::encode);
    }

    /// The path with what is secret in it masked.
    private String shown(Plan plan, Map<String, Object> variables) {
        Map<String, Object> masked = new LinkedHashMap<>(variables);
        plan.slots().variables().keySet().forEach(name -> masked.put(name, "***"));
        UnaryOperator<String> encode = value -> value.equals("***") ? value : Template.encode(value);
        return Template.parse(plan.request().path()).render(masked, encode).orElse("");
    }

    private String query(Plan plan, Map<String, Object> variables) throws CallFailed {
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (Map.Entry<String, Object> member : plan.request().query().entrySet()) {
            members.put(member.getKey(), queryValues(member.getValue(), variables));
        }
        plan.query().forEach((name, value) -> members.put(name, List.of(value)));
        List<String> pairs = new ArrayList<>();
        members.forEach((name, values) -> values
                .forEach(value -> pairs.add(Template.encode(name) + "=" + Template.encode(value))));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    /// A member whose variable has no value is left out; one with several is repeated.
    private List<String> queryValues(Object value, Map<String, Object> variables) throws CallFailed {
        return value instanceof Map<?, ?> computed
                ? Values.list(evaluate(String.valueOf(computed.get("value")), variables)).stream()
                        .flatMap(one -> Values.text(one).stream()).toList()
                : Template.parse(String.valueOf(value)).render(variables, UnaryOperator.identity()).stream().toList();
    }

    private Map<String, String> headers(Plan plan, Map<String, Object> variables) throws CallFailed {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", userAgent);
        headers.put("Accept", "application/json");
        for (Map<String, String> given : List.of(descriptor.headers(), plan.request().headers())) {
            for (Map.Entry<String, String> header : given.entrySet()) {
                headers.put(header.getKey(), filled(plan, header.getValue(), variables));
            }
        }
        for (Send send : plan.send()) {
            switch (send.in()) {
                case BASIC -> {
                    String pair = filled(plan, send.user(), variables) + ":" + filled(plan, send.pass(), variables);
                    headers.put("Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
                }
                case HEADER -> headers.put(send.name(), filled(plan, send.value(), variables));
                case COOKIE -> headers.merge("Cookie", (send.name().isEmpty() ? "" : send.name() + "=")
                        + filled(plan, send.value(), variables), (one, other) -> one + "; " + other);
                case QUERY -> {
                    // part of the address
                }
            }
        }
        return headers;
    }

    private static String filled(Plan plan, String template, Map<String, Object> variables) throws CallFailed {
        return plan.slots().fill(rendered(template, variables, UnaryOperator.identity()));
    }

    private byte[] body(Body body, SecretSlots slots, Map<String, Object> variables) throws CallFailed {
        Object value = evaluate(body.value(), variables);
        return switch (body.kind()) {
            case JSON -> slots.fill(JSON.writeValueAsBytes(value), Escape.JSON);
            case FORM -> slots.fill(FormText.of(value).getBytes(StandardCharsets.US_ASCII), Escape.FORM);
            case TEXT, NONE -> slots.fill(Values.text(value).orElse("").getBytes(StandardCharsets.UTF_8), Escape.RAW);
        };
    }

    private static String contentType(Body body) {
        if (!body.type().isEmpty()) {
            return body.type();
        }
        return switch (body.kind()) {
            case FORM -> "application/x-www-form-urlencoded";
            case TEXT, NONE -> "text/plain; charset=utf-8";
            case JSON -> "application/json";
        };
    }

    private @Nullable Object evaluate(String expression, Map<String, Object> variables) throws CallFailed {
        try {
            return expressions.evaluate(expression, null, variables);
        } catch (ExpressionException e) {
            throw new CallFailed(new Failure.InvalidInput("descriptor " + descriptor.id(),
                    "the expression " + Mapping.abridged(expression) + " does not work: " + e.getMessage()));
        }
    }

    private static String rendered(String template, Map<String, Object> variables, UnaryOperator<String> encode)
            throws CallFailed {
        Template parsed = Template.parse(template);
        Optional<String> text = parsed.render(variables, encode);
        if (text.isEmpty()) {
            throw new CallFailed(new Failure.InvalidInput(parsed.missing(variables).orElse(template),
                    "the request needs it, and the profile does not say it"));
        }
        return text.get();
    }
}

package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.BodyKind;
import dev.keyrack.provider.engine.Descriptor.Request;
import java.util.Map;
import java.util.stream.Stream;

/// Which variables a request uses.
final class Uses {
    private Uses() {
    }

    /// Whether `request` uses the variable called `name` anywhere.
    static boolean isIn(Request request, String name) {
        boolean inBody = request.body().filter(body -> body.kind() != BodyKind.NONE)
                .filter(body -> Expected.variables(body.value()).contains(name)).isPresent();
        Stream<String> templates = Stream.concat(Stream.of(request.path()), request.headers().values().stream());
        return inBody || templates.anyMatch(text -> isInTemplate(text, name))
                || request.query().values().stream().anyMatch(value -> value instanceof Map<?, ?> computed
                        ? Expected.variables(String.valueOf(computed.get("value"))).contains(name)
                        : isInTemplate(String.valueOf(value), name));
    }

    private static boolean isInTemplate(String text, String name) {
        return Template.parse(text).variables().contains(name);
    }
}

package dev.keyrack.authority.http;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.shared.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields of a form, or of a query, each of which may come once (RFC 6749 section 3.1). An empty field counts as
/// missing.
public final class Form {
    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final int MOST_FIELDS = 50;

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    /// The form in the body of a request.
    public static Ruling<Form> read(Request request) {
        String type = request.header("content-type").orElse("");
        int end = type.indexOf(';');
        if (!TYPE.equals((end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT))) {
            return Ruling.denied(Denial.of(Reason.BODY_TYPE, "Send a form, with \"Content-Type: " + TYPE + "\"."));
        }
        return parse(new String(request.body(), StandardCharsets.UTF_8));
    }

    /// The fields of a query.
    public static Ruling<Form> ofQuery(Request request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : request.query().entrySet()) {
            if (entry.getValue().size() > 1) {
                return twice();
            }
            entry.getValue().forEach(value -> values.put(entry.getKey(), value));
        }
        return Ruling.granted(new Form(values));
    }

    /// A field; empty if it is missing or empty.
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /// A field that nobody shall see; whoever receives it closes it.
    public Secret secret(String name) {
        return Secret.wrap(values.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
    }

    private static Ruling<Form> parse(String body) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            try {
                String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (!pair.isEmpty() && values.put(name, value) != null) {
                    return twice();
                }
            } catch (IllegalArgumentException _) {
                return Ruling.denied(Denial.of(Reason.BODY_UNREADABLE, "The form holds a bad percent sign."));
            }
        }
        return values.size() > MOST_FIELDS
                ? Ruling.denied(Denial.of(Reason.BODY_UNREADABLE, "The form has too many fields."))
                : Ruling.granted(new Form(values));
    }

    private static Ruling<Form> twice() {
        return Ruling.denied(Denial.of(Reason.BODY_UNREADABLE, "A field came twice."));
    }
}

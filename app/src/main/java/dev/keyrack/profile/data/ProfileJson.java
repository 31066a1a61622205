package dev.keyrack.profile.data;

import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.PendingChange;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The text of `profiles.json`. Reading is strict: what is not understood would be lost by the next write.
final class ProfileJson {
    private static final int VERSION = 1;
    private static final Set<String> MEMBERS = Set.of("name", "provider", "environment", "base_url", "parameters",
            "account", "sign_in", "authority", "created_at");

    private final JsonMapper mapper = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(SerializationFeature.INDENT_OUTPUT).build();

    byte[] write(Iterable<Profile> profiles, List<PendingChange> pending) {
        ObjectNode root = mapper.createObjectNode();
        root.put("version", VERSION);
        ArrayNode list = root.putArray("profiles");
        for (Profile profile : profiles) {
            ObjectNode node = list.addObject();
            node.put("name", profile.name().value());
            node.put("provider", profile.provider());
            node.put("environment", profile.environment().word());
            node.put("base_url", profile.baseUrl().toString());
            ObjectNode parameters = node.putObject("parameters");
            new TreeMap<>(profile.parameters()).forEach(parameters::put);
            node.put("account", profile.account().orElse(null));
            if (!profile.signIn().isEmpty()) {
                node.put("sign_in", profile.signIn());
            }
            profile.authority().ifPresent(file -> node.put("authority", file));
            node.put("created_at", profile.createdAt().toString());
        }
        if (!pending.isEmpty()) {
            ArrayNode changes = root.putArray("pending");
            pending.forEach(change -> changes.addObject().put("from", change.from().value())
                    .put("to", change.to().value()).put("former_provider", change.formerProvider()));
        }
        return mapper.writeValueAsBytes(root);
    }

    /// @throws IOException if the text is damaged; the message says where
    ProfileFile read(byte[] text) throws IOException {
        JsonNode root;
        try {
            root = mapper.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr(), e);
        }
        int version = root.path("version").asInt(0);
        if (version > VERSION) {
            throw new IOException("a newer Keyrack wrote it (version " + version + "): use the newer Keyrack");
        }
        if (version != VERSION) {
            throw new IOException("/version is missing or wrong");
        }
        if (!root.path("profiles").isArray()) {
            throw new IOException("/profiles is not a list");
        }
        Map<ProfileName, Profile> profiles = new LinkedHashMap<>();
        List<JsonNode> nodes = new ArrayList<>(root.path("profiles").values());
        for (int i = 0; i < nodes.size(); i++) {
            Profile profile = profile(nodes.get(i), "/profiles/" + i);
            if (profiles.put(profile.name(), profile) != null) {
                throw new IOException("/profiles/" + i + "/name is there twice: " + profile.name());
            }
        }
        return new ProfileFile(profiles, pending(root.path("pending")));
    }

    private static List<PendingChange> pending(JsonNode nodes) throws IOException {
        List<PendingChange> pending = new ArrayList<>();
        for (JsonNode node : nodes.values()) {
            String where = "/pending/" + pending.size();
            pending.add(new PendingChange(name(node, "from", where), name(node, "to", where),
                    text(node, "former_provider", where)));
        }
        return pending;
    }

    private static ProfileName name(JsonNode node, String member, String where) throws IOException {
        String name = text(node, member, where);
        if (!ProfileName.isValid(name)) {
            throw new IOException(where + "/" + member + " cannot be a profile's name");
        }
        return new ProfileName(name);
    }

    private static Profile profile(JsonNode node, String where) throws IOException {
        for (String member : node.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw new IOException(where + "/" + member + " is not known");
            }
        }
        text(node, "name", where);
        String environment = text(node, "environment", where);
        return new Profile(name(node, "name", where), text(node, "provider", where),
                Environment.parse(environment)
                        .orElseThrow(() -> new IOException(where + "/environment cannot be an environment")),
                url(text(node, "base_url", where), where), parameters(node.path("parameters"), where),
                node.path("account").stringValueOpt(), node.path("sign_in").stringValueOpt().orElse(""),
                node.path("authority").stringValueOpt(),
                instant(text(node, "created_at", where), where));
    }

    private static String text(JsonNode node, String member, String where) throws IOException {
        return node.path(member).stringValueOpt()
                .orElseThrow(() -> new IOException(where + "/" + member + " is missing or not a text"));
    }

    private static URI url(String text, String where) throws IOException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IOException(where + "/base_url is not an address", e);
        }
    }

    private static Instant instant(String text, String where) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException(where + "/created_at is not an instant", e);
        }
    }

    private static Map<String, String> parameters(JsonNode node, String where) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            parameters.put(entry.getKey(), text(node, entry.getKey(), where + "/parameters"));
        }
        return parameters;
    }
}

package dev.keyrack.authority;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `bootstrap.json`: how the administrator of each system signs in, and the port of last time, so that a restart prints
/// the same line. See docs/decisions/0005-authority-bootstrap-file.md for why the password lies here as it is.
final class BootstrapFile {
    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()).build();
    private static final int PASSWORD_LENGTH = 24;

    /// What the file says of one system.
    ///
    /// @param id    marks the database that the password belongs to
    /// @param login the administrator's password
    /// @param given what else the administrator needs, by name
    /// @param port  port of last time, 0 if there was none
    record Entry(String id, Secret login, SequencedMap<String, Secret> given, int port) {
        static Entry fresh(SecureRandom random) {
            return new Entry(Base62.id("boot_", random), Secret.wrap(Base62.random(random, PASSWORD_LENGTH)),
                    new LinkedHashMap<>(), 0);
        }
    }

    private final Path file;

    BootstrapFile(Path file) {
        this.file = file;
    }

    /// The entry of the system; empty if there is none.
    ///
    /// @throws AuthorityException if the file is not what was written
    Optional<Entry> find(String system) throws IOException, AuthorityException {
        JsonNode entry = read().get(system);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.path("id").isString() || !entry.path("password").isString() || !entry.path("port").isInt()) {
            throw damaged();
        }
        SequencedMap<String, Secret> given = new LinkedHashMap<>();
        entry.path("given").properties()
                .forEach(each -> given.put(each.getKey(), secret(each.getValue().asString(""))));
        return Optional.of(new Entry(entry.path("id").stringValue(), secret(entry.path("password").stringValue()),
                given, entry.path("port").intValue()));
    }

    private static Secret secret(String text) {
        return Secret.ofChars(text.toCharArray());
    }

    /// Writes the entry of the system; the others stay. The file is whole at every instant.
    void save(String system, String email, Entry entry) throws IOException, AuthorityException {
        ObjectNode all = read();
        ObjectNode written = MAPPER.createObjectNode().put("id", entry.id()).put("email", email)
                .put("password", entry.login().reveal()).put("port", entry.port());
        ObjectNode given = written.putObject("given");
        entry.given().forEach((name, value) -> given.put(name, value.reveal()));
        all.set(system, written);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.write(DataFolder.ensurePrivate(fresh), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ObjectNode read() throws IOException, AuthorityException {
        if (!Files.exists(file)) {
            return MAPPER.createObjectNode();
        }
        try {
            if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            AuthorityException damaged = damaged();
            damaged.initCause(e);
            throw damaged;
        }
        throw damaged();
    }

    private AuthorityException damaged() {
        return new AuthorityException(file + " is damaged. Delete it: the administrator then gets a new password, and "
                + "all keys stay as they are.");
    }
}

package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A made-up vendor whose descriptor a test can bend, and gateways to it.
final class Workshop {
    static final ProfileName PROFILE = new ProfileName("acme-production");
    static final String PASSWORD = "corr\"ect horse\\ ü";
    static final String KEY = "acme_0123456789abcdefghij";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final MemoryKeychain keychain = new MemoryKeychain();
    final List<Duration> waits = new ArrayList<>();
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    EngineLimits limits = EngineLimits.DEFAULT;
    Environment environment = Environment.PRODUCTION;
    Map<String, String> parameters = Map.of();
    Attendant attendant = Attendant.NOBODY;
    Runnable onWait = () -> {
    };
    private final ObjectNode descriptor;
    private final Path folder;

    private Workshop(Path folder, String text) {
        this.folder = folder;
        this.descriptor = (ObjectNode) JSON.readTree(text);
    }

    /// A vendor that takes a key.
    static Workshop withKey(Path folder) {
        Workshop workshop = new Workshop(folder, VENDOR);
        workshop.keychain.put(CredentialNames.credential(PROFILE), KEY);
        return workshop;
    }

    /// A vendor that takes account and password.
    static Workshop withPassword(Path folder) {
        Workshop workshop = withKey(folder).set("/signIn", "\"session\"").set("/auth", LOGIN);
        workshop.keychain.put(CredentialNames.credential(PROFILE), PASSWORD);
        return workshop;
    }

    /// A vendor that speaks OAuth; the account is the client's id and the credential its secret.
    ///
    /// @param oauth the members of the auth's `oauth`
    static Workshop withOAuth(Path folder, String oauth) {
        return withKey(folder).set("/signIn", "\"oauth\"").set("/auth", """
                {"oauth": {"kind": "oauth", "account": "Client ID", "credential": "Client secret", "oauth": %s,
                  "send": [{"in": "header", "name": "Authorization", "value": "Bearer {token}"}]}}""".formatted(oauth));
    }

    /// Puts `json` at a place of the descriptor.
    Workshop set(String pointer, String json) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = descriptor.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (parent instanceof ArrayNode elements) {
            elements.set(Integer.parseInt(name), JSON.readTree(json));
        } else {
            ((ObjectNode) parent).set(name, JSON.readTree(json));
        }
        return this;
    }

    Workshop remove(String pointer) {
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) descriptor.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        return this;
    }

    String text() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(descriptor);
    }

    ProviderLibrary library() {
        try {
            Path users = Files.createDirectories(folder.resolve("providers"));
            Files.writeString(users.resolve("acme.json"), text());
            ProviderLibrary library = new ProviderLibrary(users);
            if (library.find("acme").isEmpty()) {
                throw new AssertionError("descriptor refused: " + library.findings());
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DescriptorGateways gateways() {
        InstantSource clock = () -> now;
        return new DescriptorGateways(library(), keychain, clock, folder.resolve("locks"), limits, attendant,
                wait -> {
                    waits.add(wait);
                    now = now.plus(wait);
                    onWait.run();
                });
    }

    Profile profile(URI address) {
        return new Profile(PROFILE, "acme", environment, address, parameters, Optional.of("ann@acme.test"), now);
    }

    KeyGateway open(TestServer server) {
        return open(server.address());
    }

    KeyGateway open(URI address) {
        return value(gateways().open(profile(address)));
    }

    static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(var value) -> value;
            case Outcome.Failed<T>(var failure) -> throw new AssertionError("failed: " + failure);
        };
    }

    static Failure failure(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Ok<?>(var value) -> throw new AssertionError("worked: " + value);
            case Outcome.Failed<?>(var failure) -> failure;
        };
    }

    static final String LOGIN = """
            {"session": {"kind": "password", "account": "E-mail", "credential": "Password",
              "send": [{"in": "header", "name": "Authorization", "value": "Bearer {token}"}],
              "login": {"request": {"method": "POST", "path": "/login", "body": {"kind": "json",
                  "value": "{'user': $account, 'pass': $credential, 'otp': $code}"}},
                "secondFactor": {"asked": {"status": [401], "when": "code = 'otp'"},
                                 "wrong": {"status": [401], "when": "code = 'bad_otp'"}},
                "session": {"token": "/t/access", "refreshToken": "/t/refresh", "expiresIn": "t.ttl"}},
              "refresh": {"request": {"method": "POST", "path": "/refresh", "body": {"kind": "json",
                  "value": "{'refresh': $refreshToken}"}}}}}""";

    private static final String VENDOR = """
            {"format": 1, "id": "acme", "name": "Acme", "noun": "token",
             "auth": {"key": {"kind": "key", "credential": "Admin key",
               "send": [{"in": "header", "name": "Authorization", "value": "Token token={credential}"}]}},
             "signIn": "key",
             "environments": {"production": "live", "*": "test"},
             "shapes": [{"prefix": "acme_"}],
             "rateLimit": {"limit": ["X-Limit"], "remaining": ["X-Remaining"], "reset": ["X-Reset"]},
             "errors": {"message": ["error.message", "detail"], "code": ["error.code"],
               "missingScope": ["error.scope"]},
             "resources": [{"id": "tokens", "noun": "token",
               "capabilities": {
                 "list": {"support": "yes", "operation": "list"},
                 "get": {"support": "yes", "operation": "get"},
                 "create": {"support": "yes", "operation": "create"},
                 "edit_name": {"support": "yes", "operation": "update"},
                 "edit_scopes": {"support": "yes", "operation": "update"},
                 "edit_expiry": {"support": "yes", "operation": "update"},
                 "disable": {"support": "yes", "operation": "update"},
                 "revoke": {"support": "yes", "operation": "revoke"},
                 "usage": {"support": "yes", "operation": "usage", "documented": false},
                 "probe": {"support": "yes"},
                 "rotate": {"support": "console", "steps": ["Open the token.", "Choose Roll."],
                            "link": "https://acme.test/tokens"}},
               "operations": {
                 "list": {"request": {"method": "GET", "path": "/tokens"}, "answer": {"items": "/items"}},
                 "get": {"request": {"method": "GET", "path": "/tokens/{id}"}},
                 "create": {"request": {"method": "POST", "path": "/tokens", "body": {"kind": "json",
                     "value": "{'label': $name, 'scopes': [$scopes], 'ttl': $expiry.seconds, 'mode': $environment}"}},
                   "answer": {"secret": {"at": "/secret"}}},
                 "update": {"request": {"method": "PATCH", "path": "/tokens/{id}", "body": {"kind": "json",
                     "value": "{'label': $name, 'scopes': $scopes, 'ends': $never ? null : $expiry.iso, 'on': $enabled}"}}},
                 "revoke": {"request": {"method": "DELETE", "path": "/tokens/{id}"}},
                 "usage": {"request": {"method": "GET", "path": "/tokens/{id}/hits",
                     "query": {"width": "{bucket}", "since": "{from.epoch_s}"}}, "answer": {"items": "/rows"}}},
               "key": {"id": "id", "name": "label", "hint": {"kind": "last", "value": "tail"}, "scopes": "scopes",
                 "createdAt": "$date('epoch_s', made)", "expiresAt": "ends",
                 "lastUsed": {"at": "used", "never": "used = null", "precision": "ten_minutes"},
                 "status": "on = false ? 'disabled' : 'active'", "owner": "by.name"},
               "usage": {"operation": "usage", "buckets": {"day": "1d"}, "start": "$date('epoch_s', at)",
                 "ok": "good", "failed": "bad"},
               "verify": {"request": {"method": "GET", "path": "/ping"},
                 "send": [{"in": "header", "name": "X-Key", "value": "{value}"}]}}]}""";
}

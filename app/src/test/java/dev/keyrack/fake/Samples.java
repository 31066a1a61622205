package dev.keyrack.fake;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.KeyShape;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Preset;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.Region;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Things that tests talk about.
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final Profile DEMO = profile("demo", Environment.DEVELOPMENT);

    private Samples() {
    }

    public static Profile profile(String name, Environment environment) {
        return new Profile(new ProfileName(name), "fakery", environment, URI.create("http://127.0.0.1:4711"), Map.of(),
                Optional.of("admin@fakery.test"), NOW);
    }

    public static Provider provider() {
        return provider(Map.of());
    }

    /// A provider that can do all but what `other` says.
    public static Provider provider(Map<Capability, Support> other) {
        Map<Capability, Support> support = Arrays.stream(Capability.values())
                .collect(Collectors.toMap(Function.identity(), _ -> new Support.Yes(true)));
        support.putAll(other);
        return new Provider("fakery", "Fakery", "https://api.fakery.test", "key",
                new SignIn(SignIn.Kind.PASSWORD, "E-mail", "Password", true), support,
                List.of(new ScopeInfo("things:read", "things", "read", false, "See things"),
                        new ScopeInfo("things:write", "things", "write", true, "Change things"),
                        new ScopeInfo("bills:read", "bills", "read", false, "See bills")),
                List.of(new KeyShape("fk_live_", Optional.of("production"))), List.of());
    }

    /// A provider of its own kind: several ways to sign in, further secrets, regions, parameters with a list.
    public static Provider manyWays() {
        Provider plain = provider();
        return new Provider("manyways", "Manyways", "", "token",
                List.of(new SignIn("login", "Password", SignIn.Kind.PASSWORD, "E-mail", "Password", List.of(),
                        List.of(), true),
                        new SignIn("key", "API key", SignIn.Kind.KEY, "", "API key",
                                List.of(new SignIn.Extra("app", "Application key")), List.of(), false),
                        new SignIn("browser", "Browser", SignIn.Kind.OAUTH_BROWSER, "", "Client secret", List.of(),
                                List.of("client"), false)),
                plain.capabilities(), plain.scopes(), false, List.of(),
                List.of(new KeyShape("mw_live_", Optional.of("production")),
                        new KeyShape("mw_test_", Optional.of("development"))),
                List.of(new Parameter("client", "Client id", "", false),
                        new Parameter("tier", "Tier", "", false, "free",
                                List.of(new Choice("free", "Free"), new Choice("paid", "Paid")), false),
                        new Parameter("project", "Project", "", true, "", List.of(), true)),
                List.of(new Region("eu", "Europe", "https://eu.manyways.test"),
                        new Region("us", "America", "https://{param.project}.us.manyways.test")),
                "", Duration.ZERO);
    }

    /// The same with three presets, of which the largest asks why, and a variable of its own.
    public static Provider withPresets() {
        Provider plain = provider();
        return new Provider(plain.id(), plain.name(), plain.address(), plain.noun(), plain.signIns(),
                plain.capabilities(), plain.scopes(), false,
                List.of(new Preset("reader", "Reader", "Sees everything, changes nothing.",
                        List.of("things:read", "bills:read"), false),
                        new Preset("worker", "Worker", "", List.of("things:read", "things:write"), false),
                        new Preset("admin", "Admin", "Can do all.",
                                List.of("things:read", "things:write", "bills:read"), true)),
                plain.shapes(), plain.parameters(), List.of(), "FAKERY_API_KEY", Duration.ZERO);
    }

    /// A provider that is asked for its scopes, or has none at all.
    public static Provider withoutCatalogue(boolean listsScopes) {
        Provider plain = provider();
        return new Provider(plain.id(), plain.name(), plain.address(), "token", plain.signIns(),
                plain.capabilities(), List.of(), listsScopes, List.of(), plain.shapes(), plain.parameters(),
                List.of(), "", Duration.ZERO);
    }

    public static ProviderCatalog catalog(Provider... providers) {
        return new ProviderCatalog() {
            @Override
            public List<Provider> all() {
                return List.of(providers);
            }

            @Override
            public Optional<Provider> find(String id) {
                return all().stream().filter(provider -> provider.id().equals(id)).findFirst();
            }
        };
    }

    public static Builder key(String id, String name, List<String> scopes) {
        return new Builder(new ApiKey(new KeyId(id), name, new Hint(Hint.Kind.PREFIX, "fk_live_0123"),
                scopes.stream().map(Scope::new).collect(Collectors.toCollection(LinkedHashSet::new)),
                Optional.of(Instant.parse("2026-01-02T03:04:05Z")), new LastUsed.Never(), Optional.empty(),
                KeyStatus.ACTIVE, Optional.of("ada@fakery.test")));
    }

    public static SeenKey seen(ApiKey key) {
        return new SeenKey(key, NOW, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ApiKey changed(ApiKey key, KeyChange change) {
        return new ApiKey(key.id(), change.name().orElse(key.name()), key.hint(), change.scopes().orElse(key.scopes()),
                key.createdAt(), key.lastUsed(), change.expiry().map(expiry -> switch (expiry) {
                    case KeyChange.Expiry.In(var time) -> Optional.of(NOW.plus(time));
                    case KeyChange.Expiry.Never() -> Optional.<Instant>empty();
                }).orElse(key.expiresAt()),
                change.enabled().map(on -> on ? KeyStatus.ACTIVE : KeyStatus.DISABLED).orElse(key.status()),
                key.owner());
    }

    /// A key with other facts.
    ///
    /// @param key as it is so far
    public record Builder(ApiKey key) {
        public Builder used(LastUsed lastUsed) {
            return new Builder(new ApiKey(key.id(), key.name(), key.hint(), key.scopes(), key.createdAt(), lastUsed,
                    key.expiresAt(), key.status(), key.owner()));
        }

        public Builder created(Optional<Instant> createdAt) {
            return new Builder(new ApiKey(key.id(), key.name(), key.hint(), key.scopes(), createdAt, key.lastUsed(),
                    key.expiresAt(), key.status(), key.owner()));
        }

        public Builder expires(Optional<Instant> expiresAt) {
            return new Builder(new ApiKey(key.id(), key.name(), key.hint(), key.scopes(), key.createdAt(),
                    key.lastUsed(), expiresAt, key.status(), key.owner()));
        }

        public Builder hint(Hint hint) {
            return new Builder(new ApiKey(key.id(), key.name(), hint, key.scopes(), key.createdAt(), key.lastUsed(),
                    key.expiresAt(), key.status(), key.owner()));
        }

        public Builder owner(Optional<String> owner) {
            return new Builder(new ApiKey(key.id(), key.name(), key.hint(), key.scopes(), key.createdAt(),
                    key.lastUsed(), key.expiresAt(), key.status(), owner));
        }

        public Builder status(KeyStatus status) {
            return new Builder(key.withStatus(status));
        }

        public ApiKey build() {
            return key;
        }
    }
}

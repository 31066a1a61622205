package dev.keyrack.cli;

import dev.keyrack.cli.JsonOut.JsonObject;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.i18n.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes profiles in the three formats.
final class ProfilePrinter {
    private static final List<String> CSV_HEADER = List.of("name", "provider", "environment", "base_url", "account",
            "parameters");

    private final Session session;
    private final Messages messages;

    ProfilePrinter(Session session) {
        this.session = session;
        this.messages = session.messages();
    }

    void list(List<Profile> profiles) {
        switch (session.format()) {
            case JSON -> session.json().array(profiles, ProfilePrinter::members);
            case CSV -> csv(profiles);
            case TABLE -> table(profiles);
        }
    }

    void added(Profile profile, Keychain store) {
        if (session.format() == OutputFormat.TABLE) {
            session.print(messages.get("cli.profile.added", profile.name().value(), profile.environment().label(),
                    profile.baseUrl().toString()));
            session.print(messages.get("cli.profile.kept", storeName(store)));
        } else {
            one(profile, store);
        }
    }

    void changed(Profile profile, Keychain store) {
        if (session.format() == OutputFormat.TABLE) {
            session.print(messages.get("cli.profile.changed", profile.name().value(), profile.environment().label(),
                    profile.baseUrl().toString()));
        } else {
            one(profile, store);
        }
    }

    void one(Profile profile, Keychain store) {
        switch (session.format()) {
            case JSON -> session.json().object(json -> {
                members(json, profile);
                json.text("sign_in", way(profile).map(SignIn::id).orElse(profile.signIn()))
                        .text("authority", profile.authority());
                json.object("store", kept -> kept.text("kind", store.kind().name().toLowerCase(Locale.ROOT))
                        .text("label", store.label()));
            });
            case CSV -> csv(List.of(profile));
            case TABLE -> details(profile, store);
        }
    }

    private void details(Profile profile, Keychain store) {
        Table table = new Table(List.of(messages.get("cli.profile.field.name"), profile.name().value()));
        table.add(List.of(messages.get("cli.profile.field.provider"), profile.provider()));
        table.add(List.of(messages.get("cli.profile.field.environment"), profile.environment().label()));
        table.add(List.of(messages.get("cli.profile.field.address"), profile.baseUrl().toString()));
        table.add(List.of(messages.get("cli.profile.field.account"), profile.account().orElse("")));
        table.add(List.of(messages.get("cli.profile.field.sign-in"), way(profile).map(way -> way.label().isEmpty()
                ? way.id()
                : messages.get("cli.profile.way", way.label(), way.id())).orElse(profile.signIn())));
        table.add(List.of(messages.get("cli.profile.field.parameters"), parameters(profile)));
        table.add(List.of(messages.get("cli.profile.field.authority"),
                profile.authority().orElseGet(() -> messages.get("cli.profile.authority.none"))));
        table.add(List.of(messages.get("cli.profile.field.store"), storeName(store)));
        table.lines().forEach(session::print);
    }

    private void table(List<Profile> profiles) {
        if (profiles.isEmpty()) {
            session.print(messages.get("cli.profile.none"));
            return;
        }
        Table table = new Table(List.of("NAME", "ENVIRONMENT", "PROVIDER", "ADDRESS", "ACCOUNT"));
        profiles.forEach(profile -> table.add(List.of(profile.name().value(), profile.environment().label(),
                profile.provider(), profile.baseUrl().toString(), profile.account().orElse(""))));
        table.lines().forEach(session::print);
    }

    private void csv(List<Profile> profiles) {
        session.print(Csv.line(CSV_HEADER));
        profiles.forEach(profile -> session
                .print(Csv.line(List.of(profile.name().value(), profile.provider(), profile.environment().word(),
                        profile.baseUrl().toString(), profile.account().orElse(""), parameters(profile)))));
    }

    private Optional<SignIn> way(Profile profile) {
        return session.services().catalog().find(profile.provider())
                .flatMap(provider -> provider.signIn(profile.signIn()));
    }

    private String storeName(Keychain store) {
        return store.kind() == Keychain.Kind.ENCRYPTED_FILE
                ? messages.get("cli.profile.store.file", session.paths().vault().toString())
                : store.label();
    }

    private static String parameters(Profile profile) {
        return new TreeMap<>(profile.parameters()).entrySet().stream().map(Map.Entry::toString)
                .collect(Collectors.joining(" "));
    }

    private static void members(JsonObject json, Profile profile) {
        json.text("name", profile.name().value()).text("provider", profile.provider())
                .text("environment", profile.environment().word()).text("base_url", profile.baseUrl().toString())
                .text("account", profile.account()).texts("parameters", new TreeMap<>(profile.parameters()));
    }
}

package dev.keyrack.cli;

import dev.keyrack.cli.JsonOut.JsonObject;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Preset;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.provider.engine.ProviderLibrary;
import dev.keyrack.shared.i18n.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes providers in the three formats.
final class ProviderPrinter {
    private static final List<String> CSV_HEADER = List.of("provider", "capability", "support", "documented",
            "reason");

    private final Session session;
    private final Messages messages;

    ProviderPrinter(Session session) {
        this.session = session;
        this.messages = session.messages();
    }

    void list(List<Provider> providers) {
        switch (session.format()) {
            case JSON -> session.json().array(providers, (json, provider) -> summary(json, provider));
            case CSV -> {
                session.print(Csv.line(List.of("id", "name", "address", "origin")));
                providers.forEach(each -> session
                        .print(Csv.line(List.of(each.id(), each.name(), each.address(), origin(each)))));
            }
            case TABLE -> {
                Table table = new Table(List.of("ID", "NAME", "ADDRESS", "SIGN-IN", "ORIGIN"));
                providers.forEach(each -> table.add(List.of(each.id(), each.name(), each.address(), ways(each),
                        origin(each).replace('_', '-'))));
                table.lines().forEach(session::print);
            }
        }
    }

    void show(Provider provider) {
        switch (session.format()) {
            case JSON -> session.json().object(json -> whole(json, provider));
            case CSV -> {
                session.print(Csv.line(CSV_HEADER));
                Arrays.stream(Capability.values()).map(capability -> provider.support(capability).isSupported()
                        ? row(provider, capability, "")
                        : row(provider, capability, reason(provider.support(capability)))).forEach(session::print);
            }
            case TABLE -> details(provider);
        }
    }

    private static String row(Provider provider, Capability capability, String reason) {
        Support support = provider.support(capability);
        return Csv.line(List.of(provider.id(), word(capability), word(support), documented(support), reason));
    }

    private void details(Provider provider) {
        session.print(Printable.clean(provider.name() + " (" + provider.id() + ")"));
        line(messages.get("cli.provider.field.address"), provider.address());
        line(messages.get("cli.provider.field.variable"), provider.variable());
        provider.regions().forEach(
                region -> line(messages.get("cli.provider.field.region", region.id()), region.address()));
        for (SignIn way : provider.signIns()) {
            line(messages.get("cli.provider.field.sign-in", way.id()), way.label());
        }
        for (Parameter parameter : provider.parameters()) {
            line(messages.get("cli.provider.field.parameter", parameter.name()), parameter.label()
                    + (parameter.required() ? ", " + messages.get("cli.provider.required") : "")
                    + (parameter.help().isEmpty() ? "" : ". " + parameter.help()));
        }
        session.print("");
        Table table = new Table(List.of("CAN", "SUPPORT", "WHY"));
        for (Capability capability : Capability.values()) {
            Support support = provider.support(capability);
            table.add(List.of(word(capability), wording(support), reason(support)));
        }
        table.lines().forEach(session::print);
        permissions(provider);
    }

    private void permissions(Provider provider) {
        if (!provider.presets().isEmpty()) {
            session.print("");
            Table table = new Table(List.of("PRESET", "PERMISSIONS", "MEANING"));
            provider.presets().forEach(preset -> table
                    .add(List.of(preset.id(), String.join(" ", preset.scopes()), preset.description())));
            table.lines().forEach(session::print);
        }
        if (!provider.scopes().isEmpty()) {
            session.print("");
            Table table = new Table(List.of("PERMISSION", "MEANING"));
            provider.scopes().forEach(scope -> table.add(List.of(scope.value(), scope.description())));
            table.lines().forEach(session::print);
        }
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            session.print(Printable.clean("  " + label + ": " + value));
        }
    }

    private String wording(Support support) {
        return switch (support) {
            case Support.Yes(var documented) when documented -> messages.get("cli.provider.yes");
            case Support.Yes _ -> messages.get("cli.provider.undocumented");
            case Support.ConsoleOnly _ -> messages.get("cli.provider.console");
            case Support.No _ -> messages.get("cli.provider.no");
        };
    }

    private static void summary(JsonObject json, Provider provider) {
        json.text("id", provider.id()).text("name", provider.name()).text("address", provider.address())
                .text("noun", provider.noun()).text("origin", origin(provider))
                .texts("sign_in", provider.signIns().stream().map(SignIn::id).toList())
                .texts("capabilities", Arrays.stream(Capability.values()).filter(provider::can)
                        .map(ProviderPrinter::word).toList());
    }

    private static void whole(JsonObject json, Provider provider) {
        json.text("id", provider.id()).text("name", provider.name()).text("address", provider.address())
                .text("noun", provider.noun()).text("origin", origin(provider)).text("variable", provider.variable())
                .objects("sign_in", provider.signIns(), ProviderPrinter::signIn)
                .objects("parameters", provider.parameters(), ProviderPrinter::parameter)
                .objects("regions", provider.regions(),
                        (out, region) -> out.text("id", region.id()).text("label", region.label()).text("address",
                                region.address()))
                .objects("capabilities", Arrays.asList(Capability.values()),
                        (out, capability) -> capability(out, capability, provider.support(capability)))
                .objects("presets", provider.presets(), ProviderPrinter::preset)
                .objects("scopes", provider.scopes(), ProviderPrinter::scope)
                .objects("shapes", provider.shapes(), (out, shape) -> out.text("prefix", shape.prefix())
                        .text("environment", shape.environment()));
    }

    private static void signIn(JsonObject json, SignIn way) {
        json.text("id", way.id()).text("label", way.label()).text("kind", way.kind().name().toLowerCase(Locale.ROOT))
                .text("account", way.account()).text("credential", way.credential())
                .texts("more", way.more().stream().map(SignIn.Extra::name).toList())
                .texts("parameters", way.parameters());
    }

    private static void parameter(JsonObject json, Parameter parameter) {
        json.text("name", parameter.name()).text("label", parameter.label()).text("help", parameter.help())
                .flag("required", parameter.required()).text("initial", parameter.initial())
                .texts("options", parameter.options().stream().map(option -> option.value()).toList())
                .flag("listed", parameter.listed());
    }

    private static void capability(JsonObject json, Capability capability, Support support) {
        json.text("name", word(capability)).text("support", word(support));
        switch (support) {
            case Support.Yes(var documented) -> json.flag("documented", documented);
            case Support.ConsoleOnly(var steps, var link) -> json.texts("steps", steps).text("link", link);
            case Support.No(var reason) -> json.text("reason", reason);
        }
    }

    private static void preset(JsonObject json, Preset preset) {
        json.text("id", preset.id()).text("label", preset.label()).text("description", preset.description())
                .texts("scopes", preset.scopes()).flag("asks_why", preset.asksWhy());
    }

    private static void scope(JsonObject json, ScopeInfo scope) {
        json.text("value", scope.value()).text("description", scope.description()).flag("changes", scope.changes());
    }

    private static String ways(Provider provider) {
        return provider.signIns().stream().map(SignIn::id).collect(Collectors.joining(" "));
    }

    private static String origin(Provider provider) {
        String file = provider.id().replaceFirst(":.*$", "");
        return ProviderLibrary.builtInIds().contains(file) ? "built_in" : "own_file";
    }

    private static String word(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Support support) {
        return switch (support) {
            case Support.Yes _ -> "yes";
            case Support.ConsoleOnly _ -> "console";
            case Support.No _ -> "no";
        };
    }

    private static String documented(Support support) {
        return support instanceof Support.Yes(var documented) ? Boolean.toString(documented) : "";
    }

    private static String reason(Support support) {
        return switch (support) {
            case Support.Yes _ -> "";
            case Support.ConsoleOnly(var steps, var link) -> String.join(" ", steps) + " " + link;
            case Support.No(var reason) -> reason;
        };
    }
}

package dev.keyrack.provider.engine;

import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.KeyShape;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Preset;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.Region;
import dev.keyrack.provider.domain.RotationWay;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.domain.Settable;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.shared.time.DurationText;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What use cases need to know of a descriptor.
final class ProviderView {
    private ProviderView() {
    }

    /// The capability's name in descriptors and messages, such as `edit_name`.
    static String word(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }

    /// Why a capability is not there; empty if nobody said.
    static String reason(Support support) {
        return switch (support) {
            case Support.Yes _ -> "";
            case Support.ConsoleOnly(var steps, var link) ->
                "This is done in the provider's own console, at " + link + ". " + String.join(" ", steps);
            case Support.No(var reason) -> reason;
        };
    }

    /// The provider that `descriptor` describes.
    ///
    static Provider of(Descriptor descriptor) {
        Map<Capability, Support> capabilities = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            descriptor.capability(word(capability))
                    .ifPresent(entry -> capabilities.put(capability, support(capability, entry, descriptor)));
        }
        return new Provider(descriptor.id(), descriptor.name(), descriptor.address(), descriptor.noun(),
                descriptor.signIn().stream().map(name -> signIn(name, descriptor.authNamed(name))).toList(),
                capabilities, scopes(descriptor), descriptor.scopes().from().isPresent(), presets(descriptor),
                shapes(descriptor), descriptor.parameters().stream().map(ProviderView::parameter).toList(),
                descriptor.regions().stream().map(one -> new Region(one.id(), one.label(), one.address())).toList(),
                descriptor.variable(), settlesWithin(descriptor.keys()), settable(descriptor));
    }

    private static Parameter parameter(Descriptor.ProfileParameter one) {
        return new Parameter(one.name(), one.label(), one.help(), one.required(), one.initial(),
                one.options().stream().map(option -> new Choice(option.value(), option.label())).toList(),
                one.pick().isPresent());
    }

    private static List<Preset> presets(Descriptor descriptor) {
        return descriptor.scopes().presets().stream().map(
                one -> new Preset(one.id(), one.label(), one.description(), one.scopes(), one.asksWhy())).toList();
    }

    /// What the request that creates a key says of it. A provider that creates none leaves nothing to say, and its
    /// capability tells why.
    private static Settable settable(Descriptor descriptor) {
        CapabilityEntry create = descriptor.keys().capabilities().get(word(Capability.CREATE));
        return Optional.ofNullable(create).map(entry -> descriptor.keys().operations().get(entry.operation()))
                .map(Descriptor.Operation::request)
                .map(request -> new Settable(Uses.isIn(request, "scopes") || Uses.isIn(request, "preset"),
                        Uses.isIn(request, "expiry")))
                .orElse(Settable.ALL);
    }

    private static Duration settlesWithin(Resource resource) {
        return resource.verify().map(Descriptor.Verify::settlesWithin).flatMap(DurationText::parse)
                .orElse(Duration.ZERO);
    }

    private static Support support(Capability capability, CapabilityEntry entry, Descriptor descriptor) {
        return switch (entry.support()) {
            case NO -> new Support.No(entry.reason());
            case CONSOLE -> new Support.ConsoleOnly(entry.steps(), entry.link());
            case YES -> new Support.Yes(isDocumented(capability, entry, descriptor));
        };
    }

    private static boolean isDocumented(Capability capability, CapabilityEntry entry, Descriptor descriptor) {
        if (entry.documented() != null) {
            return entry.documented();
        }
        String operation = capability == Capability.TWO_FACTOR
                ? descriptor.twoFactor().map(factor -> factor.setUp().operation()).orElse("")
                : entry.operation();
        Boolean documented = descriptor.operation(operation).map(Descriptor.Operation::documented).orElse(null);
        return documented == null || documented;
    }

    private static SignIn signIn(String name, Auth auth) {
        boolean code = auth.login().filter(ProviderView::mayAskForCode).isPresent();
        return new SignIn(name, auth.shownAs(), kind(auth), auth.account(), auth.credential(),
                auth.more().stream().map(extra -> new SignIn.Extra(extra.name(), extra.label())).toList(),
                auth.parameters(), code);
    }

    private static boolean mayAskForCode(Descriptor.Login login) {
        return login.secondFactor().isPresent() || login.then().stream()
                .anyMatch(step -> step.secondFactor().isPresent() || Uses.isIn(step.request(), "code"));
    }

    private static SignIn.Kind kind(Auth auth) {
        return switch (auth.kind()) {
            case NONE -> SignIn.Kind.NONE;
            case KEY -> SignIn.Kind.KEY;
            case PASSWORD -> SignIn.Kind.PASSWORD;
            case TICKET -> SignIn.Kind.BROWSER_TICKET;
            case OAUTH -> switch (auth.oauth().orElseThrow().grant()) {
                case AUTHORIZATION_CODE -> SignIn.Kind.OAUTH_BROWSER;
                case CLIENT_CREDENTIALS -> SignIn.Kind.OAUTH_CLIENT;
                case DEVICE_CODE -> SignIn.Kind.OAUTH_DEVICE;
            };
        };
    }

    /// How keys are rotated.
    static RotationWay rotation(Descriptor.Rotation rotation) {
        return new RotationWay(RotationWay.Model.valueOf(rotation.model().toUpperCase(Locale.ROOT)),
                rotation.operation(), rotation.grace(), rotation.graceOf().equals("new"),
                DurationText.parse(rotation.shortestGrace()), DurationText.parse(rotation.longestGrace()),
                DurationText.parse(rotation.usualGrace()),
                rotation.graceChoices().stream().flatMap(text -> DurationText.parse(text).stream()).toList(),
                rotation.old(), rotation.copies(), rotation.uniqueNames(), rotation.note());
    }

    private static List<ScopeInfo> scopes(Descriptor descriptor) {
        return descriptor.scopes().catalogue().stream().map(scope -> new ScopeInfo(scope.value(), scope.resource(),
                scope.verb(), scope.changes(), scope.description())).toList();
    }

    private static List<KeyShape> shapes(Descriptor descriptor) {
        return descriptor.shapes().stream().map(shape -> new KeyShape(shape.prefix(),
                Optional.of(shape.environment()).filter(environment -> !environment.isEmpty()))).toList();
    }
}

package dev.keyrack.cli;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange.Expiry;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.result.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "create", description = {"Creates a key and hands its secret over, once.",
        "The place for the secret is checked before the key is created."})
final class KeyCreateCommand extends KeyCommand {
    private static final String STDOUT = "stdout";

    @Option(names = "--name", required = true, paramLabel = "N", description = "What the key shall be called.")
    private String name = "";

    @Mixin
    private ScopeOptions scopes = new ScopeOptions();

    @Mixin
    private ChangeConsent consent = new ChangeConsent();

    @Option(names = "--dry-run", description = "Tell what would be done, and send nothing that changes anything.")
    private boolean dryRun;

    @Option(names = "--expires-in", paramLabel = "90d", converter = Converters.ExpiryText.class, description = "How long it shall work, such as 90d or 12h; never, if it is left out.")
    private Expiry expiry = new Expiry.Never();

    @Option(names = "--secret-to", required = true, paramLabel = "PLACE", description = "clipboard, stdout, file:PATH, env:PATH[:NAME], keyring:NAME or command:CMD.")
    private String place = "";

    KeyCreateCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        if (name.isBlank()) {
            throw wrongUsage(messages().get("cli.key.create.no-name"));
        }
        if (!dryRun) {
            consent.check(this, profile, false);
        }
        return wish(profile).then(wish -> {
            if (dryRun) {
                new DryRun(this).create(profile, wish);
                return Outcome.ok(ExitCode.DONE);
            }
            return target(profile).then(handOver -> handOver.check().then(_ -> agreed(profile, wish, handOver)));
        });
    }

    /// The place for the secret. A variable is called what the provider's documents call it, if they do.
    private Outcome<HandOver> target(Profile profile) {
        String usual = services().catalog().find(profile.provider()).map(Provider::variable)
                .filter(text -> !text.isEmpty()).orElse(name);
        return place.equals(STDOUT) ? Outcome.ok(new StdoutHandOver(session())) : services().handOver(place, usual);
    }

    private Outcome<Integer> agreed(Profile profile, NewKey wish, HandOver handOver) {
        return consent.given(this, profile, false, messages().get("cli.key.create.ask", wish.name(),
                profile.name().value(), profile.environment().label(), scopes(wish)))
                .then(agreed -> agreed ? create(profile, wish, handOver) : Outcome.ok(ExitCode.FOUND));
    }

    private String scopes(NewKey wish) {
        return wish.scopes().isEmpty()
                ? messages().get("cli.key.revoke.no-scopes")
                : wish.scopes().stream().map(Scope::value).collect(Collectors.joining(" "));
    }

    private Outcome<Integer> create(Profile profile, NewKey wish, HandOver handOver) {
        Outcome<IssuedKey> outcome = session().withCode(profile, () -> services().keys().create(profile, wish));
        return switch (outcome) {
            case Outcome.Ok<IssuedKey>(var issued) -> {
                try (issued) {
                    yield Outcome.ok(handOver(profile, issued, handOver));
                }
            }
            case Outcome.Failed<IssuedKey>(var failure) -> Outcome.failed(failure);
        };
    }

    private int handOver(Profile profile, IssuedKey issued, HandOver handOver) {
        ApiKey key = issued.key();
        boolean jsonToStdout = place.equals(STDOUT) && session().format() == OutputFormat.JSON;
        Outcome<String> delivered = jsonToStdout
                ? StdoutHandOver.checked(session(), () -> printer().created(profile, key, Optional.of(issued.secret())))
                : handOver.deliver(issued.secret());
        return switch (delivered) {
            case Outcome.Ok<String>(var where) -> {
                services().keys().handedOver(profile, key.id(), where);
                tell(profile, key, where);
                yield ExitCode.DONE;
            }
            case Outcome.Failed<String>(var failure) -> {
                services().keys().discarded(profile, key.id());
                session().problems().report(failure.kind(), messages().get("cli.key.create.not-handed-over", key.name(),
                        key.id().value(), profile.name().value(), FailureText.of(failure, messages())),
                        ExitCode.STORAGE, session().format());
                yield ExitCode.STORAGE;
            }
        };
    }

    private void tell(Profile profile, ApiKey key, String where) {
        String sentence = messages().get("cli.key.create.done", key.name(), key.id().value(), profile.name().value(),
                where);
        if (place.equals(STDOUT)) {
            session().remark(sentence);
        } else if (session().format() == OutputFormat.TABLE) {
            session().print(Printable.clean(sentence));
        } else {
            printer().created(profile, key, Optional.empty());
        }
    }

    private Outcome<NewKey> wish(Profile profile) {
        return scopes.read(this, profile).then(chosen -> {
            Optional<Duration> lifetime = switch (expiry) {
                case Expiry.In(var time) -> Optional.of(time);
                case Expiry.Never() -> Optional.empty();
            };
            NewKey wish = new NewKey(name.strip(), chosen.scopes(), chosen.preset(), lifetime, chosen.reason());
            return services().keys().checkCreate(profile, wish).<Outcome<NewKey>>map(Outcome::failed)
                    .orElseGet(() -> Outcome.ok(wish));
        });
    }
}

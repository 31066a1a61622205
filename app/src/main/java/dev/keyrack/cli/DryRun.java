package dev.keyrack.cli;

import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import java.util.List;
import java.util.Optional;

/// Tells what would have been done.
///
/// @param command which is only rehearsed
record DryRun(KeyCommand command) {
    /// Tells of a key that would have been created.
    void create(Profile profile, NewKey wish) {
        Session session = command.session();
        List<String> scopes = wish.scopes().stream().map(Scope::value).toList();
        if (session.format() == OutputFormat.JSON) {
            session.json()
                    .object(json -> json.flag("dry_run", true).text("would", "create")
                            .text("profile", profile.name().value())
                            .text("environment", profile.environment().word()).text("id", Optional.empty())
                            .text("name", wish.name()).texts("scopes", scopes));
        } else {
            session.print(Printable.clean(session.messages().get("cli.key.dry-run.create", wish.name(),
                    profile.name().value(), profile.environment().label(),
                    scopes.isEmpty() ? session.messages().get("cli.key.revoke.no-scopes") : String.join(" ", scopes))));
        }
    }

    /// Writes it as a result.
    ///
    /// @param verb what would be done with the key
    void tell(Profile profile, SeenKey seen, String verb) {
        Session session = command.session();
        String id = seen.key().id().value();
        if (session.format() == OutputFormat.JSON) {
            session.json()
                    .object(json -> json.flag("dry_run", true).text("would", verb)
                            .text("profile", profile.name().value())
                            .text("environment", profile.environment().word()).text("id", id)
                            .text("name", seen.key().name()));
        } else {
            session.print(Printable.clean(session.messages().get("cli.key.dry-run", verb, seen.key().name(), id,
                    profile.name().value(), profile.environment().label(),
                    command.printer().lastUsed(seen.key().lastUsed()))));
        }
    }
}

package dev.keyrack.cli;

import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;

/// Tells what would have been done.
///
/// @param command which is only rehearsed
record DryRun(KeyCommand command) {
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

package dev.keyrack.cli;

import dev.keyrack.shared.i18n.Messages;
import picocli.CommandLine;

@CommandLine.Command(name = "twofactor", description = "The second factor of the account that a profile signs in with.")
final class TwoFactorCommand extends Group {
    private TwoFactorCommand(Messages messages) {
        super(messages);
    }

    /// The group with all that is in it.
    static CommandLine of(Session session) {
        return new CommandLine(new TwoFactorCommand(session.messages()))
                .addSubcommand(new TwoFactorEnrolCommand(session)).addSubcommand(new TwoFactorVerifyCommand(session))
                .addSubcommand(new TwoFactorStatusCommand(session)).addSubcommand(new TwoFactorDisableCommand(session))
                .addSubcommand(new TwoFactorCodeCommand(session)).addSubcommand(new TwoFactorKeepCommand(session))
                .addSubcommand(new TwoFactorForgetCommand(session)).addSubcommand(new TwoFactorQrCommand(session));
    }
}

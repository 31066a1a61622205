package dev.keyrack.cli;

import dev.keyrack.shared.i18n.Messages;
import picocli.CommandLine;

@CommandLine.Command(name = "twofactor", description = "The second factor of the account that a profile signs in with.")
final class TwoFactorCommand extends Group {
    TwoFactorCommand(Messages messages) {
        super(messages);
    }
}

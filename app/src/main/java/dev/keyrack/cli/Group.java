package dev.keyrack.cli;

import dev.keyrack.bootstrap.Version;
import dev.keyrack.shared.i18n.Messages;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only holds others.
abstract class Group implements Callable<Integer> {
    private final Messages messages;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything else
    private CommandSpec spec;

    Group(Messages messages) {
        this.messages = messages;
    }

    @Override
    public final Integer call() {
        throw new ParameterException(spec.commandLine(),
                messages.get("cli.usage.subcommand", spec.qualifiedName(),
                        String.join(", ", spec.subcommands().keySet())));
    }

    @CommandLine.Command(name = "keyrack", mixinStandardHelpOptions = true, versionProvider = VersionText.class, synopsisSubcommandLabel = "COMMAND", description = {
            "Keeps an eye on the API keys of many providers, and ends those that have leaked.",
            "Without a command it opens the desktop."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                    "0:done", "1:the check found something", "2:wrong usage", "3:the provider refused",
                    "4:the provider cannot be reached or allows no more requests; try again",
                    "5:not found or ambiguous",
                    "6:local storage, keyring or lock", "70:a bug"})
    static final class Root extends Group {
        @CommandLine.Mixin
        private final Globals globals;

        Root(Messages messages, Globals globals) {
            super(messages);
            this.globals = globals;
        }

        Globals globals() {
            return globals;
        }
    }

    @CommandLine.Command(name = "authority", description = "The embedded server that issues keys.")
    static final class Authority extends Group {
        Authority(Messages messages) {
            super(messages);
        }
    }

    @CommandLine.Command(name = "profile", description = "One account at one provider in one environment.")
    static final class Profiles extends Group {
        Profiles(Messages messages) {
            super(messages);
        }
    }

    @CommandLine.Command(name = "key", description = "The keys of a profile.")
    static final class Keys extends Group {
        Keys(Messages messages) {
            super(messages);
        }
    }

    @CommandLine.Command(name = "provider", description = "The systems that issue keys, as descriptors tell of them.")
    static final class Providers extends Group {
        Providers(Messages messages) {
            super(messages);
        }
    }

    @CommandLine.Command(name = "keychain", description = "Where credentials are kept, and what opens it.")
    static final class Keychains extends Group {
        Keychains(Messages messages) {
            super(messages);
        }
    }

    @CommandLine.Command(name = "token", description = "JSON Web Tokens.")
    static final class Tokens extends Group {
        Tokens(Messages messages) {
            super(messages);
        }
    }

    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"keyrack " + Version.text()};
        }
    }
}

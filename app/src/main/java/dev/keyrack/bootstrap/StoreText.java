package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.Keychain.Kind;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainControl.Reason;
import dev.keyrack.credential.domain.KeychainControl.State;
import dev.keyrack.profile.ui.FirstRunView;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;

/// The store for credentials in words: which one, and why.
final class StoreText {
    private StoreText() {
    }

    /// For the line at the bottom of the window.
    static String status(State state, Messages messages) {
        if (state.kind() == Kind.MEMORY) {
            return messages.get("bootstrap.store.memory");
        }
        return isByKeyring(state) ? messages.get("bootstrap.store.keyring") : messages.get("bootstrap.store.file");
    }

    /// For the first run.
    static FirstRunView.Fact fact(State state, Messages messages) {
        if (state.kind() == Kind.MEMORY) {
            return new FirstRunView.Fact(messages.get("bootstrap.fact.memory"),
                    messages.get("bootstrap.fact.memory.rest"), "warning");
        }
        if (isByKeyring(state)) {
            return new FirstRunView.Fact(messages.get("bootstrap.fact.keyring"),
                    messages.get("bootstrap.fact.keyring.rest"), "success");
        }
        if (state.reason() == Reason.PASSPHRASE_FILE_GIVEN || state.keyringProblem().isEmpty()) {
            return new FirstRunView.Fact(messages.get("bootstrap.fact.file"),
                    messages.get("bootstrap.fact.file.given"), "success");
        }
        return new FirstRunView.Fact(state.keyringProblem().filter(Problem.LOCKED::equals).isPresent()
                ? messages.get("bootstrap.fact.locked-keyring")
                : messages.get("bootstrap.fact.no-keyring"), messages.get("bootstrap.fact.file.rest"), "warning");
    }

    private static boolean isByKeyring(State state) {
        return state.openings().contains(Opening.KEYRING) || state.reason() == Reason.KEYRING_ANSWERS;
    }
}

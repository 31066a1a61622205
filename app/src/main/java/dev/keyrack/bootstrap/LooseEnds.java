package dev.keyrack.bootstrap;

import dev.keyrack.credential.ui.AfterUnlockView;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What locking has left behind, and what came after it: told once it is unlocked. Nothing of it is on the screen before.
/// JavaFX thread.
final class LooseEnds {
    private enum Kind { SECRET, PROOF, CODES }

    private record End(Kind kind, Profile profile, Optional<ApiKey> key) {}

    /// Where a person is led to.
    interface Places {
        /// A key of a profile.
        void key(String profile, String id);

        /// The second factor of a profile's account.
        void twoFactor(String profile);
    }

    private final List<End> ends = new ArrayList<>();

    /// Nobody has the secret of that key, or at most somebody who pasted it in time.
    void secretLost(Profile profile, ApiKey key) {
        ends.add(new End(Kind.SECRET, profile, Optional.of(key)));
    }

    /// The key was revoked, and nobody knows yet that it is dead.
    void proofWaits(Profile profile, ApiKey key) {
        ends.add(new End(Kind.PROOF, profile, Optional.of(key)));
    }

    /// The second factor of that profile's account is on, and nobody has its backup codes.
    void codesLost(Profile profile) {
        ends.add(new End(Kind.CODES, profile, Optional.empty()));
    }

    /// Gives all of it, once.
    List<AfterUnlockView.Item> take(Messages messages, Places places) {
        List<AfterUnlockView.Item> items = ends.stream().map(end -> item(end, messages, places)).toList();
        ends.clear();
        return items;
    }

    private static AfterUnlockView.Item item(End end, Messages messages, Places places) {
        String profile = end.profile().name().value();
        String name = end.key().map(key -> key.name().isEmpty() ? key.id().value() : key.name()).orElse("");
        Runnable showKey = () -> end.key().ifPresent(key -> places.key(profile, key.id().value()));
        return switch (end.kind()) {
            case SECRET -> new AfterUnlockView.Item(messages.get("bootstrap.after.secret", name, profile),
                    messages.get("bootstrap.after.secret.rest"), messages.get("bootstrap.after.show"), showKey);
            case PROOF -> new AfterUnlockView.Item(messages.get("bootstrap.after.proof", name, profile),
                    messages.get("bootstrap.after.proof.rest"), messages.get("bootstrap.after.show"), showKey);
            case CODES -> new AfterUnlockView.Item(messages.get("bootstrap.after.codes", profile),
                    messages.get("bootstrap.after.codes.rest"), messages.get("bootstrap.after.show-two-factor"),
                    () -> places.twoFactor(profile));
        };
    }
}

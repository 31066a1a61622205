package dev.keyrack.bootstrap;

import dev.keyrack.credential.ui.AfterUnlockView;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// What locking has left behind, and what came after it: told once it is unlocked. Nothing of it is on the screen before.
/// JavaFX thread.
final class LooseEnds {
    private record End(Profile profile, ApiKey key, boolean isSecret) {}

    private final List<End> ends = new ArrayList<>();

    /// Nobody has the secret of that key, or at most somebody who pasted it in time.
    void secretLost(Profile profile, ApiKey key) {
        ends.add(new End(profile, key, true));
    }

    /// The key was revoked, and nobody knows yet that it is dead.
    void proofWaits(Profile profile, ApiKey key) {
        ends.add(new End(profile, key, false));
    }

    /// Gives all of it, once.
    ///
    /// @param show leads to a key: name of its profile, and its id
    List<AfterUnlockView.Item> take(Messages messages, BiConsumer<String, String> show) {
        List<AfterUnlockView.Item> items = ends.stream().map(end -> item(end, messages, show)).toList();
        ends.clear();
        return items;
    }

    private static AfterUnlockView.Item item(End end, Messages messages, BiConsumer<String, String> show) {
        ApiKey key = end.key();
        String name = key.name().isEmpty() ? key.id().value() : key.name();
        Runnable action = () -> show.accept(end.profile().name().value(), key.id().value());
        return end.isSecret()
                ? new AfterUnlockView.Item(messages.get("bootstrap.after.secret", name, end.profile().name()),
                        messages.get("bootstrap.after.secret.rest"), messages.get("bootstrap.after.show"), action)
                : new AfterUnlockView.Item(messages.get("bootstrap.after.proof", name, end.profile().name()),
                        messages.get("bootstrap.after.proof.rest"), messages.get("bootstrap.after.show"), action);
    }
}

package dev.keyrack.fake;

import dev.keyrack.reveal.domain.ClipboardPort;
import dev.keyrack.shared.secret.Secret;

/// A clipboard in memory.
public final class FakeClipboard implements ClipboardPort {
    public String text = "";

    @Override
    public void put(Secret secret) {
        text = secret.reveal();
    }

    @Override
    public boolean holds(Secret secret) {
        return text.equals(secret.reveal());
    }

    @Override
    public void clear() {
        text = "";
    }
}

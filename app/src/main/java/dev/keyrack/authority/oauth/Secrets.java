package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.KeyMint;
import dev.keyrack.shared.secret.Secret;

/// Makes values that nobody can guess.
final class Secrets {
    private Secrets() {
    }

    /// 256 random bits; the caller closes it.
    static Secret fresh(Core core) {
        return Secret.wrap(Base62.random(core.random(), KeyMint.RANDOM_LENGTH));
    }
}

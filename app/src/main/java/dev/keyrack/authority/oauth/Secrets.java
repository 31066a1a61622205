package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Core;
import dev.keyrack.shared.secret.Secret;

/// Makes values that nobody can guess.
final class Secrets {
    /// 43 digits of 62 are 256 bits.
    private static final int LENGTH = 43;

    private Secrets() {
    }

    /// 256 random bits; the caller closes it.
    static Secret fresh(Core core) {
        return Secret.wrap(Base62.random(core.random(), LENGTH));
    }
}

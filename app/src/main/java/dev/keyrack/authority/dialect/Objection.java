package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.http.Request;
import java.util.Optional;

/// Why a system does not take a good key with some requests.
@FunctionalInterface
interface Objection {
    /// What speaks against the key in this request; empty for nothing.
    Optional<Denial> to(Request request, KeyFacts key);
}

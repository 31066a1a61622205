package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.provider.engine.Descriptor.Condition;
import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.provider.engine.Descriptor.Verify;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries the value of a key on a request that changes nothing.
final class Prober {
    private final Engine engine;
    private final Offering offering;

    Prober(Engine engine, Offering offering) {
        this.engine = engine;
        this.offering = offering;
    }

    /// Sends `verify` with `value`, which stays the caller's.
    Probe probe(Verify verify, Secret value) throws CallFailed {
        Map<String, Secret> parts = offering.secretPlace().map(place -> NewSecret.split(place, value))
                .orElse(Map.of());
        try {
            return probe(verify, value, parts);
        } finally {
            parts.values().forEach(Secret::close);
        }
    }

    private Probe probe(Verify verify, Secret value, Map<String, Secret> parts) throws CallFailed {
        SecretSlots slots = new SecretSlots().with("value", value);
        parts.forEach(slots::with);
        Plan plan = new Plan(verify.request(), verify.send(), engine.variables(), slots, Map.of(), Optional.empty(),
                Errors.NONE, List.of(), List.of(), engine.limits().listBytes(), true, false, true);
        try (Reply reply = engine.exchanger().exchange(plan)) {
            Call call = engine.errors().said(reply, Errors.NONE, slots.secrets());
            return new Probe(verdict(verify, reply), call);
        }
    }

    private Verdict verdict(Verify verify, Reply reply) {
        if (holdsOne(verify.refused(), reply)) {
            return Verdict.REFUSED;
        }
        if (holdsOne(verify.accepted(), reply)) {
            return Verdict.ACCEPTED;
        }
        if (!verify.accepted().isEmpty() && !verify.refused().isEmpty()) {
            return Verdict.UNCLEAR; // the descriptor says both, and it is neither
        }
        int status = reply.status();
        if (status == 401 && verify.refused().isEmpty()) {
            return Verdict.REFUSED;
        }
        boolean taken = (status >= 200 && status < 300) || status == 403;
        return taken && verify.accepted().isEmpty() ? Verdict.ACCEPTED : Verdict.UNCLEAR;
    }

    private boolean holdsOne(List<Condition> conditions, Reply reply) {
        return conditions.stream()
                .anyMatch(condition -> engine.errors().holds(condition, reply.status(), reply.tree()));
    }
}

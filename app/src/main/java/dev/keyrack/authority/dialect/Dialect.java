package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.http.Site;
import dev.keyrack.shared.secret.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// How one system looks from outside: paths, bodies, errors, prefixes, scopes. All that it does is the core's.
public interface Dialect {
    /// What the core has to know of it.
    SystemTraits traits();

    /// Makes what an administrator needs beside e-mail and password, such as a first key, on a database that has none
    /// of it yet.
    ///
    /// @return the values by the names under which the ready line tells them, such as `api_key`; the caller closes them
    default SequencedMap<String, Secret> provision(Core core) {
        return new LinkedHashMap<>();
    }

    /// What the demo's company has there beside its keys.
    ///
    /// @param now the time of filling
    default List<Resource> sample(Instant now, RandomGenerator random) {
        return List.of();
    }

    /// The system as a site.
    Site open(Core core, Billing billing);
}

package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.http.Site;

/// How one system looks from outside: paths, bodies, errors, prefixes, scopes. All that it does is the core's.
public interface Dialect {
    /// What the core has to know of it.
    SystemTraits traits();

    /// The system as a site.
    Site open(Core core, Billing billing);
}

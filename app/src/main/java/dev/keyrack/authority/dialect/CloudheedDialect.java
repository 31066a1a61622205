package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import dev.keyrack.authority.http.Site;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Cloudheed: sign-in by password with JWTs and refresh tokens, keys `ch_live_…` and `ch_test_…`, two-factor
/// authentication.
///
/// Its document gives login, refresh, creating a key, using it, the scopes, and 2FA setup and verify. Everything else
/// here is beyond the document and in its style: listing, reading, changing, deleting keys and their usage; the status
/// of 2FA and turning it off; the member `environment` of a new key; and what the protected resources hold.
final class CloudheedDialect implements Dialect {
    private static final int HINT_LENGTH = 12;

    private final SystemTraits traits = new SystemTraits("cloudheed", "Cloudheed", "admin@cloudheed.test", prefixes(),
            HINT_LENGTH, List.of("databases:read", "databases:write", "backups:read", "backups:write", "billing:read",
                    "org:read", "org:write"));

    @Override
    public SystemTraits traits() {
        return traits;
    }

    @Override
    public List<Resource> sample(Instant now, RandomGenerator random) {
        return CloudheedSample.resources(now, random);
    }

    @Override
    public Site open(Core core, Billing billing) {
        Router<Endpoint> router = new Router<>();
        new SessionEndpoints(core, UnaryOperator.identity()).addTo(router, "/v1/auth");
        new CloudheedSecondFactor(core).addTo(router);
        new KeyEndpoints(core, new CloudheedKeys(core)).addTo(router, new Access.Members());
        new CloudheedResources(core).addTo(router);
        new CloudheedOrganisation(core, billing).addTo(router);
        return new GatedSite(router, core.gatekeeper(), core.meter(), new CloudheedErrors(), Request::bearer);
    }

    private static Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("live", "ch_live_");
        prefixes.put("test", "ch_test_");
        return prefixes;
    }
}

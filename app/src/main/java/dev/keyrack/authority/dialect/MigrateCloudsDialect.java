package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.KeyIssued;
import dev.keyrack.authority.core.RequestLimits;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import dev.keyrack.authority.http.Site;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// MigrateClouds: keys with the permission Read-only, Read-write, Admin or Custom, a request limit by plan.
///
/// Its document gives the Bearer header, `GET /v1/files`, the four permissions, and the statuses, causes and solutions of
/// errors. Keys are managed in a dashboard there. So everything else here is beyond the document and in its style: the
/// prefixes `mc_live_…` and `mc_test_…`, the operations of a custom key and what they open, managing keys, signing in,
/// the shape of errors, and the limits with their headers.
final class MigrateCloudsDialect implements Dialect {
    /// Requests a minute by plan; the document knows that there is a limit.
    private static final Map<String, Integer> LIMITS = Map.of("free", 60, "pro", 120, "enterprise", 600);
    private static final int HINT_LENGTH = 12;

    private final SystemTraits traits = new SystemTraits("migrateclouds", "MigrateClouds", "admin@migrateclouds.test",
            prefixes(), HINT_LENGTH, MigrateCloudsPermission.catalogue());

    @Override
    public SystemTraits traits() {
        return traits;
    }

    /// An admin key like any other. The one that was given before is revoked: nobody holds its value any more.
    @Override
    public SequencedMap<String, Secret> provision(Core core) {
        core.settings().get(Dialect.GIVEN_KEY).map(id -> new String(id, StandardCharsets.UTF_8))
                .ifPresent(core.keys()::revoke);
        KeyIssued issued = core.keys().createAdministrator(traits.defaultEnvironment(), traits.adminEmail());
        core.settings().put(Dialect.GIVEN_KEY, issued.key().facts().id().getBytes(StandardCharsets.UTF_8));
        SequencedMap<String, Secret> given = new LinkedHashMap<>();
        given.put("api_key", issued.value());
        return given;
    }

    @Override
    public List<Resource> sample(Instant now, RandomGenerator random) {
        return MigrateCloudsSample.resources(now, random);
    }

    @Override
    public Site open(Core core, Billing billing) {
        Router<Endpoint> router = new Router<>();
        new SessionEndpoints(core, UnaryOperator.identity()).addTo(router, "/v1/auth");
        new SecondFactorEndpoints(core).addTo(router, "/v1/auth/2fa");
        new KeyEndpoints(core, new MigrateCloudsKeys(core)).addTo(router,
                new Access.Scoped(MigrateCloudsPermission.MANAGE));
        new MigrateCloudsResources(core).addTo(router);
        new MigrateCloudsAccount(core, billing).addTo(router);
        return new GatedSite(router, core.gatekeeper(), core.meter(), new MigrateCloudsErrors(), Request::bearer)
                .limitedTo(new RequestLimits(LIMITS.getOrDefault(billing.plan(), 60), core.clock()),
                        LimitGate.Words.TO_GO);
    }

    private static Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("live", "mc_live_");
        prefixes.put("test", "mc_test_");
        return prefixes;
    }
}

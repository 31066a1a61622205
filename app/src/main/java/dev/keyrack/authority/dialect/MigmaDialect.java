package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.RequestLimits;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import dev.keyrack.authority.http.Site;
import dev.keyrack.shared.secret.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// Migma: keys `mgma_sk_live_…` and `mgma_sk_test_…`, seven permissions, a request limit by plan that every answer
/// tells.
///
/// Its document gives the use of a key, `GET /v1/projects`, the permissions, the two kinds of keys, the errors 401, 403
/// and 429, and the limits. Keys are managed in a web console there. So everything else here is beyond the document and
/// in its style: signing in, managing keys, their usage, what the permissions open, and the header
/// `X-Migma-Environment`, with which a request says which environment it is for.
final class MigmaDialect implements Dialect {
    /// Header of a request: `live` takes live keys alone, `test` takes all, as without it.
    private static final String ENVIRONMENT = "x-migma-environment";

    /// Requests a minute by plan. Enterprise has "custom limits": this is ours.
    private static final Map<String, Integer> LIMITS = Map.of("free", 10, "pro", 100, "enterprise", 1_000);

    /// Nothing of a value but its prefix is kept.
    private static final int HINT_LENGTH = "mgma_sk_live_".length();

    /// The ids have no prefix: people tell keys apart by an id's first eight characters.
    private final SystemTraits traits = new SystemTraits("migma", "Migma", "admin@migma.test", prefixes(), HINT_LENGTH,
            List.of("audience:read", "audience:write", "email:read", "email:send", "template:read", "webhook:read",
                    "webhook:write"))
            .withIdPrefix("").withManagementScope("api-keys:manage");

    @Override
    public SystemTraits traits() {
        return traits;
    }

    @Override
    public SequencedMap<String, Secret> provision(Core core) {
        SequencedMap<String, Secret> given = new LinkedHashMap<>();
        given.put("api_key", core.keys().createAdministrator("live", traits.adminEmail()).value());
        return given;
    }

    @Override
    public List<Resource> sample(Instant now, RandomGenerator random) {
        return new MigmaSample(now, random).resources();
    }

    @Override
    public Site open(Core core, Billing billing) {
        Router<Endpoint> router = new Router<>();
        new SessionEndpoints(core, MigmaAnswers::wrapped).addTo(router, "/v1/auth");
        new KeyEndpoints(core, new MigmaKeys(core)).addTo(router, new Access.Managers());
        new MigmaResources(core).addTo(router);
        return new GatedSite(router, core.gatekeeper(), core.meter(), new MigmaErrors(), Request::bearer)
                .objecting(this::misplaced)
                .limitedTo(new RequestLimits(LIMITS.getOrDefault(billing.plan(), 10), core.clock()));
    }

    /// "Using test key in production environment" is one of the document's causes of a 401.
    private Optional<Denial> misplaced(Request request, KeyFacts key) {
        return request.header(ENVIRONMENT).flatMap(wanted -> switch (wanted) {
            case "test" -> Optional.empty();
            case "live" -> "live".equals(key.environment())
                    ? Optional.empty()
                    : Optional.of(
                            Denial.of(Reason.KEY_MISPLACED, "This is a test key, and the request is for live ones."));
            default -> Optional.of(Denial.invalid("X-Migma-Environment",
                    "The header X-Migma-Environment has to be \"live\" or \"test\"."));
        });
    }

    private static Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("live", "mgma_sk_live_");
        prefixes.put("test", "mgma_sk_test_");
        return prefixes;
    }
}

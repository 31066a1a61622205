package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.RequestLimits;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import dev.keyrack.authority.http.Site;
import dev.keyrack.authority.oauth.OAuthServer;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The generic system: keys `sk_live_…` and `sk_test_…`, OAuth 2.0 with JWT access tokens.
///
/// Its document gives the use of a key, `GET /v1/users`, the authorization request, the token exchange, the shape of a
/// JWT, four error codes and the two kinds of keys. Keys are managed in a dashboard there. So everything else here is
/// beyond the document and in its style: managing keys, signing in with a password, scopes of keys, the header
/// `X-Environment`, projects, and all of OAuth that the document does not show.
final class GenericDialect implements Dialect {
    static final String PRODUCTION = "production";
    static final String SANDBOX = "sandbox";

    private static final String LIVE = "sk_live_";
    private static final String CLIENT = "keyrack";
    private static final String PUBLIC_CLIENT = "keyrack-desktop";

    /// Requests a minute by plan.
    private static final Map<String, Integer> LIMITS = Map.of("free", 60, "pro", 600, "enterprise", 6_000);
    private static final int HINT_LENGTH = 12;

    private final SystemTraits traits = new SystemTraits("generic", "Generic", "admin@generic.test", prefixes(),
            HINT_LENGTH, List.copyOf(meanings().keySet())).withManagementScope("api-keys:manage");

    @Override
    public SystemTraits traits() {
        return traits;
    }

    @Override
    public SequencedMap<String, Secret> provision(Core core) {
        SequencedMap<String, Secret> given = new LinkedHashMap<>();
        given.put("api_key", core.keys().createAdministrator(PRODUCTION, traits.adminEmail()).value());
        given.put("client_id", Secret.wrap(CLIENT.getBytes(StandardCharsets.US_ASCII)));
        given.put("client_secret", OAuthServer.registerConfidential(core, CLIENT, "Keyrack"));
        OAuthServer.registerPublic(core, PUBLIC_CLIENT, "Keyrack Desktop");
        return given;
    }

    @Override
    public List<Resource> sample(Instant now, RandomGenerator random) {
        return Stream.of("Carrier portal", "Depot planner", "Returns desk").map(name -> {
            Instant created = now.minus(Duration.ofDays(1 + random.nextInt(400)));
            return new Resource(Base62.id("prj_", random), GenericResources.kind(PRODUCTION), Optional.empty(), name,
                    "active", Map.of(), created, created);
        }).toList();
    }

    @Override
    public Site open(Core core, Billing billing) {
        Router<Endpoint> router = new Router<>();
        for (OAuthServer.Route route : new OAuthServer(core, meanings()).routes()) {
            router.add(route.method(), route.path(), new Endpoint(new Access.Open(),
                    exchange -> Ruling.granted(route.action().apply(exchange.request()))));
        }
        GenericKeys keys = new GenericKeys(core);
        new KeyEndpoints(core, keys, keys::list).addTo(router, new Access.ManagersAndApplications("read"),
                new Access.ManagersAndApplications("write"));
        new SessionEndpoints(core, UnaryOperator.identity()).addTo(router, "/v1/auth");
        new SecondFactorEndpoints(core).addTo(router, "/v1/auth/2fa");
        new GenericResources(core).addTo(router);
        return new GatedSite(router, core.gatekeeper(), core.meter(), new GenericErrors(), GenericDialect::credential)
                .objecting(this::misplaced)
                .limitedTo(new RequestLimits(LIMITS.getOrDefault(billing.plan(), 60), core.clock()),
                        LimitGate.Words.EPOCH);
    }

    /// The document has keys and JWTs: what is no JWT counts as a key, if need be as one that nobody knows.
    private static Optional<String> credential(Request request) {
        return request.bearer().map(given -> given.startsWith("sk_") || given.chars().filter(c -> c == '.').count() == 2
                ? given
                : LIVE);
    }

    /// A key opens its own environment alone, but for the administrator's, which manages the keys of both.
    private Optional<Denial> misplaced(Request request, KeyFacts key) {
        return request.header(GenericResources.ENVIRONMENT)
                .filter(wanted -> !wanted.equals(key.environment()) && !traits.manages(key))
                .map(wanted -> traits.prefixes().containsKey(wanted)
                        ? Denial.of(Reason.KEY_MISPLACED,
                                "The API key provided is a " + key.environment() + " key and does not work in "
                                        + wanted + ". Use a key that begins with " + traits.prefixes().get(wanted)
                                        + ".")
                        : Denial.invalid("X-Environment",
                                "The header X-Environment has to be \"production\" or \"sandbox\"."));
    }

    private static SequencedMap<String, String> meanings() {
        SequencedMap<String, String> meanings = new LinkedHashMap<>();
        meanings.put("read", "See users, projects and API keys");
        meanings.put("write", "Create, change and remove projects and API keys");
        return meanings;
    }

    private static Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put(PRODUCTION, LIVE);
        prefixes.put(SANDBOX, "sk_test_");
        return prefixes;
    }
}

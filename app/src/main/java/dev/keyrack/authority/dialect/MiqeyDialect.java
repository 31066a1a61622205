package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Organisation;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import dev.keyrack.authority.http.Site;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// Miqey: API tokens `mq_…` of one application, without scopes and without an end.
///
/// Its document gives `GET /api` with a token, and the profile page where tokens are generated, listed and revoked.
/// Everything else here is beyond the document and in its style: the calls behind that page, the sign-in, the prefix.
final class MiqeyDialect implements Dialect {
    private static final int HINT_LENGTH = 7;

    private final SystemTraits traits = new SystemTraits("miqey", "Miqey", "admin@miqey.test",
            Map.of("application", "mq_"), HINT_LENGTH, List.of()).withIdPrefix("tok_")
            .withManagementScope("api-tokens:manage").withoutExpiry();

    @Override
    public SystemTraits traits() {
        return traits;
    }

    @Override
    public SequencedMap<String, Secret> provision(Core core) {
        SequencedMap<String, Secret> given = new LinkedHashMap<>();
        given.put(MiqeyTokens.APPLICATION, Secret.wrap(applicationId(core).getBytes(StandardCharsets.UTF_8)));
        given.put("api_key", core.keys().createAdministrator(traits.defaultEnvironment(), traits.adminEmail()).value());
        return given;
    }

    @Override
    public Site open(Core core, Billing billing) {
        String applicationId = applicationId(core);
        Router<Endpoint> router = new Router<>();
        router.add("GET", "/api", new Endpoint(new Access.AnyKey(), _ -> Ruling.granted(Answer.ok(Json.object()
                .put(MiqeyTokens.APPLICATION, applicationId).put("name", name(core)).put("status", "ok")))));
        new SessionEndpoints(core, UnaryOperator.identity()).addTo(router, "/api/session");
        new MiqeyTokens(core, applicationId).addTo(router);
        return new GatedSite(router, core.gatekeeper(), core.meter(), new MiqeyErrors(), Request::bearer);
    }

    private static String name(Core core) {
        return core.accounts().organisation().map(Organisation::name).orElseThrow();
    }

    /// The id of the one application, which is made when it is first asked for and stays.
    private static String applicationId(Core core) {
        Optional<byte[]> known = core.settings().get(MiqeyTokens.APPLICATION);
        if (known.isPresent()) {
            return new String(known.get(), StandardCharsets.UTF_8);
        }
        String fresh = core.newId("app_");
        core.settings().put(MiqeyTokens.APPLICATION, fresh.getBytes(StandardCharsets.UTF_8));
        return fresh;
    }
}

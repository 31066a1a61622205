package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Caller;
import dev.keyrack.authority.core.Gatekeeper;
import dev.keyrack.authority.core.KeyEntry;
import dev.keyrack.authority.core.Meter;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import dev.keyrack.authority.http.Site;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Leads each request through path, method, credential and scope to its endpoint, in that order, and counts it for the
/// key it carries.
final class GatedSite implements Site {
    private static final int NOT_ANSWERED = 500;

    private final Router<Endpoint> router;
    private final Gatekeeper gatekeeper;
    private final Meter meter;
    private final ErrorShape errors;
    private final Function<Request, Optional<String>> credential;

    /// @param credential where this system's requests carry their credential
    GatedSite(Router<Endpoint> router, Gatekeeper gatekeeper, Meter meter, ErrorShape errors,
            Function<Request, Optional<String>> credential) {
        this.router = router;
        this.gatekeeper = gatekeeper;
        this.meter = meter;
        this.errors = errors;
        this.credential = credential;
    }

    @Override
    public Answer handle(Request request) {
        return switch (router.find(request.method(), request.path())) {
            case Router.Match.Found<Endpoint>(var endpoint, var parameters) -> serve(request, endpoint, parameters);
            case Router.Match.OtherMethod<Endpoint>(var allowed) -> errors
                    .of(405, "method_not_allowed",
                            request.method() + " is not possible here. Possible: " + allowed + ".")
                    .with("Allow", allowed);
            case Router.Match.NoPath<Endpoint>() ->
                errors.of(404, "not_found", "There is nothing at " + request.path() + ".");
        };
    }

    @Override
    public Answer error(int status, String code, String message) {
        return errors.of(status, code, message);
    }

    private Answer serve(Request request, Endpoint endpoint, Map<String, String> parameters) {
        if (endpoint.access() instanceof Access.Open) {
            return answer(endpoint.action().on(new Exchange(request, parameters, new Caller.Nobody())));
        }
        Optional<Gatekeeper.Identity> identity = credential.apply(request).map(gatekeeper::identify);
        if (identity.isEmpty()) {
            return errors.of(Gatekeeper.noCredential());
        }
        Ruling<Caller> caller = identity.get().caller();
        int status = NOT_ANSWERED;
        try {
            Answer answer = answer(caller.then(known -> admit(known, endpoint.access()))
                    .then(known -> endpoint.action().on(new Exchange(request, parameters, known))));
            status = answer.status();
            return answer;
        } finally {
            count(identity.get().key(), status, caller instanceof Ruling.Granted<Caller>);
        }
    }

    private Ruling<Caller> admit(Caller caller, Access access) {
        return switch (access) {
            case Access.Open(),Access.AnyKey() -> Ruling.granted(caller);
            case Access.Members() -> gatekeeper.demandMember(caller).map(_ -> caller);
            case Access.Managers() -> gatekeeper.demandManager(caller);
            case Access.Scoped(var scope) -> gatekeeper.demand(caller, scope);
        };
    }

    private void count(Optional<KeyEntry> key, int status, boolean accepted) {
        key.ifPresent(used -> meter.count(used, status, accepted));
    }

    private Answer answer(Ruling<Answer> ruling) {
        return switch (ruling) {
            case Ruling.Granted<Answer>(var answer) -> answer;
            case Ruling.Denied<Answer>(var denial) -> errors.of(denial);
        };
    }
}

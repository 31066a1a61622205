package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Caller;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Gatekeeper;
import dev.keyrack.authority.core.Meter;
import dev.keyrack.authority.core.RequestLimits;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import dev.keyrack.authority.http.Site;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Leads each request through the limit of its sender, path, method, credential and scope to its endpoint, in that
/// order, and counts it for the key it carries.
final class GatedSite implements Site {
    private static final int NOT_ANSWERED = 500;

    private final Router<Endpoint> router;
    private final Gatekeeper gatekeeper;
    private final Meter meter;
    private final ErrorShape errors;
    private final Function<Request, Optional<String>> credential;
    private final Objection objection;
    private final LimitGate limits;

    /// A site without limits.
    ///
    /// @param credential where this system's requests carry their credential
    GatedSite(Router<Endpoint> router, Gatekeeper gatekeeper, Meter meter, ErrorShape errors,
            Function<Request, Optional<String>> credential) {
        this(router, gatekeeper, meter, errors, credential, (_, _) -> Optional.empty(), LimitGate.NONE);
    }

    private GatedSite(Router<Endpoint> router, Gatekeeper gatekeeper, Meter meter, ErrorShape errors,
            Function<Request, Optional<String>> credential, Objection objection, LimitGate limits) {
        this.router = router;
        this.gatekeeper = gatekeeper;
        this.meter = meter;
        this.errors = errors;
        this.credential = credential;
        this.objection = objection;
        this.limits = limits;
    }

    /// The same with a limit for each sender, told in the headers of every answer.
    GatedSite limitedTo(RequestLimits perSender) {
        return new GatedSite(router, gatekeeper, meter, errors, credential, objection,
                new LimitGate(Optional.of(perSender)));
    }

    /// The same where a good key is not taken with every request.
    GatedSite objecting(Objection further) {
        return new GatedSite(router, gatekeeper, meter, errors, credential, further, limits);
    }

    @Override
    public Answer handle(Request request) {
        return limited(request, sender -> route(request, sender));
    }

    @Override
    public Answer refuse(Request request, int status, String code, String message) {
        return limited(request, _ -> errors.of(status, code, message));
    }

    @Override
    public Answer error(int status, String code, String message) {
        return limits.pass("unknown", () -> errors.of(status, code, message), errors::of);
    }

    private Answer limited(Request request, Function<Optional<Gatekeeper.Identity>, Answer> work) {
        Optional<Gatekeeper.Identity> sender = credential.apply(request).map(gatekeeper::identify)
                .map(who -> new Gatekeeper.Identity(who.key(),
                        who.caller().then(caller -> unlessObjected(request, caller))));
        return limits.pass(LimitGate.nameOf(sender, request), () -> work.apply(sender), denial -> {
            Answer answer = errors.of(denial);
            sender.ifPresent(known -> count(known, answer.status()));
            return answer;
        });
    }

    private Ruling<Caller> unlessObjected(Request request, Caller caller) {
        Optional<Denial> objected = caller instanceof Caller.KeyHolder(var key)
                ? objection.to(request, key.facts())
                : Optional.empty();
        return objected.map(Ruling::<Caller>denied).orElseGet(() -> Ruling.granted(caller));
    }

    private Answer route(Request request, Optional<Gatekeeper.Identity> sender) {
        return switch (router.find(request.method(), request.path())) {
            case Router.Match.Found<Endpoint>(var endpoint, var parameters) ->
                serve(request, sender, endpoint, parameters);
            case Router.Match.OtherMethod<Endpoint>(var allowed) -> errors
                    .of(405, "method_not_allowed",
                            request.method() + " is not possible here. Possible: " + allowed + ".")
                    .with("Allow", allowed);
            case Router.Match.NoPath<Endpoint>() ->
                errors.of(404, "not_found", "There is nothing at " + request.path() + ".");
        };
    }

    private Answer serve(Request request, Optional<Gatekeeper.Identity> sender, Endpoint endpoint,
            Map<String, String> parameters) {
        if (endpoint.access() instanceof Access.Open) {
            return answer(endpoint.action().on(new Exchange(request, parameters, new Caller.Nobody())));
        }
        if (sender.isEmpty()) {
            return errors.of(Gatekeeper.noCredential());
        }
        int status = NOT_ANSWERED;
        try {
            Answer answer = answer(sender.get().caller().then(known -> admit(known, endpoint.access()))
                    .then(known -> endpoint.action().on(new Exchange(request, parameters, known))));
            status = answer.status();
            return answer;
        } finally {
            count(sender.get(), status);
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

    private void count(Gatekeeper.Identity sender, int status) {
        sender.key().ifPresent(used -> meter.count(used, status, sender.caller() instanceof Ruling.Granted<Caller>));
    }

    private Answer answer(Ruling<Answer> ruling) {
        return switch (ruling) {
            case Ruling.Granted<Answer>(var answer) -> answer;
            case Ruling.Denied<Answer>(var denial) -> errors.of(denial);
        };
    }
}

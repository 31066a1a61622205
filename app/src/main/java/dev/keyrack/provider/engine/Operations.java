package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.ErrorKind;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a descriptor's operations for a signed-in profile. Any thread.
final class Operations {
    private final Engine engine;
    private final Sessions sessions;
    private final SessionStore store;

    Operations(Engine engine, Sessions sessions, SessionStore store) {
        this.engine = engine;
        this.sessions = sessions;
        this.store = store;
    }

    /// What makes one request of an operation differ from the next.
    ///
    /// @param variables of this call; a [Secret] among them stays the caller's and is placed without being read
    /// @param subject   the key it is about
    /// @param page      where it is in a list
    /// @param lenient   whether the answer's body does not matter and a missing subject is fine
    /// @param keep      pointers of secrets that are wanted beside those of the operation
    record Run(Operation operation, Map<String, Object> variables, Optional<String> subject, Pages.@Nullable Ask page,
            long mostBytes, boolean lenient, List<String> keep) {
        Run(Operation operation, Map<String, Object> variables, Optional<String> subject, Pages.@Nullable Ask page,
                long mostBytes, boolean lenient) {
            this(operation, variables, subject, page, mostBytes, lenient, List.of());
        }
    }

    /// Runs it, with a new token if the first one is refused. The caller closes the answer.
    ///
    /// @throws CallFailed if the provider refused or did not answer
    Reply run(Run run) throws CallFailed {
        try (Asked asked = asked(run.operation().ask()); Credentials first = credentials(run.operation(), null)) {
            Plan plan = plan(run, first, asked);
            Reply reply = engine.exchanger().exchange(plan);
            Secret token = first.token();
            if (token == null || !isUnauthorized(run, reply)) {
                return require(run, plan, reply);
            }
            reply.close();
            try (Credentials second = credentials(run.operation(), token)) {
                Plan again = plan(run, second, asked);
                return require(run, again, engine.exchanger().exchange(again));
            }
        }
    }

    private Credentials credentials(Operation operation, @Nullable Secret refused) throws CallFailed {
        Auth auth = engine.descriptor().authOf(operation, engine.way());
        String name = operation.auth();
        return name.isEmpty() || name.equals(engine.way())
                ? Credentials.of(auth, sessions, store, refused)
                : Credentials.of(auth, sessions.of(name, auth), store.of(name), refused);
    }

    /// Secrets that were asked for within an operation, by name.
    private record Asked(Map<String, Secret> given) implements AutoCloseable {
        @Override
        public void close() {
            given.values().forEach(Secret::close);
        }
    }

    private Asked asked(List<Descriptor.ExtraCredential> wanted) throws CallFailed {
        Asked asked = new Asked(new LinkedHashMap<>());
        for (Descriptor.ExtraCredential one : wanted) {
            Optional<Secret> given = engine.attendant().secret(engine.profile(), one.label());
            if (given.isEmpty()) {
                asked.close();
                throw new CallFailed(new Failure.Declined(one.label()));
            }
            asked.given().put(one.name(), given.get());
        }
        return asked;
    }

    private boolean isUnauthorized(Run run, Reply reply) {
        return engine.errors().kind(run.operation().errors(), reply.status(), reply.tree())
                .filter(kind -> kind == ErrorKind.UNAUTHORIZED).isPresent();
    }

    private Reply require(Run run, Plan plan, Reply reply) throws CallFailed {
        if (run.lenient() && isMissing(run, reply)) {
            return reply;
        }
        return engine.exchanger().require(plan, run.operation().success(), run.subject(), reply);
    }

    /// Whether the provider itself says that there is no such thing; a web page says nothing about keys.
    private boolean isMissing(Run run, Reply reply) {
        boolean page = reply.tree() == null && reply.raw().body().length > 0;
        return !page && engine.errors().kind(run.operation().errors(), reply.status(), reply.tree())
                .filter(kind -> kind == ErrorKind.NOT_FOUND).isPresent();
    }

    private Plan plan(Run run, Credentials credentials, Asked asked) {
        Operation operation = run.operation();
        Map<String, Object> variables = new LinkedHashMap<>(engine.variables());
        variables.put("now", Moments.of(engine.clock().instant()));
        SecretSlots slots = credentials.slots();
        run.variables().forEach((name, value) -> {
            if (value instanceof Secret secret) {
                slots.with(name, secret);
            } else {
                variables.put(name, value);
            }
        });
        Pages.Ask page = run.page();
        if (page != null) {
            variables.putAll(page.variables());
        }
        List<String> keep = new ArrayList<>(NewSecret.pointers(operation.answer()));
        keep.addAll(run.keep());
        boolean isolated = !keep.isEmpty() || !operation.answer().masked().isEmpty();
        asked.given().forEach(slots::with);
        return new Plan(operation.request(), credentials.send(), variables, slots,
                page == null ? Map.of() : page.query(), page == null ? Optional.empty() : page.exact(),
                operation.errors(), keep, operation.answer().masked(), run.mostBytes(), isolated, true, run.lenient());
    }
}

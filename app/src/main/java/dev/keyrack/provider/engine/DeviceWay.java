package dev.keyrack.provider.engine;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.provider.engine.OAuthServer.Answered;
import dev.keyrack.provider.engine.WayIn.Begun;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import net.minidev.json.JSONObject;

/// A person types a code in any browser, and this asks until they have (RFC 8628).
final class DeviceWay {
    private static final Duration SLOWER = Duration.ofSeconds(5); // section 3.5
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    private final Engine engine;
    private final OAuthServer server;

    DeviceWay(Engine engine, OAuthServer server) {
        this.engine = engine;
        this.server = server;
    }

    Begun signIn() throws CallFailed {
        try (Answered answered = server.askForCode()) {
            server.require(answered);
            Secret code = answered.reply().parsed().take("/device_code").orElseThrow(() -> Mapping
                    .unexpected("no code at /device_code", answered.reply().raw().call()));
            try (code) {
                return shown(read(answered.reply()), code);
            }
        }
    }

    private static DeviceAuthorizationSuccessResponse read(Reply reply) throws CallFailed {
        JSONObject members = OAuthServer.members(reply);
        members.put("device_code", "held-elsewhere");
        try {
            return DeviceAuthorizationSuccessResponse.parse(members);
        } catch (ParseException | IllegalArgumentException _) {
            throw Mapping.unexpected("an answer with a code that is none of RFC 8628", reply.raw().call());
        }
    }

    private Begun shown(DeviceAuthorizationSuccessResponse given, Secret code) throws CallFailed {
        URI page = given.getVerificationURI();
        Optional<String> problem = Addresses.problem(page.toString().replaceAll("[?#].*", "")); // it may have a query
        if (problem.isPresent()) {
            throw new CallFailed(new Failure.InvalidInput(String.valueOf(page.getAuthority()), problem.get()));
        }
        AtomicBoolean cancelled = new AtomicBoolean();
        try (Attendant.Waiting _ = engine.attendant().enterCode(engine.profile(), given.getUserCode().getValue(),
                page, () -> cancelled.set(true))) {
            return polled(given, code, cancelled);
        }
    }

    private Begun polled(DeviceAuthorizationSuccessResponse given, Secret code, AtomicBoolean cancelled)
            throws CallFailed {
        Instant end = engine.clock().instant().plusSeconds(given.getLifetime());
        Duration every = Duration.ofSeconds(Math.max(1, given.getInterval()));
        while (!cancelled.get() && engine.clock().instant().plus(every).isBefore(end)) {
            engine.rest(every);
            if (cancelled.get()) {
                break;
            }
            SecretSlots slots = new SecretSlots().with("deviceCode", code);
            DeviceCode standIn = new DeviceCode(slots.variables().getOrDefault("deviceCode", ""));
            try (Answered answered = server.ask(new DeviceCodeGrant(standIn), slots)) {
                String error = answered.error();
                if (error.equals(DeviceAuthorizationGrantError.SLOW_DOWN.getCode())) {
                    every = every.plus(SLOWER);
                } else if (isOver(error)) {
                    break;
                } else if (!error.equals(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING.getCode())) {
                    return server.begun(answered, Optional.empty());
                }
            } catch (CallFailed failed) {
                every = afterSilence(failed, every);
            }
        }
        throw new CallFailed(new Failure.Declined(OAuthWay.CONSENT));
    }

    private static boolean isOver(String error) {
        return error.equals(DeviceAuthorizationGrantError.EXPIRED_TOKEN.getCode())
                || error.equals(OAuth2Error.ACCESS_DENIED.getCode());
    }

    /// A server that does not answer is asked again after twice the time (section 3.5).
    private static Duration afterSilence(CallFailed failed, Duration every) throws CallFailed {
        boolean isSilence = failed.failure() instanceof Unreachable silence && silence.cause() == Cause.TIMEOUT;
        if (!isSilence) {
            throw failed;
        }
        Duration twice = every.multipliedBy(2);
        return twice.compareTo(SLOWEST) < 0 ? twice : SLOWEST;
    }
}

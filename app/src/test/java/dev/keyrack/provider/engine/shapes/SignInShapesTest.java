package dev.keyrack.provider.engine.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.shapes.SignInShop.Asked;
import dev.keyrack.provider.engine.shapes.SignInShop.Told;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each vendor's way in, through the whole life of a key.
@DisplayName("Shapes of signing in")
class SignInShapesTest {
    private static final Told OUT = Told.of(401, "{\"message\":\"who are you\"}");

    @TempDir
    Path folder;

    /// Answers one question with a secret.
    private static final class Answering implements Attendant {
        final List<String> asked = new ArrayList<>();
        private final Optional<String> answer;

        Answering(Optional<String> answer) {
            this.answer = answer;
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public Optional<Secret> secret(Profile profile, String label) {
            asked.add(label);
            return answer.map(text -> Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Waiting browse(Profile profile, URI page, Runnable cancel) {
            throw new AssertionError("nobody needs a browser");
        }

        @Override
        public Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel) {
            throw new AssertionError("nobody needs a code");
        }

        @Override
        public Waiting pause(Profile profile, Instant until, Runnable cancel) {
            return () -> {
            };
        }
    }

    private static NewKey wish() {
        return new NewKey("made", new LinkedHashSet<>(), Optional.empty());
    }

    private static IssuedKey make(KeyGateway gateway) {
        return SignInShop.value(gateway.create(wish()));
    }

    /// List, create, try, list, revoke, try, list.
    private static void live(KeyGateway gateway) {
        assertThat(SignInShop.value(gateway.list(Progress.NONE))).isEmpty();
        IssuedKey issued = make(gateway);
        KeyId id = issued.key().id();
        try (Secret value = issued.secret()) {
            assertThat(SignInShop.value(gateway.probe(value)).verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(SignInShop.value(gateway.list(Progress.NONE))).extracting(ApiKey::id).containsExactly(id);
            SignInShop.value(gateway.revoke(id));
            assertThat(SignInShop.value(gateway.probe(value)).verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(SignInShop.value(gateway.list(Progress.NONE))).isEmpty();
        }
    }

    private static Told whoami(SignInShop shop, Asked request) {
        return shop.keys.containsValue(request.header("X-api-key")) ? Told.of(200, "{}") : OUT;
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSessionThatComesInAHeader() {
        SignInShop[] made = new SignInShop[1];
        try (SignInShop shop = new SignInShop(folder, request -> headerSession(made[0], request))) {
            made[0] = shop;
            shop.giveCredential("hunter two");
            try (KeyGateway gateway = shop.open("header-session", "ann@shop.test", "")) {
                live(gateway);
            }
            Asked login = shop.asked.getFirst();
            assertThat(login.header("Origin")).isEqualTo("https://console.shop.example");
            assertThat(login.header("X-request-id")).matches("[0-9a-f-]{36}");
            assertThat(shop.asked).filteredOn(request -> request.path().equals("/sign-in/email")).hasSize(1);
            assertThat(shop.session()).contains("header-token");
            shop.giveCredential("wrong");
            try (KeyGateway gateway = shop.open("header-session", "ann@shop.test", "")) {
                Failure failure = SignInShop.failure(gateway.signIn(Optional.empty()));
                assertThat(failure).as("200 without a user").isInstanceOf(Failure.SignInRefused.class);
                assertThat(failure.toString()).doesNotContain("dead-token");
            }
        }
    }

    private static Told headerSession(SignInShop shop, Asked request) {
        return switch (request.path()) {
            case "/sign-in/email" -> request.json().path("password").asString().equals("hunter two")
                    ? Told.of(200, "{\"user\":{\"id\":\"u1\"}}").with("set-auth-token: header-token")
                    : Told.of(200, "{\"message\":\"no\"}").with("set-auth-token: dead-token");
            case "/whoami" -> whoami(shop, request);
            default -> request.header("Authorization").equals("Bearer header-token") ? shop.keys(request) : OUT;
        };
    }

    @Test
    void aCookieAndASecondStep() {
        SignInShop[] made = new SignInShop[1];
        try (SignInShop shop = new SignInShop(folder, request -> cookieTotp(made[0], request))) {
            made[0] = shop;
            shop.giveCredential("hunter two");
            try (KeyGateway gateway = shop.open("cookie-totp", "ann@shop.test", "")) {
                assertThat(SignInShop.failure(gateway.list(Progress.NONE)))
                        .isEqualTo(new Failure.SecondFactorNeeded(false));
                assertThat(shop.session()).isEmpty();
                assertThat(SignInShop.failure(gateway.signIn(Optional.of("000000"))))
                        .isEqualTo(new Failure.SecondFactorNeeded(true));
                assertThat(shop.session()).isEmpty();
                SignInShop.value(gateway.signIn(Optional.of("123456")));
                live(gateway);
            }
            assertThat(shop.session()).contains("theme=dark; session=s-full").doesNotContain("half", "dead-token");
            try (KeyGateway next = shop.open("cookie-totp", "ann@shop.test", "")) {
                assertThat(next.list(Progress.NONE).isOk()).as("the next program has the cookies").isTrue();
            }
            assertThat(shop.asked.getLast().headers().get("Cookie")).containsExactly("theme=dark; session=s-full");
        }
    }

    private static Told cookieTotp(SignInShop shop, Asked request) {
        return switch (request.path()) {
            case "/sign-in/email" -> Told.of(200, "{\"twoFactorRedirect\":true,\"twoFactorMethods\":[\"totp\"]}")
                    .with("set-auth-token: dead-token").with("Set-Cookie: two_factor=half; Path=/; HttpOnly")
                    .with("Set-Cookie: theme=dark");
            case "/two-factor/verify-totp" -> {
                if (!request.header("Cookie").contains("two_factor=half")) {
                    yield OUT;
                }
                yield request.json().path("code").asString().equals("123456")
                        ? Told.of(200, "{\"user\":{\"id\":\"u1\"}}").with("Set-Cookie: two_factor=; Max-Age=0")
                                .with("Set-Cookie: session=s-full; HttpOnly; SameSite=Lax")
                        : Told.of(401, "{\"code\":\"INVALID_CODE\"}");
            }
            case "/whoami" -> whoami(shop, request);
            default -> request.header("Cookie").contains("session=s-full") ? shop.keys(request) : OUT;
        };
    }

    @Test
    void aFormForReadingAndBasicWithThePasswordAgainForMaking() {
        SignInShop[] made = new SignInShop[1];
        try (SignInShop shop = new SignInShop(folder, request -> formAndBasic(made[0], request))) {
            made[0] = shop;
            shop.giveCredential("pä&ss");
            Answering answering = new Answering(Optional.of("pä&ss"));
            shop.attendant = answering;
            try (KeyGateway gateway = shop.open("form-and-basic", "ann", "")) {
                assertThat(SignInShop.failure(gateway.signIn(Optional.empty())))
                        .isEqualTo(new Failure.SecondFactorNeeded(false));
                SignInShop.value(gateway.signIn(Optional.of("123456")));
                live(gateway);
                assertThat(answering.asked).containsExactly("Password");
            }
            FakeKeychain keychain = shop.keychain;
            assertThat(keychain.held.keySet()).containsExactly("profile/shop/credential", "profile/shop/session");
            shop.attendant = new Answering(Optional.empty());
            long before = shop.asked.size();
            try (KeyGateway gateway = shop.open("form-and-basic", "ann", "")) {
                assertThat(SignInShop.failure(gateway.create(wish())))
                        .isEqualTo(new Failure.Declined("Password"));
            }
            assertThat(shop.asked).as("nothing is sent without the password").hasSize((int) before);
        }
    }

    private static Told formAndBasic(SignInShop shop, Asked request) {
        if (request.path().equals("/login")) {
            if (!request.field("password").equals("pä&ss") || !request.field("username").equals("ann")) {
                return OUT;
            }
            return request.field("totp").equals("123456")
                    ? Told.of(200, "{\"data\":{\"token\":\"form-token\",\"ttl\":3600}}")
                    : Told.of(401, "{\"error\":\"otp\"}");
        }
        if (request.path().equals("/whoami")) {
            return whoami(shop, request);
        }
        if (request.method().equals("POST")) {
            return request.header("Authorization").equals(basic("ann:pä&ss"))
                    && request.json().path("password").asString().equals("pä&ss") ? shop.keys(request) : OUT;
        }
        return request.header("Authorization").equals("Bearer form-token") ? shop.keys(request) : OUT;
    }

    @Test
    void twoSecretsAtOnceAndAThirdForOneOperation() {
        SignInShop[] made = new SignInShop[1];
        try (SignInShop shop = new SignInShop(folder, request -> {
            if (request.path().equals("/whoami")) {
                return whoami(made[0], request);
            }
            boolean isIn = request.method().equals("DELETE")
                    ? request.header("Cookie").equals("admin=third")
                    : request.header("Dd-api-key").equals("first")
                            && request.header("Dd-application-key").equals("second");
            return isIn ? made[0].keys(request) : OUT;
        })) {
            made[0] = shop;
            shop.giveCredential("first");
            shop.giveExtra("application", "second");
            try (KeyGateway gateway = shop.open("two-headers", "", "")) {
                IssuedKey issued = make(gateway);
                issued.secret().close();
                assertThat(SignInShop.failure(gateway.revoke(issued.key().id())))
                        .isEqualTo(new Failure.NoCredential("shop"));
                shop.keys.clear();
                shop.giveExtra("admin", "third");
                live(gateway);
            }
            assertThat(shop.asked).filteredOn(request -> request.method().equals("DELETE"))
                    .allMatch(request -> request.header("Dd-api-key").isEmpty());
        }
    }

    @Test
    void aTokenAsUserWithAnEmptyPassword() {
        SignInShop[] made = new SignInShop[1];
        try (SignInShop shop = new SignInShop(folder, request -> tokenAsUser(made[0], request))) {
            made[0] = shop;
            shop.giveCredential("squ_token");
            try (KeyGateway gateway = shop.open("token-as-user", "", "")) {
                live(gateway);
            }
        }
    }

    @Test
    void aKeyInTheAddressIsShownNowhere() {
        SignInShop[] made = new SignInShop[1];
        try (SignInShop shop = new SignInShop(folder, request -> tokenAsUser(made[0], request))) {
            made[0] = shop;
            shop.giveCredential("squ token&1");
            try (KeyGateway gateway = shop.open("token-as-user", "", "query")) {
                live(gateway);
            }
            assertThat(shop.asked.getFirst().query()).isEqualTo("api_key=squ%20token%261");
            shop.giveCredential("another secret/one");
            try (KeyGateway gateway = shop.open("token-as-user", "", "query")) {
                Failure failure = SignInShop.failure(gateway.list(Progress.NONE));
                assertThat(failure).isInstanceOfSatisfying(Failure.SignInRefused.class, refused -> {
                    assertThat(refused.call().path()).isEqualTo("/keys");
                    assertThat(refused.call().said()).isEqualTo("no key *** or ***");
                });
            }
        }
    }

    private static Told tokenAsUser(SignInShop shop, Asked request) {
        if (request.path().equals("/validate")) {
            boolean works = shop.keys.values().stream()
                    .anyMatch(value -> request.header("Authorization").equals(basic(value + ":")));
            return Told.of(200, "{\"valid\":" + works + "}");
        }
        boolean isIn = request.header("Authorization").equals(basic("squ_token:"))
                || request.query().equals("api_key=squ%20token%261");
        return isIn
                ? shop.keys(request)
                : Told.of(401, "{\"message\":\"no key another secret/one or another%20secret%2Fone\"}");
    }
}

package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shared.secret.Secret;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session's cookies")
class CookieJarTest {
    private static void note(CookieJar jar, String... cookies) {
        jar.note(HttpHeaders.of(Map.of("Set-Cookie", List.of(cookies)), (_, _) -> true));
    }

    private static String header(CookieJar jar) {
        Optional<Secret> header = jar.header();
        try (Secret secret = header.orElseGet(() -> Secret.wrap(new byte[0]))) {
            return secret.reveal();
        }
    }

    @Test
    void keepsNamesAndValues() {
        try (CookieJar jar = new CookieJar()) {
            note(jar, "a=1; Path=/; HttpOnly", "b=x=y; Domain=elsewhere.test");
            assertThat(header(jar)).isEqualTo("a=1; b=x=y");
            note(jar, "a=2; Max-Age=60");
            assertThat(header(jar)).isEqualTo("a=2; b=x=y");
        }
    }

    @Test
    void dropsWhatHasEnded() {
        try (CookieJar jar = new CookieJar()) {
            note(jar, "a=1", "b=2", "c=3");
            note(jar, "a=; Max-Age=60", "b=x; max-age=0", "c=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
            assertThat(jar.header()).isEmpty();
        }
    }

    @Test
    void takesNothingThatCouldBeAnotherHeader() {
        try (CookieJar jar = new CookieJar()) {
            note(jar, "nothing", "=1", "a b=1", "c=1 2", "d=\u0001", "e=" + "x".repeat(5_000));
            assertThat(jar.header()).isEmpty();
        }
    }

    @Test
    void takesNoMoreThanFifty() {
        try (CookieJar jar = new CookieJar()) {
            note(jar, IntStream.range(0, 80).mapToObj(i -> "c" + i + "=1").toArray(String[]::new));
            assertThat(header(jar).split(";", -1)).hasSize(50);
        }
    }

    @Test
    void comesBackFromItsOwnHeader() {
        try (CookieJar jar = new CookieJar()) {
            note(jar, "a=1", "b=2");
            try (Secret kept = jar.header().orElseThrow(); CookieJar again = CookieJar.of(kept)) {
                assertThat(header(again)).isEqualTo("a=1; b=2");
            }
        }
    }
}

package dev.keyrack.twofactor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("otpauth URIs")
class OtpAuthUriTest {
    private static final String KEY = "JBSWY3DPEHPK3PXP";

    private static OtpAuthUri read(String text) {
        return switch (OtpAuthUri.parse(secret(text))) {
            case Outcome.Ok<OtpAuthUri>(var uri) -> uri;
            case Outcome.Failed<OtpAuthUri>(var failure) -> throw new AssertionError(failure.toString());
        };
    }

    private static String problem(String text) {
        return switch (OtpAuthUri.parse(secret(text))) {
            case Outcome.Ok<OtpAuthUri> ok -> throw new AssertionError("it was read: " + ok);
            case Outcome.Failed<OtpAuthUri>(Failure.InvalidInput(var where, var problem)) -> {
                assertThat(where).isEqualTo("otpauth URI");
                yield problem;
            }
            case Outcome.Failed<OtpAuthUri>(var failure) -> throw new AssertionError(failure.toString());
        };
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theUsualFormIsRead() {
        OtpAuthUri uri = read("otpauth://totp/Example:alice@example.com?secret=" + KEY + "&issuer=Example");

        assertThat(uri.type()).isEqualTo(OtpAuthUri.Type.TOTP);
        assertThat(uri.issuer()).isEqualTo("Example");
        assertThat(uri.account()).isEqualTo("alice@example.com");
        assertThat(uri.seed().use(byte[]::clone)).isEqualTo(new byte[]{'H', 'e', 'l', 'l', 'o', '!', (byte) 0xDE,
                (byte) 0xAD, (byte) 0xBE, (byte) 0xEF});
        assertThat(uri.algorithm()).isEqualTo(Algorithm.SHA1);
        assertThat(uri.digits()).isEqualTo(6);
        assertThat(uri.period()).isEqualTo(30);
        assertThat(uri.counter()).isEmpty();
    }

    @Test
    void theMangledExampleOfTheDocumentIsRead() {
        OtpAuthUri uri = read("otpauth://totp/Cloudheed:[email protected]?secret=" + KEY + "&issuer=Cloudheed");

        assertThat(uri.issuer()).isEqualTo("Cloudheed");
        assertThat(uri.account()).isEqualTo("[email protected]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Example:alice                    | Example        | alice
            Example%3Aalice                  | Example        | alice
            Example%3aalice                  | Example        | alice
            Example:%20%20alice              | Example        | alice
            Example%20Inc%3A%20al%20ice      | Example Inc    | al ice
            alice                            | ''             | alice
            alice%40example.com              | ''             | alice@example.com
            bob+tag@example.com              | ''             | bob+tag@example.com
            Example:bob+tag@example.com      | Example        | bob+tag@example.com
            A:b:c                            | A              | b:c
            :b                               | ''             | b
            A:                               | A              | ''
            %E4%BE%8B:%c3%a9lo%C3%AFse       | 例             | éloïse
            例:éloïse                         | 例             | éloïse
            a/b/c                            | ''             | a/b/c
            a#1                              | ''             | a#1
            """)
    void labelsAreRead(String label, String issuer, String account) {
        OtpAuthUri uri = read("otpauth://totp/" + label + "?secret=" + KEY);

        assertThat(uri.issuer()).isEqualTo(issuer);
        assertThat(uri.account()).isEqualTo(account);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Old:alice                  | New            | New          | alice
            alice                      | New            | New          | alice
            Old:alice                  | ''             | Old          | alice
            Big%20Corp:al+ice          | Big+Corp       | Big Corp     | al+ice
            Big+Corp:al+ice%2B1        | Big+Corp       | Big Corp     | al ice+1
            Big+Corp:al+ice%2B1        | Big%20Corp     | Big Corp     | al ice+1
            A%2BB:c+d                  | A%2BB          | A+B          | c+d
            alice                      | R%26D%3D1      | R&D=1        | alice
            """)
    void theIssuerParameterWinsOverTheLabel(String label, String parameter, String issuer, String account) {
        OtpAuthUri uri = read("otpauth://totp/" + label + "?issuer=" + parameter + "&secret=" + KEY);

        assertThat(uri.issuer()).isEqualTo(issuer);
        assertThat(uri.account()).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256", "sha256", "Sha-256", "HmacSHA256", "HMAC-SHA-256", "hmac_sha256", "SHA%32%35%36"})
    void algorithmsHaveManyNames(String name) {
        assertThat(read("otpauth://totp/a?secret=" + KEY + "&algorithm=" + name).algorithm())
                .isEqualTo(Algorithm.SHA256);
    }

    @Test
    void everyParameterIsRead() {
        OtpAuthUri uri = read("OTPAUTH://HOTP/a?Secret=" + KEY + "&ALGORITHM=SHA512&digits=10&counter=42&image=x&foo");

        assertThat(uri.type()).isEqualTo(OtpAuthUri.Type.HOTP);
        assertThat(uri.algorithm()).isEqualTo(Algorithm.SHA512);
        assertThat(uri.digits()).isEqualTo(10);
        assertThat(uri.counter()).hasValue(42);
        assertThat(read("otpauth://totp/a?period=60&secret=" + KEY + "&counter=x").period()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jbswy3dpehpk3pxp", "JBSW Y3DP EHPK 3PXP", "JBSW%20Y3DP%20EHPK%203PXP",
            "jbsw+y3dp+ehpk+3pxp",
            "JBSW-Y3DP-EHPK-3PXP", "JBSWY3DPEHPK3PXP====", "JBSWY3DPEHPK3PXP%3D%3D", "%4a%42SWY3DPEHPK3PXP"})
    void secretsAreReadAsPeopleWriteThem(String written) {
        try (OtpAuthUri uri = read("otpauth://totp/a?secret=" + written); Secret base32 = uri.base32()) {
            assertThat(base32.reveal()).isEqualTo(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"  otpauth://totp/a?secret=JBSWY3DPEHPK3PXP\r\n",
            "otpauth://totp/a?issuer=B&amp;secret=JBSWY3DPEHPK3PXP", "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP#x",
            "otpauth://totp/a?&&secret=JBSWY3DPEHPK3PXP&", "otpauth://totp/?secret=JBSWY3DPEHPK3PXP",
            "otpauth://totp?secret=JBSWY3DPEHPK3PXP", "OtpAuth://ToTp/a?SECRET=JBSWY3DPEHPK3PXP"})
    void whatIsHarmlessIsRead(String text) {
        try (OtpAuthUri uri = read(text); Secret base32 = uri.base32()) {
            assertThat(base32.reveal()).isEqualTo(KEY);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                            | it does not begin with otpauth://
            https://totp/a?secret=K                       | it does not begin with otpauth://
            otpauth:/totp/a?secret=K                      | it does not begin with otpauth://
            otpauth-migration://offline?data=K            | it is an export of Google Authenticator
            otpauth://steam/a?secret=K                    | another type than totp and hotp
            otpauth://K?secret=K                          | another type than totp and hotp
            otpauth://totp/a?secret=K&encoder=steam       | the parameter encoder
            otpauth://totp/a                              | no parameters
            otpauth://totp/a?issuer=b                     | it has no secret
            otpauth://totp/a?K                            | it has no secret
            otpauth://totp/a?secret=                      | the secret is empty
            otpauth://totp/a?secret=%20--                 | the secret is empty
            otpauth://totp/a?secret=JBSWY3DP              | too short: it has 40 bits, and at least 80 are needed
            otpauth://totp/a?secret=KJ                    | the secret is cut off
            otpauth://totp/a?secret=K1                    | character 17 of the secret
            otpauth://totp/a?secret=K%00                  | character 17 of the secret
            otpauth://totp/a?secret=K=A                   | character 18 of the secret
            otpauth://totp/a?secret==K                    | character 1 of the secret
            otpauth://totp/a?secret=é                     | character 1 of the secret
            otpauth://totp/a?secret=K&secret=K            | the parameter secret stands there twice
            otpauth://totp/a?secret=K&issuer=b&ISSUER=b   | the parameter issuer stands there twice
            otpauth://totp/a?secret=K&algorithm=MD5       | the algorithm is none of SHA1, SHA256 and SHA512
            otpauth://totp/a?secret=K&algorithm=          | the algorithm is none of SHA1, SHA256 and SHA512
            otpauth://totp/a?secret=K&digits=5            | the parameter digits is no whole number from 6 to 10
            otpauth://totp/a?secret=K&digits=11           | the parameter digits is no whole number from 6 to 10
            otpauth://totp/a?secret=K&digits=six          | the parameter digits is no whole number from 6 to 10
            otpauth://totp/a?secret=K&digits=-6           | the parameter digits is no whole number from 6 to 10
            otpauth://totp/a?secret=K&period=0            | the parameter period is no whole number from 1 to 86400
            otpauth://totp/a?secret=K&period=99999999999999999999 | the parameter period is no whole number
            otpauth://hotp/a?secret=K                     | the counter is missing
            otpauth://hotp/a?secret=K&counter=1e3         | the parameter counter is no whole number of at most
            otpauth://totp/a%4?secret=K                   | a percent sign in the label
            otpauth://totp/a?issuer=%zz&secret=K          | a percent sign in the issuer
            otpauth://totp/a?secret=K%2                   | a percent sign in the secret
            otpauth://totp/a%FF?secret=K                  | the label is not written in UTF-8
            otpauth://totp/a%00b?secret=K                 | the label holds control characters
            otpauth://totp/a?secret=K&issuer=a%0Ab        | the issuer holds control characters
            """)
    void whatWouldGiveWrongCodesIsRefusedWithAReason(String text, String reason) {
        String problem = problem(text.replaceAll("\\bK(?=\\b|[J1])", KEY));

        assertThat(problem).contains(reason).doesNotContain(KEY);
    }

    @Test
    void endlessTextIsRefused() {
        assertThat(problem("otpauth://totp/a?secret=" + KEY + "&x=" + "y".repeat(5000))).contains("longer than 4096");
        assertThat(problem("otpauth://totp/a?secret=" + KEY.repeat(60))).contains("longer than 512 bytes");
        assertThat(problem("otpauth://totp/a?secret=" + KEY + "&digits=" + "0".repeat(60) + "6"))
                .contains("the parameter digits is too long");
    }

    @Test
    void whatIsAsUsualIsLeftOut() {
        try (OtpAuthUri uri = read("otpauth://totp/A%20B:c+d@e?issuer=A%20B&digits=6&period=30&algorithm=SHA1&secret="
                + KEY.toLowerCase(Locale.ROOT)); Secret text = uri.text()) {
            assertThat(text.reveal()).isEqualTo("otpauth://totp/A%20B:c%2Bd@e?secret=" + KEY + "&issuer=A%20B");
        }
    }

    @Test
    void whatIsNotIsWritten() {
        try (OtpAuthUri uri = read("otpauth://totp/c?digits=8&period=60&algorithm=sha512&secret=" + KEY);
                Secret text = uri.text()) {
            assertThat(text.reveal())
                    .isEqualTo("otpauth://totp/c?secret=" + KEY + "&algorithm=SHA512&digits=8&period=60");
        }
        try (OtpAuthUri uri = read("otpauth://hotp/c?counter=7&secret=" + KEY); Secret text = uri.text()) {
            assertThat(text.reveal()).isEqualTo("otpauth://hotp/c?secret=" + KEY + "&counter=7");
        }
    }

    @Test
    void colonsSurviveInBothNames() {
        for (String[] names : new String[][]{{"a:b", "c"}, {"a:b", "c:d"}, {"", "c:d"}, {"a", "c:d"}, {"a", ":d"},
                {"", ""}, {"a", ""}}) {
            try (OtpAuthUri uri = ofBase32(KEY, names[0], names[1]); Secret text = uri.text()) {
                OtpAuthUri again = read(text.reveal());
                assertThat(again.issuer()).isEqualTo(names[0]);
                assertThat(again.account()).isEqualTo(names[1]);
            }
        }
    }

    @Test
    void bareBase32BecomesAKeyWithAllElseAsUsual() {
        try (OtpAuthUri uri = ofBase32("jbsw y3dp ehpk 3pxp", "Example", "alice"); Secret text = uri.text()) {
            assertThat(text.reveal()).isEqualTo("otpauth://totp/Example:alice?secret=" + KEY + "&issuer=Example");
        }
        assertThat(OtpAuthUri.ofBase32(secret("JBSW"), "a", "b"))
                .isEqualTo(Outcome.failed(new Failure.InvalidInput("shared key",
                        "the secret is too short: it has 16 bits, and at least 80 are needed")));
    }

    private static OtpAuthUri ofBase32(String key, String issuer, String account) {
        return switch (OtpAuthUri.ofBase32(secret(key), issuer, account)) {
            case Outcome.Ok<OtpAuthUri>(var uri) -> uri;
            case Outcome.Failed<OtpAuthUri>(var failure) -> throw new AssertionError(failure.toString());
        };
    }

    @Test
    void keysThatGiveTheSameCodesAreKnown() {
        OtpAuthUri one = read("otpauth://totp/a?secret=" + KEY);

        assertThat(one.givesSameCodesAs(read("otpauth://totp/B:c?issuer=d&secret=jbswy3dpehpk3pxp"))).isTrue();
        assertThat(one.givesSameCodesAs(read("otpauth://totp/a?secret=" + KEY + "&digits=8"))).isFalse();
        assertThat(one.givesSameCodesAs(read("otpauth://totp/a?secret=" + KEY + KEY))).isFalse();
    }

    @Test
    void nothingOfTheKeyIsInItsText() {
        OtpAuthUri uri = read("otpauth://totp/a?secret=" + KEY);

        assertThat(uri.toString()).doesNotContain(KEY).contains("redacted");
        uri.close();
        assertThat(uri.seed().isClosed()).isTrue();
    }

    @Test
    void aKeyThatCannotBeIsNotMade() {
        assertThatThrownBy(() -> new OtpAuthUri(OtpAuthUri.Type.HOTP, "", "", secret("x"), Algorithm.SHA1, 6, 30,
                OptionalLong.empty())).isInstanceOf(IllegalArgumentException.class);
    }
}

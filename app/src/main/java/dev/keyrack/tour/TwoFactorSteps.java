package dev.keyrack.tour;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import dev.keyrack.twofactor.domain.Totp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/// The second factor of an account, with a phone beside the window: it sees what is on the screen and nothing else.
final class TwoFactorSteps {
    private static final String DESK = "second-factor";
    private static final String AGAIN = "second-factor-2";
    private static final Duration TYPING = Duration.ofSeconds(5);

    private final Ground ground;
    private final Driver driver;
    private long lastStep = Long.MIN_VALUE;

    TwoFactorSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    Provider provider() {
        return ground.provider(each -> each.can(Capability.TWO_FACTOR) && each.signIn().mayAskForCode());
    }

    /// Off, scanned, proved, kept, on, asked for at the next sign-in, and off again.
    void life() {
        ReadyLine line = ground.start("two-factor", provider().id(), new Sample.Demo(), Plan.FREE,
                OptionalInt.empty());
        connect(line, DESK);
        driver.await("the profile", () -> driver.words("switcher-name").equals(DESK));
        driver.await("its keys", () -> driver.says("Connected"));
        driver.press("nav-twofactor");
        driver.await("that it is off", () -> driver.says("The second factor is off"));
        ground.picture("twofactor-off");
        driver.press("twofactor-begin");
        driver.await("the picture", () -> driver.shows("qr-modules"));
        try (OtpAuthUri phone = scan()) {
            enrol(phone);
            signIn(line, phone);
            turnOff(phone);
        } finally {
            ground.stopLast();
        }
    }

    private void connect(ReadyLine line, String name) {
        ground.fillConnect(provider(), line, name, "development");
        ground.fillParameters(provider(), line);
        ground.fillAccount(line);
        driver.press("connect-act");
    }

    private void enrol(OtpAuthUri phone) {
        try (Secret seed = phone.base32()) {
            ground.hide(seed.reveal());
        }
        ground.picture("twofactor-enrol");
        driver.type("digit-1", wrong(phone));
        driver.press("enrol-act");
        driver.await("help with a wrong code", () -> driver.shows("enrol-failure"));
        ground.picture("twofactor-wrong-code");
        driver.type("digit-1", code(phone));
        driver.press("enrol-act");
        driver.await("the backup codes", () -> driver.shows("codes-peek"));
        Ground.expect("no picture any more", !driver.shows("qr-modules"));
        ground.picture("twofactor-backup");
        driver.press("nav-keys");
        driver.await("a question about the codes", () -> driver.shows("lose-dialog"));
        driver.press("lose-back");
        Ground.expect("codes that are still there", driver.shows("codes-peek"));
        driver.tick("codes-reachable");
        driver.press("codes-done");
        driver.await("that it is on", () -> driver.says("The second factor is on"));
        ground.picture("twofactor-on");
    }

    private void signIn(ReadyLine line, OtpAuthUri phone) {
        connect(line, AGAIN);
        driver.await("a question for the code", () -> driver.shows("connect-code"));
        driver.type("connect-code", code(phone));
        ground.picture("connect-code");
        ground.connect(AGAIN);
        driver.await("its keys", () -> driver.says("Connected"));
    }

    private void turnOff(OtpAuthUri phone) {
        driver.press("nav-twofactor");
        driver.await("that it is on", () -> driver.says("The second factor is on"));
        driver.press("twofactor-off");
        driver.type("off-code", code(phone));
        ground.picture("twofactor-turn-off");
        driver.press("off-act");
        driver.await("that it is off again", () -> driver.says("The second factor is off"));
        driver.press("nav-keys");
    }

    /// What the camera of a phone sees in the window.
    private OtpAuthUri scan() {
        Image window = driver.look();
        int width = (int) window.getWidth();
        int height = (int) window.getHeight();
        int[] pixels = new int[width * height];
        window.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        try (Secret seen = Secret.wrap(new QRCodeReader().decode(
                new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                Map.of(DecodeHintType.TRY_HARDER, true)).getText().getBytes(StandardCharsets.UTF_8))) {
            return switch (OtpAuthUri.parse(seen)) {
                case Outcome.Ok<OtpAuthUri>(var key) -> key;
                case Outcome.Failed<OtpAuthUri>(var why) -> throw new StepFailed("an otpauth URI, but: " + why);
            };
        } catch (ReaderException _) {
            throw new StepFailed("a QR code that a scanner reads");
        }
    }

    /// A code that was not used yet, with time left to type it. Providers take the next one, too.
    private String code(OtpAuthUri phone) {
        driver.await("time to type a code", () -> Totp.left(phone, Instant.now()).compareTo(TYPING) > 0
                && lastStep <= Totp.step(phone, Instant.now()));
        lastStep = Math.max(lastStep + 1, Totp.step(phone, Instant.now()));
        try (Secret code = Totp.code(phone, lastStep)) {
            return code.reveal();
        }
    }

    /// A code of another day.
    private static String wrong(OtpAuthUri phone) {
        try (Secret code = Totp.at(phone, Instant.now().minus(Duration.ofDays(2)))) {
            return code.reveal();
        }
    }
}

package dev.keyrack.twofactor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.NotFoundException;
import dev.keyrack.fake.FakeTwoFactor;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.Scanner;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.transform.Transform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The page about the second factor")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class TwoFactorViewTest {
    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;
    private static final String LONG = "otpauth://totp/Fake:the.administrator.of.everything%2Bproduction%40subsidiary"
            + ".example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Fake%20and%20Daughters%20International";
    private TwoFactorPage page = new TwoFactorPage();

    @AfterEach
    void close() {
        page.close();
    }

    private TestWindow enrolling(double width, double height) {
        TestWindow window = page.show(width, height);
        window.press("twofactor-begin");
        return window;
    }

    private String uri() {
        try (Secret text = Secret.wrap(page.bench.gateway.twoFactor.uri.orElseThrow().getBytes(StandardCharsets.UTF_8));
                OtpAuthUri key = ((Outcome.Ok<OtpAuthUri>) OtpAuthUri.parse(text)).value();
                Secret whole = key.text()) {
            return whole.reveal();
        }
    }

    private static WritableImage picture(TestWindow window, double scale) {
        return TestWindow.get(() -> {
            Node root = window.scene().getRoot();
            root.applyCss();
            window.window.root().layout();
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setTransform(Transform.scale(scale, scale));
            return root.snapshot(parameters, null);
        });
    }

    private static void use(TestWindow window, ColorScheme scheme) {
        window.act(() -> window.theme.use(scheme));
    }

    @ParameterizedTest(name = "{0}, at {1} times its size, in a window of {2} by {3}")
    @CsvSource({"LIGHT, 1, 1440, 900", "DARK, 1, 1440, 900", "LIGHT, 2, 1440, 900", "DARK, 2, 1440, 900",
            "LIGHT, 1.5, 1440, 900", "LIGHT, 1, 1000, 700", "DARK, 1, 1000, 700"})
    void showsAPictureThatAScannerReads(ColorScheme scheme, double scale, double width, double height)
            throws NotFoundException {
        TestWindow window = enrolling(width, height);
        use(window, scheme);
        assertThat(Scanner.read(picture(window, scale))).isEqualTo(uri());
    }

    @ParameterizedTest
    @EnumSource(ColorScheme.class)
    void showsALongNameAndItsPictureToo(ColorScheme scheme) throws NotFoundException {
        page.bench.gateway.twoFactor.uri = Optional.of(LONG);
        TestWindow window = enrolling(1440, 900);
        use(window, scheme);
        assertThat(Scanner.read(picture(window, 1))).isEqualTo(uri());
        assertThat(window.words()).extracting(text -> text.replace("\n", ""))
                .contains("the.administrator.of.everything+production@subsidiary.example.com");
    }

    @ParameterizedTest(name = "{0}, at {1} times its size")
    @CsvSource({"LIGHT, 1", "DARK, 1", "LIGHT, 2", "DARK, 2"})
    void keepsThePictureBlackOnWhiteWithFourModulesOfQuiet(ColorScheme scheme, int scale) {
        TestWindow window = enrolling(1440, 900);
        use(window, scheme);
        PixelReader pixels = picture(window, scale).getPixelReader();
        Bounds place = TestWindow.place(window.node(Path.class, "qr-modules"));
        int module = QrDrawing.MODULE * scale;
        int left = (int) Math.round(place.getMinX() * scale);
        int top = (int) Math.round(place.getMinY() * scale);
        int side = (int) Math.round(place.getWidth() * scale);
        assertThat(QrDrawing.MODULE).isGreaterThanOrEqualTo(8);
        assertThat(side % module).isZero();
        for (int y = -4 * module; y < side + 4 * module; y++) {
            for (int x = -4 * module; x < side + 4 * module; x++) {
                boolean quiet = x < 0 || y < 0 || x >= side || y >= side;
                int colour = pixels.getArgb(left + x, top + y);
                if (quiet && !isCorner(x, y, side, module)) {
                    assertThat(colour).as("at %d, %d", x, y).isEqualTo(WHITE);
                } else if (!quiet) {
                    int first = pixels.getArgb(left + x / module * module, top + y / module * module);
                    assertThat(colour).as("at %d, %d", x, y).isIn(BLACK, WHITE).isEqualTo(first);
                }
            }
        }
        assertThat(pixels.getArgb(left, top)).isEqualTo(BLACK);
    }

    /// Where the card is round.
    private static boolean isCorner(int x, int y, int side, int module) {
        boolean across = x < -3 * module || x >= side + 3 * module;
        boolean down = y < -3 * module || y >= side + 3 * module;
        return across && down;
    }

    @Test
    void takesThePictureAwayAfterAMinuteAndBringsItBackWhenAsked() throws InterruptedException, NotFoundException {
        TestWindow window = enrolling(1440, 900);
        Path modules = window.node(Path.class, "qr-modules");
        page.bench.clock.sleep(Duration.ofSeconds(52));
        window.act(page.viewModel::tick);
        assertThat(window.words("qr-left")).isEqualTo("0:08");
        page.bench.clock.sleep(Duration.ofSeconds(8));
        window.act(page.viewModel::tick);
        assertThat(window.shows("qr-modules")).isFalse();
        assertThat(modules.getElements()).isEmpty();
        assertThat(window.words()).contains("Hidden after a minute.", "hidden").doesNotContain("JBSW");
        assertThat(window.canPress("seed-peek")).isFalse();
        assertThat(window.canPress("seed-copy")).isFalse();
        window.press("qr-show");
        assertThat(Scanner.read(picture(window, 1))).isEqualTo(uri());
    }

    @Test
    void showsTheKeyOnlyWhileTheButtonIsHeldAndNeverInALabel() {
        TestWindow window = enrolling(1440, 900);
        assertThat(window.words()).contains("JBSW", "••••", "••XP").doesNotContain("Y3DP");
        window.robot.moveTo("#seed-peek").press(MouseButton.PRIMARY);
        assertThat(window.words()).contains("JBSW", "Y3DP", "EHPK", "3PXP");
        assertThat(window.nodes()).filteredOn(node -> node instanceof Text text && text.getText().equals("Y3DP"))
                .hasSize(1).allMatch(node -> !(node.getParent() instanceof Label));
        assertThat(window.spoken()).noneMatch(words -> words.contains("Y3DP") || words.contains("otpauth"));
        window.robot.release(MouseButton.PRIMARY);
        assertThat(window.words()).doesNotContain("Y3DP");
        assertThat(window.spoken()).contains("QR code for Fake, ada@fake.test", "The shared key, hidden",
                "Digit 1 of 6");
        window.press("seed-copy");
        assertThat(page.copied).containsExactly(FakeTwoFactor.SEED);
    }

    @Test
    void isWalkedThroughByKeyboardAlone() {
        TestWindow window = page.show(1440, 900);
        TestWindow.get(() -> {
            window.node(Node.class, "twofactor-begin").requestFocus();
            return true;
        });
        window.key(KeyCode.SPACE);
        window.settle();
        assertThat(window.canPress("enrol-act")).isFalse();
        window.robot.write("123457");
        window.key(KeyCode.BACK_SPACE);
        assertThat(window.canPress("enrol-act")).isFalse();
        window.robot.write("6");
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(window.words()).contains("Accepted by Fakery at 12:00:00. Sign-in now asks for a code.",
                "aa•• - ••••", "Hidden after use. Fakery does not send it again.");
        assertThat(window.canPress("codes-done")).isFalse();
        reach(window, "codes-peek");
        window.robot.press(KeyCode.SPACE);
        assertThat(window.words()).contains("aaaa - bbbb", "eeee - ffff");
        window.robot.release(KeyCode.SPACE);
        assertThat(window.words()).doesNotContain("aaaa - bbbb").contains("aa•• - ••••");
        reach(window, "codes-reachable");
        window.key(KeyCode.SPACE);
        reach(window, "codes-done");
        window.key(KeyCode.SPACE);
        window.settle();
        assertThat(window.words()).contains("The second factor is on", "22 Nov, 12:00");
        reach(window, "twofactor-off");
        window.key(KeyCode.SPACE);
        window.robot.write("cccc-dddd");
        assertThat(window.words()).contains("Turn off in DEVELOPMENT", "fakery-dev on Fakery");
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(window.shows("off-dialog")).as("Enter does not press what makes the account weaker").isTrue();
        reach(window, "off-act");
        window.key(KeyCode.SPACE);
        window.settle();
        assertThat(window.shows("off-dialog")).isFalse();
        assertThat(window.words()).contains("The second factor is off");
    }

    private static void reach(TestWindow window, String id) {
        for (int i = 0; i < 40; i++) {
            Node owner = TestWindow.get(() -> window.scene().getFocusOwner());
            if (owner != null && id.equals(owner.getId())) {
                return;
            }
            window.key(KeyCode.TAB);
        }
        throw new AssertionError("the keyboard does not reach " + id);
    }

    @Test
    void hasANameForEverythingToPressAndToFillIn() {
        TestWindow window = enrolling(1440, 900);
        checkNames(window);
        window.robot.write("123456");
        window.press("enrol-act");
        checkNames(window);
        window.press("codes-keyring");
        window.act(() -> window.node(CheckBox.class, "codes-reachable").setSelected(true));
        window.press("codes-done");
        window.press("twofactor-keep");
        assertThat(window.words()).contains("Whoever opens the store for credentials then has both factors.");
        checkNames(window);
        window.press("keep-cancel");
        window.press("twofactor-off");
        checkNames(window);
    }

    private static void checkNames(TestWindow window) {
        List<Node> nodes = window.nodes();
        assertThat(TestWindow.get(() -> nodes.stream()
                .filter(node -> node instanceof ButtonBase || node instanceof TextInputControl)
                .filter(node -> node.getAccessibleText() == null)
                .filter(node -> !(node instanceof ButtonBase button && !button.getText().isBlank()))
                .filter(node -> nodes.stream()
                        .noneMatch(label -> label instanceof Label name && node.equals(name.getLabelFor())))
                .map(Node::toString).toList())).isEmpty();
    }

    @Test
    void fillsAllBoxesFromACodeThatIsPasted() {
        TestWindow window = enrolling(1440, 900);
        TextField third = window.node(TextField.class, "digit-3");
        window.act(() -> third.replaceSelection("123 456"));
        assertThat(page.viewModel.enrolment().orElseThrow().codeProperty().get()).isEqualTo("123456");
        assertThat(window.words("digit-1")).isEqualTo("1");
        assertThat(window.canPress("enrol-act")).isTrue();
        window.act(() -> third.replaceSelection("x"));
        assertThat(page.viewModel.enrolment().orElseThrow().codeProperty().get()).isEqualTo("123456");
        window.press("enrol-act");
        assertThat(window.shows("codes-peek")).isTrue();
    }

    @Test
    void movesBetweenTheBoxes() {
        TestWindow window = enrolling(1440, 900);
        assertThat(focused(window)).isEqualTo("digit-1");
        window.robot.write("12");
        assertThat(focused(window)).isEqualTo("digit-3");
        window.key(KeyCode.BACK_SPACE);
        assertThat(focused(window)).isEqualTo("digit-2");
        assertThat(window.words("digit-2")).isEmpty();
        window.key(KeyCode.LEFT);
        assertThat(focused(window)).isEqualTo("digit-1");
        window.robot.write("7");
        assertThat(window.words("digit-1")).isEqualTo("7");
        window.key(KeyCode.END);
        assertThat(focused(window)).isEqualTo("digit-6");
    }

    private static String focused(TestWindow window) {
        return TestWindow.get(() -> window.scene().getFocusOwner().getId());
    }

    @Test
    void saysInPlaceWhatIsWrongWithACodeAndBeginsAgain() {
        TestWindow window = enrolling(1440, 900);
        window.robot.write("000000");
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(window.words()).contains("The code was not accepted. Nothing was changed.")
                .anyMatch(words -> words.contains("The code does not belong to this key."));
        assertThat(window.words("digit-1")).isEmpty();
        assertThat(focused(window)).isEqualTo("digit-1");
        window.robot.write("123456");
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(window.shows("codes-peek")).isTrue();
    }

    @Test
    void warnsBeforeThePictureIsSaved() {
        TestWindow window = enrolling(1440, 900);
        window.press("qr-save");
        assertThat(window.words())
                .contains("Who has this picture can make the codes, for as long as the second factor is on.");
        window.key(KeyCode.ESCAPE);
        assertThat(window.shows("picture-dialog")).isFalse();
    }

    @Test
    void forgetsTheKeyWhenSomebodyGoesElsewhere() {
        TestWindow window = enrolling(1440, 900);
        Path modules = window.node(Path.class, "qr-modules");
        window.press("nav-other");
        assertThat(window.words()).contains("elsewhere");
        assertThat(modules.getElements()).isEmpty();
        window.press("nav-twofactor");
        assertThat(window.words()).contains("The second factor is off").doesNotContain("JBSW");
    }

    @Test
    void asksBeforeSomebodyGoesElsewhereWithoutTheCodes() {
        TestWindow window = enrolling(1440, 900);
        window.robot.write("123456");
        window.press("enrol-act");
        window.press("nav-other");
        assertThat(window.words()).contains("Nobody has these backup codes yet").doesNotContain("elsewhere");
        window.press("lose-back");
        assertThat(window.shows("codes-peek")).isTrue();
        window.press("nav-other");
        window.press("lose-act");
        assertThat(window.words()).contains("elsewhere");
        window.press("nav-twofactor");
        assertThat(window.words()).contains("The second factor is on").doesNotContain("aa•• - ••••");
    }

    @Test
    void saysWhyNothingCanBePrinted() {
        TestWindow window = enrolling(1440, 900);
        window.robot.write("123456");
        window.press("enrol-act");
        assertThat(window.canPress("codes-print")).isFalse();
        assertThat(TestWindow.get(() -> window.node(Node.class, "codes-print").getAccessibleHelp()))
                .isEqualTo("This computer knows no printer.");
        window.press("codes-keyring");
        assertThat(window.words())
                .contains("Kept: fake keyring, service dev.keyrack, account keyrack backup codes fakery-dev");
    }

    @Test
    void offersTheCodesToAPrinterIfThereIsOne() {
        page.hasPrinter = true;
        TestWindow window = enrolling(1440, 900);
        window.robot.write("123456");
        window.press("enrol-act");
        assertThat(window.canPress("codes-print")).isTrue();
    }

    @Test
    void saysWhatStandsInTheWay() {
        page = new TwoFactorPage(Samples.provider(Map.of(Capability.TWO_FACTOR,
                new Support.ConsoleOnly(List.of("Sign in.", "Open the settings."), "https://fakery.test/2fa"))));
        TestWindow window = page.show(1000, 700);
        assertThat(window.words()).contains("Fakery switches it on in its own console", "Sign in.",
                "https://fakery.test/2fa");
    }

    @Test
    void isNeverCutInANarrowWindow() {
        page.bench.gateway.twoFactor.uri = Optional.of(LONG);
        TestWindow window = enrolling(1000, 700);
        double right = TestWindow.get(() -> window.scene().getWidth());
        List<String> cut = window.nodes().stream()
                .filter(node -> node instanceof Text || node instanceof TextInputControl || node instanceof CheckBox
                        || node instanceof QrDrawing)
                .filter(node -> TestWindow.place(node).getMaxX() > right).map(Node::toString).toList();
        assertThat(cut).isEmpty();
    }
}

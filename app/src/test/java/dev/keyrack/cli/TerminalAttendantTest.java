package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The person at the terminal")
class TerminalAttendantTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final URI PAGE = URI.create("https://shop.test/authorize?state=1");
    private static final Profile PROFILE = new Profile(new ProfileName("shop"), "acme", Environment.PRODUCTION,
            URI.create("https://shop.test"), Map.of(), Optional.empty(), NOW);

    private final FakeTerminal terminal = new FakeTerminal();
    private final List<URI> opened = new ArrayList<>();
    private final TerminalAttendant attendant = new TerminalAttendant(terminal, Messages.forLocale(Locale.ENGLISH),
            opened::add,
            () -> NOW);

    @Test
    void thePageIsShownAndOpened() {
        terminal.isAttended = true;
        attendant.browse(PROFILE, PAGE, () -> {
        }).close();
        assertThat(terminal.errText())
                .isEqualToIgnoringNewLines("To sign in shop, open this page and agree there: " + PAGE);
        assertThat(terminal.outText()).isEmpty();
        assertThat(opened).containsExactly(PAGE);
    }

    @Test
    void withoutATerminalThePageIsShownAlone() {
        attendant.browse(PROFILE, PAGE, () -> {
        }).close();
        assertThat(terminal.errText()).contains(PAGE.toString());
        assertThat(opened).isEmpty();
    }

    @Test
    void theCodeIsShownWithItsPage() {
        attendant.enterCode(PROFILE, "WDJB-MJHT", PAGE, () -> {
        }).close();
        assertThat(terminal.errText()).contains("type the code WDJB-MJHT at " + PAGE);
    }

    @Test
    void aWaitIsToldInWholeSeconds() {
        attendant.pause(PROFILE, NOW.plusMillis(2_100), () -> {
        }).close();
        assertThat(terminal.errText()).isEqualToIgnoringNewLines("Waiting 3 s for the provider's limit.");
    }

    @Test
    void aSecretIsAskedForWithoutShowingIt() {
        terminal.type("hunter two");
        try (Secret given = attendant.secret(PROFILE, "Password").orElseThrow()) {
            assertThat(given.reveal()).isEqualTo("hunter two");
        }
        assertThat(terminal.questions).containsExactly("Password for shop: ");
        assertThat(terminal.errText()).doesNotContain("hunter");
    }

    @Test
    void withoutATerminalNobodyAnswers() {
        assertThat(attendant.secret(PROFILE, "Password")).isEmpty();
    }

    @Test
    void withoutADesktopNoBrowserIsStarted() {
        Opener.of(new Host(Map.of(), "Linux", Path.of("/"))).open(PAGE);
        assertThat(opened).isEmpty();
    }
}

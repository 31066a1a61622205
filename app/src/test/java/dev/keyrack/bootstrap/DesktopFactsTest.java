package dev.keyrack.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.real.VirtualDisplay;
import dev.keyrack.reveal.domain.DesktopFact;
import dev.keyrack.reveal.domain.DesktopFact.Kind;
import dev.keyrack.reveal.domain.DesktopFact.Verdict;
import dev.keyrack.shared.i18n.Messages;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What this desktop can do for secrets")
class DesktopFactsTest {
    private static DesktopFacts facts(Map<String, String> environment, String system) {
        return new DesktopFacts(environment, system, Messages.forLocale(Locale.ENGLISH));
    }

    private static Map<Kind, Verdict> verdicts(DesktopFacts facts) {
        return facts.facts().stream().collect(Collectors.toMap(DesktopFact::kind, DesktopFact::verdict));
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, '', '', YES, ASKED", "Mac OS X, '', '', YES, NO", "Linux, x11, KDE, YES, ASKED",
            "Linux, x11, GNOME, YES, UNKNOWN", "Linux, wayland, GNOME, UNKNOWN, UNKNOWN",
            "Linux, '', '', YES, UNKNOWN"})
    void isSaidAsFarAsItIsKnown(String system, String session, String desktop, Verdict clearing, Verdict history) {
        Map<Kind, Verdict> verdicts = verdicts(
                facts(Map.of("XDG_SESSION_TYPE", session, "XDG_CURRENT_DESKTOP", desktop), system));
        assertThat(verdicts).containsEntry(Kind.CLEARING, clearing).containsEntry(Kind.HISTORY, history)
                .containsEntry(Kind.CAPTURE, Verdict.NO).doesNotContainKey(Kind.MANAGER);
    }

    @Test
    void isAskedForOnceItIsThere() throws IOException {
        try (VirtualDisplay display = VirtualDisplay.start()) {
            DesktopFacts facts = facts(display.environment(), "Linux");
            assertThat(verdicts(facts)).doesNotContainKey(Kind.MANAGER);
            facts.lookAround(Runnable::run);
            assertThat(verdicts(facts)).containsEntry(Kind.MANAGER, Verdict.YES)
                    .containsEntry(Kind.HISTORY, Verdict.UNKNOWN);
        }
    }
}

package dev.keyrack.authority.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.authority.http.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Pages of the authorization server")
class PagesTest {
    private static final String NASTY = "</h1><script>alert('1')</script>\"&";

    private static String text(Answer answer) {
        return answer.body().filter(Answer.Body.Page.class::isInstance).map(Answer.Body.Page.class::cast)
                .map(Answer.Body.Page::html).orElse("");
    }

    @Test
    void showWhateverTheyAreGivenAsText() {
        SequencedMap<String, String> meanings = new LinkedHashMap<>();
        meanings.put("<i>", NASTY);
        Pages pages = new Pages(NASTY, meanings);
        String consent = text(pages.consent(200, "/x\"y", new Pages.Question(NASTY, List.of("<i>"),
                Optional.of("http://127.0.0.1:1/callback?a=%22"), NASTY,
                Optional.of(NASTY))));
        String all = consent + text(pages.deviceCode(200, "/x", NASTY, NASTY, Optional.of(NASTY)))
                + text(pages.message(200, NASTY, NASTY));
        assertThat(all).doesNotContain("<script", "alert('", "<i>").contains("&lt;script&gt;alert(&#39;1&#39;)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"http://127.0.0.1:53123/callback, http://127.0.0.1:53123", "http://[::1]:4000/callback, http:",
            "https://app.example.com/cb, https://app.example.com", "com.example.app:/cb, com.example.app:"})
    void letTheirFormLeadToTheApplicationAndNowhereElse(String redirect, String source) {
        Answer page = new Pages("x", new LinkedHashMap<>()).consent(200, "/x",
                new Pages.Question("x", List.of(), Optional.of(redirect), "t", Optional.empty()));
        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("form-action 'self' " + source + "; frame-ancestors");
    }
}

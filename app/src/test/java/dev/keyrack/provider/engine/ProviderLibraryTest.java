package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.KeyShape;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.provider.engine.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The library of providers")
class ProviderLibraryTest {
    @TempDir
    Path folder;

    static List<String> builtIn() {
        return ProviderLibrary.resource("built-in.txt").lines().toList();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void bringsDescriptorsWithoutMistakes(String name) {
        String text = ProviderLibrary.resource(name);
        assertThat(new DescriptorChecker().findings(text))
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(name).isEqualTo(DescriptorReader.read(text).id() + ".json");
    }

    @Test
    void needsNoFolder() {
        ProviderLibrary library = new ProviderLibrary(folder.resolve("missing"));
        assertThat(library.all()).hasSize(builtIn().size());
        assertThat(library.findings()).isEmpty();
    }

    @Test
    void addsTheUsersOwn() {
        Provider acme = Workshop.withPassword(folder).library().find("acme").orElseThrow();
        assertThat(acme.noun()).isEqualTo("token");
        assertThat(acme.signIn()).isEqualTo(new SignIn(SignIn.Kind.PASSWORD, "E-mail", "Password", true));
        assertThat(acme.shapes()).containsExactly(new KeyShape("acme_", Optional.empty()));
        assertThat(acme.support(Capability.LIST)).isEqualTo(new Support.Yes(true));
        assertThat(acme.support(Capability.USAGE)).isEqualTo(new Support.Yes(false));
        assertThat(acme.support(Capability.ROTATE)).isInstanceOf(Support.ConsoleOnly.class);
        assertThat(acme.support(Capability.TWO_FACTOR)).isEqualTo(new Support.No(""));
    }

    @Test
    void leavesBadFilesOutAndSaysWhy() throws IOException {
        Workshop.withKey(folder).library();
        Path users = folder.resolve("providers");
        Files.writeString(users.resolve("a-broken.json"), "{");
        Files.write(users.resolve("b-latin.json"), new byte[]{'{', (byte) 0xE4, '}'});
        Files.writeString(users.resolve("c-huge.json"), " ".repeat(600 << 10));
        Files.writeString(users.resolve("d-wrong.json"), "{\"format\":1}");
        Files.createDirectory(users.resolve("e-folder.json"));
        Files.writeString(users.resolve("z-second.json"), Workshop.withKey(folder).text());
        ProviderLibrary library = new ProviderLibrary(users);
        assertThat(library.find("acme")).isPresent();
        assertThat(library.findings()).extracting(ProviderLibrary.FileFinding::file).contains("a-broken.json",
                "b-latin.json", "c-huge.json", "d-wrong.json", "e-folder.json", "z-second.json")
                .doesNotContain("acme.json");
    }

    @Test
    void keepsTheBuiltInOneWhenAnIdIsTakenTwice() throws IOException {
        String first = builtIn().getFirst();
        Files.writeString(folder.resolve("copy.json"),
                ProviderLibrary.resource(first).replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"False\""));
        ProviderLibrary library = new ProviderLibrary(folder);
        assertThat(library.all()).noneMatch(provider -> provider.name().equals("False"));
        assertThat(library.findings()).anyMatch(one -> one.finding().pointer().equals("/id"));
    }
}

package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.domain.Settable;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a provider is asked for")
class NewKeyRequestTest {
    private static final String CREATE = "/resources/0/operations/create/request/body/value";

    @TempDir
    Path folder;
    private Workshop workshop;

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder);
    }

    @Test
    void namesAPresetAsTheProviderDoes() {
        workshop.set("/scopes", """
                {"catalogue": [{"value": "a:read"}], "presets": [
                  {"id": "read-only", "label": "Read", "value": "RO_1", "scopes": ["a:read"]},
                  {"id": "all", "label": "All", "scopes": ["a:read"]}]}""")
                .set(CREATE, "\"{'preset': $preset}\"")
                .set("/resources/0/operations/update/request/body/value", "\"{'preset': $preset}\"");
        try (TestServer server = new TestServer(
                _ -> TestServer.json(200, "{\"id\":\"k1\",\"secret\":\"acme_12345678\"}"));
                KeyGateway gateway = workshop.open(server)) {
            create(gateway, "read-only");
            assertThat(server.last().body()).isEqualTo("{\"preset\":\"RO_1\"}");
            create(gateway, "all");
            assertThat(server.last().body()).isEqualTo("{\"preset\":\"all\"}");

            KeyChange change = new KeyChange(Optional.empty(), Optional.of(scopes()), Optional.of("read-only"),
                    Optional.empty(), Optional.empty(), Optional.empty());
            Workshop.value(gateway.update(new KeyId("k1"), change));
            assertThat(server.seen()).filteredOn(seen -> seen.method().equals("PATCH")).singleElement()
                    .satisfies(seen -> assertThat(seen.body()).isEqualTo("{\"preset\":\"RO_1\"}"));
        }
    }

    private static void create(KeyGateway gateway, String preset) {
        NewKey wish = new NewKey("ci", scopes(), Optional.of(preset), Optional.empty());
        try (IssuedKey issued = Workshop.value(gateway.create(wish))) {
            assertThat(issued.key().id()).isEqualTo(new KeyId("k1"));
        }
    }

    private static SequencedSet<Scope> scopes() {
        return new LinkedHashSet<>(List.of(new Scope("a:read")));
    }

    @Test
    void tellsWhatCanBeSaidOfANewKey() {
        assertThat(settable()).isEqualTo(Settable.ALL);
        workshop.set(CREATE, "\"{'label': $name, 'ends': $expiry.iso}\"");
        assertThat(settable()).isEqualTo(new Settable(false, true));
        workshop.set(CREATE, "\"{'label': $name, 'kind': $preset}\"");
        assertThat(settable()).isEqualTo(new Settable(true, false));
        workshop.set(CREATE, "\"{'label': $name}\"");
        assertThat(settable()).isEqualTo(new Settable(false, false));
    }

    private Settable settable() {
        return workshop.library().find("acme").orElseThrow().settable();
    }
}
